import { BaseDocumentTransformer, Document, type DocumentInterface } from '@langchain/core/documents'
import { checkOptions, describe, requireMethod } from '../calls/check-options.js'
import { inOrder } from '../calls/in-order.js'
import type { Format } from '../redact/formats/format.js'
import type { Redaction, Redactor } from '../redact/redactor.js'
import { RememberedTexts } from '../redact/remembered-texts.js'
import { Vault } from '../redact/vault/vault.js'

/** How documents are redacted. */
export interface TacetRedactorOptions {
  /** How the texts of the documents are written. @default 'text' */
  format?: Format | undefined
  /**
   * Whether metadata are redacted too. Authors, titles and the paths of files often name people. With 'keep' they stay as they
   * are. @default 'redact'
   */
  metadata?: 'redact' | 'keep' | undefined
  /** Keeps the values behind the placeholders, for `restore`. @default a new one */
  vault?: Vault | undefined
}

/**
 * Takes personal data out of documents, before a server embeds them or a remote model reads them. All documents share one
 * vault, so a person has the same placeholder in all of them. The ids of documents stay as they are.
 *
 * @example
 * const redaction = new TacetRedactor(createRedactor())
 * const [safe] = await redaction.invoke([{ pageContent: 'Ask jo@example.com', metadata: {} }])
 * console.log(safe?.pageContent) // Ask [EMAIL_1]
 * console.log(restore('Write to [EMAIL_1].', redaction)) // Write to jo@example.com.
 */
export class TacetRedactor extends BaseDocumentTransformer {
  /** Keeps the values behind the placeholders. `restore(text, transformer)` reads it. */
  readonly vault: Vault
  readonly #redactor: Pick<Redactor, 'redact'>
  readonly #format: Format
  readonly #metadata: 'redact' | 'keep'

  constructor(redactor: Pick<Redactor, 'redact'>, options: TacetRedactorOptions = {}) {
    checkOptions('TacetRedactor', options, { format: 'any', metadata: 'any', vault: 'object' })
    const { format = 'text', metadata = 'redact', vault = new Vault() } = options
    if (metadata !== 'redact' && metadata !== 'keep') {
      throw new TypeError(`\`metadata\` of TacetRedactor must be 'redact' or 'keep', got ${describe(metadata)}`)
    }
    requireMethod('redactor', redactor, 'redact', 'a redactor such as createRedactor()')
    super()
    this.vault = vault
    this.#redactor = redactor
    this.#format = format
    this.#metadata = metadata
  }

  /** The name of the class, for traces. */
  static override lc_name(): string {
    return 'TacetRedactor'
  }

  /** Redacts documents. A value that one document reveals is hidden in all of them. */
  async transformDocuments(documents: DocumentInterface[]): Promise<DocumentInterface[]> {
    const texts = new RememberedTexts<Redaction>(this.vault)
    const hide = async (text: string, format: Format): Promise<string> => {
      const redact = () => this.#redactor.redact(text, { vault: this.vault, format })
      return (await texts.redact(`${format} ${text}`, format, redact)).text
    }
    return texts.settle(() =>
      inOrder(documents, async ({ id, pageContent, metadata }) => {
        const shown = this.#metadata === 'keep' ? metadata : await hideMetadata(metadata, hide)
        const text = await hide(pageContent, this.#format)
        return new Document({ ...(id === undefined ? {} : { id }), pageContent: text, metadata: shown })
      }),
    )
  }
}

/** Each value is read together with its name, which often tells the kind of the value. */
async function hideMetadata(
  metadata: Readonly<Record<string, unknown>>,
  hide: (text: string, format: 'json') => Promise<string>,
): Promise<Record<string, unknown>> {
  const hidden = await inOrder(Object.entries(metadata), async ([name, value]) => {
    // JSON has no dates, and filters compare them.
    if (value === undefined || value instanceof Date) return { [name]: value }
    return JSON.parse(await hide(JSON.stringify({ [name]: value }), 'json')) as Record<string, unknown>
  })
  return Object.assign({}, ...hidden)
}
