import type { CausalModel } from './causal-model.js'
import type { Reading, ScoreRows, Scores } from './reading.js'

/**
 * Runs the model and keeps the keys and values that it has computed so far. A conversation grows at its end: the next
 * turn begins with the same tokens, so only the new tokens are computed.
 */
export class Decoder {
  readonly #reading: Reading
  readonly #sharedScales: boolean
  #tokens: number[] = []
  /** The number of tokens that were read in whole pieces from the beginning. */
  #whole = 0

  constructor({ startReading, sharedScales }: Pick<CausalModel, 'startReading' | 'sharedScales'>) {
    this.#reading = startReading()
    this.#sharedScales = sharedScales
  }

  /** The number of tokens at the start of `tokens` that were already read. */
  common(tokens: readonly number[]): number {
    const limit = Math.min(this.#tokens.length, tokens.length)
    let length = 0
    while (length < limit && tokens[length] === this.#tokens[length]) length += 1
    return length
  }

  /** The bytes kept for everything that was read. */
  get bytes(): number {
    return this.#reading.bytes
  }

  /**
   * Forgets everything after the common beginning with these tokens. Returns how many of these tokens need not be
   * computed.
   */
  async keepPrefix(tokens: readonly number[]): Promise<number> {
    // The last token is always computed again, because the caller needs its scores.
    const length = Math.min(this.common(tokens), tokens.length - 1)
    if (length === 0) await this.reset()
    else if (length < this.#tokens.length) await this.#crop(length)
    return this.#tokens.length
  }

  /**
   * Like `keepPrefix`, but the scores then depend on these tokens alone. A model that takes one scale for a whole run
   * gives a token other numbers beside other tokens, so only tokens that were read in the same pieces are kept.
   */
  async keepReproducible(tokens: readonly number[]): Promise<number> {
    if (!this.#sharedScales) return this.keepPrefix(tokens)
    const length = Math.min(this.common(tokens), tokens.length - 1, this.#whole)
    return this.keepPrefix(tokens.slice(0, length - (length % this.#reading.piece) + 1))
  }

  /**
   * Forgets everything after these tokens. Returns false where not all of them were read, or where the model cannot go
   * back.
   */
  async returnTo(tokens: readonly number[]): Promise<boolean> {
    if (this.common(tokens) < tokens.length) return false
    if (tokens.length < this.#tokens.length) await this.#crop(tokens.length)
    return this.#tokens.length === tokens.length
  }

  /** Computes these tokens after the known ones and returns the scores of the next token. */
  async advance(tokens: readonly number[], signal: AbortSignal): Promise<Float32Array> {
    let scores: Float32Array = new Float32Array()
    await this.#inChunks(tokens, signal, async (chunk, isLast) => {
      scores = (await this.#read(chunk, isLast ? 'last' : 'none', signal)).values
    })
    return scores
  }

  /**
   * Like `advance`, but passes on the scores after each of the tokens. The scores are valid only until the next call of
   * `visit`.
   */
  async advanceThrough(
    tokens: readonly number[],
    signal: AbortSignal,
    visit: (scores: Float32Array, position: number) => void,
  ): Promise<void> {
    let position = 0
    await this.#inChunks(tokens, signal, async (chunk) => {
      const { values, size } = await this.#read(chunk, 'all', signal)
      for (let row = 0; row < chunk.length; row += 1) {
        visit(values.subarray(row * size, (row + 1) * size), position)
        position += 1
      }
    })
  }

  async reset(): Promise<void> {
    await this.#reading.reset()
    this.#tokens = []
    this.#whole = 0
  }

  async #inChunks(
    tokens: readonly number[],
    signal: AbortSignal,
    run: (chunk: readonly number[], isLast: boolean) => Promise<void>,
  ): Promise<void> {
    try {
      const { piece } = this.#reading
      for (let start = 0; start < tokens.length; start += piece) {
        signal.throwIfAborted()
        await run(tokens.slice(start, start + piece), start + piece >= tokens.length)
      }
    } catch (error) {
      // After a failure the content of the cache is unknown. After an abort the cache holds whole pieces and is valid.
      if (!signal.aborted) await this.reset()
      throw error
    }
  }

  async #read(tokens: readonly number[], rows: ScoreRows, signal: AbortSignal): Promise<Scores> {
    const { piece } = this.#reading
    const scores = await this.#reading.read(tokens, rows, signal)
    if (this.#tokens.length === this.#whole && tokens.length === piece) this.#whole += piece
    this.#tokens.push(...tokens)
    return scores
  }

  async #crop(length: number): Promise<void> {
    const left = await this.#reading.cut(length)
    this.#tokens.length = left
    this.#whole = Math.min(this.#whole, left - (left % this.#reading.piece))
  }
}
