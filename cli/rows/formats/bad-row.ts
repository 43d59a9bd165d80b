/** A row that a command cannot read. The message says what is wrong with the row, and has no part of its text. */
export class BadRow extends Error {
  override readonly name = 'BadRow'
}
