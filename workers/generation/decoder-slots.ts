/** What is asked of a decoder to know whether it should go on with a text. */
export interface Slot {
  /** How many tokens it has read that these begin with. */
  common(tokens: readonly number[]): number
  /** What it keeps of what it has read. */
  readonly bytes: number
  reset(): Promise<void>
}

/** So much in common with another text is the form of a conversation and its system prompt's first words, not more. */
const LEAST_COMMON = 16

/** A second conversation is kept beside the first where both take no more room than this. */
const SPARE_BYTES = 64 * 1024 * 1024

/**
 * Two conversations in turns would each throw away what is kept of the other. So there are two places, and a text goes where
 * most of it was read already, else where nobody was for longest.
 */
export class DecoderSlots<S extends Slot> {
  /** The one that was used last comes first. */
  readonly #slots: S[]
  readonly #create: () => S

  constructor(first: S, create: () => S) {
    this.#slots = [first]
    this.#create = create
  }

  async for(tokens: readonly number[]): Promise<S> {
    const [last] = this.#slots as [S, ...S[]]
    const best = this.#slots.reduce((a, b) => (b.common(tokens) > a.common(tokens) ? b : a), last)
    const used = best.common(tokens) >= LEAST_COMMON ? best : await this.#place(last)
    this.#slots.splice(0, 2, used, ...this.#slots.filter((slot) => slot !== used))
    return used
  }

  async reset(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.reset()))
  }

  /** Where a new text goes. */
  async #place(last: S): Promise<S> {
    const [, other] = this.#slots
    // Nothing is lost where nothing is kept.
    if (last.bytes === 0) return last
    if (last.bytes * 2 <= SPARE_BYTES) return other ?? this.#create()
    // The text may grow as long as the last one.
    await other?.reset()
    return last
  }
}
