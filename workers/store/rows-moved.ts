/** The rows that a reader wanted have moved: the reader must look again. */
export class RowsMoved extends Error {}

/** Some rows were found damaged and are left out from now on; each time there are fewer. */
export class RowsLost extends RowsMoved {}
