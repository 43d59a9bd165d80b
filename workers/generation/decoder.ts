import type { CausalModel } from './causal-model.js'
import type { Reading, Scores } from './reading.js'

/**
 * Runs the model and keeps what it has computed for the tokens so far (its keys and values). A conversation grows at its
 * end: the next turn begins with the same tokens, and only the new ones are computed.
 */
export class Decoder {
  readonly #reading: Reading
  readonly #sharedScales: boolean
  #tokens: number[] = []
  /** How many of the tokens were read in whole pieces from the beginning. */
  #whole = 0

  constructor({ startReading, sharedScales }: Pick<CausalModel, 'startReading' | 'sharedScales'>) {
    this.#reading = startReading()
    this.#sharedScales = sharedScales
  }

  /** How many tokens it has read that these begin with. */
  common(tokens: readonly number[]): number {
    const limit = Math.min(this.#tokens.length, tokens.length)
    let length = 0
    while (length < limit && tokens[length] === this.#tokens[length]) length += 1
    return length
  }

  /** What is kept of all that was read. */
  get bytes(): number {
    return this.#reading.bytes
  }

  /** Forgets everything behind the common beginning with these tokens; returns how many of them need not be computed. */
  async keepPrefix(tokens: readonly number[]): Promise<number> {
    // The last token is always computed anew: its scores are what comes out.
    const length = Math.min(this.common(tokens), tokens.length - 1)
    if (length === 0) await this.reset()
    else if (length < this.#tokens.length) await this.#crop(length)
    return this.#tokens.length
  }

  /**
   * The same, and what comes out depends on these tokens alone. A model that scales its activations over all it is given at
   * once gives a token other numbers beside other tokens, so only tokens that were read in the same pieces are kept.
   */
  async keepReproducible(tokens: readonly number[]): Promise<number> {
    if (!this.#sharedScales) return this.keepPrefix(tokens)
    const length = Math.min(this.common(tokens), tokens.length - 1, this.#whole)
    return this.keepPrefix(tokens.slice(0, length - (length % this.#reading.piece) + 1))
  }

  /** Forgets everything behind these tokens; false where it has not read all of them, or cannot go back. */
  async returnTo(tokens: readonly number[]): Promise<boolean> {
    if (this.common(tokens) < tokens.length) return false
    if (tokens.length < this.#tokens.length) await this.#crop(tokens.length)
    return this.#tokens.length === tokens.length
  }

  /** Computes these tokens after the known ones and returns the scores of what may come next. */
  async advance(tokens: readonly number[], signal: AbortSignal): Promise<Float32Array> {
    let scores: Float32Array = new Float32Array()
    await this.#inChunks(tokens, signal, async (chunk) => {
      scores = (await this.#read(chunk, 'last')).values
    })
    return scores
  }

  /** The same, and hands over the scores after each of the tokens. They are only good until the next. */
  async advanceThrough(
    tokens: readonly number[],
    signal: AbortSignal,
    visit: (scores: Float32Array, position: number) => void,
  ): Promise<void> {
    let position = 0
    await this.#inChunks(tokens, signal, async (chunk) => {
      const { values, size } = await this.#read(chunk, 'all')
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
    run: (chunk: readonly number[]) => Promise<void>,
  ): Promise<void> {
    try {
      const { piece } = this.#reading
      for (let start = 0; start < tokens.length; start += piece) {
        signal.throwIfAborted()
        await run(tokens.slice(start, start + piece))
      }
    } catch (error) {
      // After a failure nobody knows what the cache holds; after an abort between two pieces it is whole.
      if (!signal.aborted) await this.reset()
      throw error
    }
  }

  async #read(tokens: readonly number[], rows: 'last' | 'all'): Promise<Scores> {
    const { piece } = this.#reading
    const scores = await this.#reading.read(tokens, rows)
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
