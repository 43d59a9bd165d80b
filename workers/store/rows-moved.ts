/** The rows that a reader wanted have moved, so the reader must look again. */
export class RowsMoved extends Error {}

/** Some rows were found damaged and are left out from now on. Each error leaves fewer rows, so retrying comes to an end. */
export class RowsLost extends RowsMoved {}
