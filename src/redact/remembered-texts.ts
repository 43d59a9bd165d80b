import { findKnown } from './detect.js'
import type { Format } from './formats/format.js'
import { readFormat } from './formats/read-format.js'
import { normalize } from './shared/normalize.js'
import type { Vault } from './vault/vault.js'

/** The redaction of a text. */
interface Redacted {
  readonly text: string
  /** A text with problems is not remembered, because the next reading may be better. */
  readonly problems?: readonly unknown[]
}

/** The most texts that are remembered. Beyond that, reading a text again costs less than keeping it. */
const MOST_TEXTS = 1000

/**
 * The texts of one conversation and their redactions. A text is read again only where its redaction shows a value that another text
 * revealed later: "Robin" in the first message, and "my name is Robin" in the third.
 */
export class RememberedTexts<R extends Redacted> {
  readonly #vault: Vault
  readonly #texts = new Map<string, { readonly redaction: R; readonly revision: number }>()

  constructor(vault: Vault) {
    this.#vault = vault
  }

  /**
   * @param key names the text and the way in which the text is read
   * @param redact reads the text with the vault
   */
  async redact(key: string, format: Format, redact: () => Promise<R>): Promise<R> {
    const before = this.#texts.get(key)
    const isGood = before !== undefined && (await this.#isGood(before, format))
    const redaction = isGood ? before.redaction : await redact()
    this.#texts.delete(key)
    if ((redaction.problems ?? []).length > 0) return redaction
    this.#texts.set(key, { redaction, revision: this.#vault.revision })
    const [oldest] = this.#texts.keys()
    if (this.#texts.size > MOST_TEXTS && oldest !== undefined) this.#texts.delete(oldest)
    return redaction
  }

  /** Runs `redactAll`, which redacts all texts of a request, until none of them shows a value that another text revealed. */
  async settle<T>(redactAll: () => Promise<T>): Promise<T> {
    for (;;) {
      const { revision } = this.#vault
      const result = await redactAll()
      if (this.#vault.revision === revision || !this.#isBehind()) return result
    }
  }

  async #isGood({ redaction, revision }: { redaction: R; revision: number }, format: Format): Promise<boolean> {
    if (revision === this.#vault.revision) return true
    const { view } = await readFormat(redaction.text, format)
    const { text } = normalize(view.text, { strictness: 'strict' })
    return (await findKnown(text, this.#vault)).length === 0
  }

  /** Whether the vault has got a new value since one of the texts was read. */
  #isBehind(): boolean {
    return [...this.#texts.values()].some(({ revision }) => revision !== this.#vault.revision)
  }
}
