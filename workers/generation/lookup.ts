/** A draft begins after so many tokens that were seen before, in the same order. */
const KNOWN = 3

/** Lengths of drafts. With the token before it, a draft has four, eight or sixteen tokens, which the kernels read best. */
const LENGTHS = [3, 7, 15] as const

/**
 * A guess costs this share of a token's time, so a draft with a smaller share of right guesses costs more than it
 * saves.
 */
const COST = 0.35

/** After a loss, so many tokens pass without a draft. The number doubles with each further loss up to the limit. */
const FIRST_REST = 16
const LONGEST_REST = 128

/**
 * Guesses the next tokens of a text that copies from itself, as summaries, corrections and answers do. Reading several
 * tokens at once costs less than reading one after another, so a right guess makes the answer faster. Wrong guesses
 * cost time, so after them the guesses become rare.
 */
export class Lookup {
  readonly #tokens: number[] = []
  /** The place after each run of `KNOWN` tokens, by the run. */
  readonly #places = new Map<number, number>()
  #length = 0
  #rest = 0
  #nextRest = FIRST_REST

  constructor(tokens: readonly number[]) {
    for (const token of tokens) this.push(token)
  }

  push(token: number): void {
    const end = this.#tokens.length
    // The run at the end is not noted before it has a successor.
    if (end >= KNOWN) this.#places.set(this.#run(end), end)
    this.#tokens.push(token)
    if (this.#rest > 0) this.#rest -= 1
  }

  /** The tokens that followed the last ones when these came before. May be empty, and has at most `most` tokens. */
  draft(most: number): readonly number[] {
    const end = this.#tokens.length
    if (this.#rest > 0 || end < KNOWN) return []
    const place = this.#places.get(this.#run(end))
    if (place === undefined || !this.#sameRun(place, end)) return []
    const length = Math.min(LENGTHS[this.#length] as number, most)
    return this.#tokens.slice(place, place + length)
  }

  /** Records how many tokens of a draft were right. */
  learn(drafted: number, right: number): void {
    if (right === drafted) this.#length = Math.min(this.#length + 1, LENGTHS.length - 1)
    else this.#length = 0
    if (right > drafted * COST) {
      this.#nextRest = FIRST_REST
      return
    }
    this.#rest = this.#nextRest
    this.#nextRest = Math.min(this.#nextRest * 2, LONGEST_REST)
  }

  /** A number for the run before `end`. Two runs may share a number. */
  #run(end: number): number {
    let run = 0
    for (let at = end - KNOWN; at < end; at += 1) run = run * 262_144 + (this.#tokens[at] as number)
    return run
  }

  #sameRun(one: number, other: number): boolean {
    for (let back = 1; back <= KNOWN; back += 1) {
      if (this.#tokens[one - back] !== this.#tokens[other - back]) return false
    }
    return true
  }
}
