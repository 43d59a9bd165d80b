/** A command was called in a way that it does not understand. The message says what is wrong. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}
