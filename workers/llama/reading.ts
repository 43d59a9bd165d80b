import { NlpError } from '../../src/shared/errors.js'
import { namingText } from '../kernels/name-file.js'
import { createPause } from '../schedule/yield.js'
import { type LlamaForward, TILE } from './forward.js'
import type { KeyMemory } from './key-memory.js'

/** A text that a model of the Llama family reads, with the keys and values of what it has read so far. */
export class LlamaReading {
  readonly #forward: LlamaForward
  readonly #keys: KeyMemory
  readonly #vocabulary: number
  readonly #file: string
  readonly #pause = createPause()

  readonly piece = TILE

  /** `file` is the name of the model's file, for errors. */
  constructor(
    forward: LlamaForward,
    keys: KeyMemory,
    { vocabulary, file }: { readonly vocabulary: number; readonly file: string },
  ) {
    this.#forward = forward
    this.#keys = keys
    this.#vocabulary = vocabulary
    this.#file = file
  }

  get bytes(): number {
    return this.#keys.bytes
  }

  /**
   * Reads these tokens after the known ones. Returns the scores after the last token, after each token, or none. After
   * an abort the tokens count as not read.
   */
  async read(
    tokens: readonly number[],
    rows: 'none' | 'last' | 'all',
    signal: AbortSignal,
  ): Promise<{ values: Float32Array; size: number }> {
    const size = this.#vocabulary
    for (const token of tokens) {
      if (token < size) continue
      throw new NlpError('invalid-data', `The text has a token ${token}, and the model knows only ${size} tokens.`)
    }
    const wanted = { none: 0, last: 1, all: tokens.length }[rows]
    const values = new Float32Array(wanted * size)
    let row = 0
    const steps = this.#forward.steps(tokens, this.#keys, wanted, (scores) => {
      values.set(scores, row * size)
      row += 1
    })
    while (!namingText(this.#file, () => steps.next()).done) {
      await this.#pause()
      signal.throwIfAborted()
    }
    return { values, size }
  }

  /** Forgets everything after the first `length` tokens. Returns how many tokens are left. */
  async cut(length: number): Promise<number> {
    this.#keys.length = Math.min(length, this.#keys.length)
    return this.#keys.length
  }

  async reset(): Promise<void> {
    this.#keys.reset()
  }
}
