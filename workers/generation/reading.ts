/**
 * A text that a model reads. The reading can continue, and it can go back. The keys and values of everything read are
 * kept, so only new tokens are computed.
 */
export interface Reading {
  /** The most tokens in one read. Reading in pieces lets an abort take effect before the end of a long prompt. */
  readonly piece: number
  /** The bytes kept for everything that was read. */
  readonly bytes: number
  /**
   * Reads at most `piece` tokens. Returns the scores after the last token or after each token, `size` numbers per row.
   * `none` is for the pieces in the middle of a prompt, whose scores are not used. A runtime that cannot leave the
   * scores out may return those of the last token. A read that was aborted in the middle has read nothing; a runtime
   * that cannot stop in the middle reads all.
   */
  read(tokens: readonly number[], rows: ScoreRows, signal: AbortSignal): Promise<Scores>
  /** Forgets everything after the first `length` tokens. Returns how many tokens are left, which may be none. */
  cut(length: number): Promise<number>
  /** Forgets everything. */
  reset(): Promise<void>
}

export type ScoreRows = 'none' | 'last' | 'all'

/** The scores are valid only until the next read. */
export interface Scores {
  readonly values: Float32Array
  readonly size: number
}
