/** A command was called with wrong arguments. The message names the mistake. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}
