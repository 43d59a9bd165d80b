import { leavesOf } from './call-gate.js'

/** The most texts of providers that are remembered: ids and signatures, which go back to their provider unread. */
const MOST_SAID = 10_000

/** Remembers ids and signatures of a provider: the next call sends them back, and they must be unchanged. */
export class SaidTexts {
  readonly #texts = new Set<string>()

  has(text: string): boolean {
    return this.#texts.has(text)
  }

  /** Remembers the id and the metadata of a piece of an answer. */
  listen(part: object): void {
    if ('toolCallId' in part) this.#texts.add(String(part.toolCallId))
    if ('providerMetadata' in part) for (const text of leavesOf(plain(part.providerMetadata))) this.#texts.add(text)
    for (const text of this.#texts) {
      if (this.#texts.size <= MOST_SAID) break
      this.#texts.delete(text)
    }
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
