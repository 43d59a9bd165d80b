/**
 * A text that a model reads: it goes on from what it has read, and can go back. Keys and values of what was read are kept, so
 * only new tokens are computed.
 */
export interface Reading {
  /** Tokens that are read at a time, so that an abort need not wait for the end of a long prompt. */
  readonly piece: number
  /** What is kept of all that was read. */
  readonly bytes: number
  /** Reads at most `piece` tokens; gives the scores after the last or after each of them, `size` numbers a row. */
  read(tokens: readonly number[], rows: 'last' | 'all'): Promise<Scores>
  /** Forgets everything behind the first tokens; returns how many are left, which may be none. */
  cut(length: number): Promise<number>
  /** Forgets everything. */
  reset(): Promise<void>
}

/** Only good until the next reading. */
export interface Scores {
  readonly values: Float32Array
  readonly size: number
}
