/** A row that a command cannot read. The message names the mistake in the row, and holds no part of its text. */
export class BadRow extends Error {
  override readonly name = 'BadRow'
}
