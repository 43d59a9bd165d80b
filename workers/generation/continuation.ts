import type { Decoder } from './decoder.js'
import { Lookup } from './lookup.js'

/** Gives the scores after each token of an answer. */
export interface Continuation {
  /** The scores after this token, which follows all earlier ones. `most` more tokens may come after it. */
  after(token: number, most: number, signal: AbortSignal): Promise<Float32Array>
}

export function plainContinuation(decoder: Decoder): Continuation {
  return { after: (token, _, signal) => decoder.advance([token], signal) }
}

/**
 * Reads guessed tokens together with the last one, and gives the scores after a guess where the guess was right. So the
 * scores are those of a plain continuation, as long as the model computes tokens alike however many it reads at once.
 */
export class GuessingContinuation implements Continuation {
  readonly #decoder: Decoder
  readonly #lookup: Lookup
  readonly #text: number[]
  /** The guesses that are not compared with a token yet, each with the scores after it. */
  #guesses: { readonly token: number; readonly scores: Float32Array }[] = []
  #drafted = 0

  constructor(decoder: Decoder, prompt: readonly number[]) {
    this.#decoder = decoder
    this.#lookup = new Lookup(prompt)
    this.#text = [...prompt]
  }

  async after(token: number, most: number, signal: AbortSignal): Promise<Float32Array> {
    const guess = this.#guesses.shift()
    const right = guess?.token === token
    if (guess !== undefined && (!right || this.#guesses.length === 0)) await this.#settle(right)
    this.#text.push(token)
    this.#lookup.push(token)
    if (guess !== undefined && right) return guess.scores
    const draft = this.#lookup.draft(most)
    return draft.length === 0 ? this.#decoder.advance([token], signal) : this.#read(token, draft, signal)
  }

  /** Drops the remaining guesses, and reports how many were right. */
  async #settle(lastRight: boolean): Promise<void> {
    const wrong = this.#guesses.length + (lastRight ? 0 : 1)
    this.#lookup.learn(this.#drafted, this.#drafted - wrong)
    this.#guesses = []
    if (wrong > 0) await this.#decoder.returnTo(this.#text)
  }

  async #read(token: number, draft: readonly number[], signal: AbortSignal): Promise<Float32Array> {
    const rows: Float32Array[] = []
    await this.#decoder.advanceThrough([token, ...draft], signal, (scores) => rows.push(scores.slice()))
    this.#drafted = draft.length
    this.#guesses = draft.map((guessed, index) => ({ token: guessed, scores: rows[index + 1] as Float32Array }))
    return rows[0] as Float32Array
  }
}
