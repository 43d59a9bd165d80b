/** Another tab has rewritten a segment since this one last looked: catch up and ask again. */
export class RowsMoved extends Error {}
