/** The part of a decoder that tells whether it should continue a text. */
export interface Slot {
  /** The number of tokens at the start of `tokens` that the decoder has already read. */
  common(tokens: readonly number[]): number
  /** The bytes that the decoder keeps for the tokens it has read. */
  readonly bytes: number
  reset(): Promise<void>
}

/**
 * From this many common tokens on, a text counts as the continuation of another. Fewer are only the template of a
 * conversation and the first words of its system prompt.
 */
const LEAST_COMMON = 16

/** A second conversation is kept beside the first where both need no more bytes than this. */
const SPARE_BYTES = 64 * 1024 * 1024

/**
 * Two conversations that take turns would each discard the tokens kept for the other. So there are two slots. A text
 * goes to the slot that has read most of it, otherwise to the slot that was not used for longest.
 */
export class DecoderSlots<S extends Slot> {
  /** The slot that was used last comes first. */
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

  /** Chooses the slot for a new text. */
  async #place(last: S): Promise<S> {
    const [, other] = this.#slots
    // An empty slot loses no tokens.
    if (last.bytes === 0) return last
    if (last.bytes * 2 <= SPARE_BYTES) return other ?? this.#create()
    // The new text may grow as long as the last one, so the other slot gives up its memory.
    await other?.reset()
    return last
  }
}
