/** What a reader wanted is not where it was: look again. */
export class RowsMoved extends Error {}

/** Some rows were found damaged and are left out from now on; each time there are fewer. */
export class RowsLost extends RowsMoved {}
