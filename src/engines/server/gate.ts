import type { Format } from '../../redact/formats/format.js'
import type { Redaction, Redactor } from '../../redact/redactor.js'
import { RememberedTexts } from '../../redact/remembered-texts.js'
import { Restorer, restore } from '../../redact/restore/restore.js'
import { Vault } from '../../redact/vault/vault.js'
import { NlpError } from '../../shared/errors.js'
import type { RestoreRule } from '../../shared/tasks.js'
import { plainPlaceholders } from './plain-placeholders.js'
import { revealArguments } from './reveal-arguments.js'

/** The functions of a redactor that the server engine uses. `createRedactor()` returns such a redactor. */
export type ServerRedactor = Pick<Redactor, 'redact'>

/** Hides personal data from a server and restores it in the answers. A gate belongs to one conversation. */
export interface Gate {
  /** Runs `hideAll`, which hides all parts of a request, until no part shows a value that another part revealed as personal. */
  settle<T>(hideAll: () => Promise<T>): Promise<T>
  hide(text: string, options: HideOptions): Promise<string>
  /** Hides the personal data in the texts, keys and long numbers of a value. */
  hideData<T>(value: T, options: Omit<HideOptions, 'format'>): Promise<T>
  /** Replaces the id of a tool's call everywhere by another id, if the id holds personal data. */
  hideId(id: string, options: Pick<HideOptions, 'signal'>): Promise<string>
  /**
   * Checks a name or a header. Programs read these, so a placeholder in them would be wrong. Rejects with code
   * 'policy-denied' where the redactor finds personal data.
   *
   * @param where the name of the part, as the subject of a sentence; the name must quote no user
   * @param wayOut the remedy for an app that wants the part sent all the same
   */
  admit(where: string, text: string, options: { readonly wayOut: string; readonly signal: Signal }): Promise<void>
  reveal(text: string, format: 'text' | 'json'): string
  /** Restores real values in the arguments of a tool's call, as far as the rule of the tool allows. */
  revealArguments(text: string, rule: RestoreRule | undefined): string
  /** Restores a text that comes in pieces. A placeholder may be cut anywhere. */
  revealStream(format: 'text' | 'json'): Pick<Restorer, 'push' | 'end'>
  /** Remembers an answer of the model and its restored form. When that form goes out again, the original goes instead. */
  remember(revealed: string, said: string): void
}

type Signal = AbortSignal | undefined

interface HideOptions {
  /** @default 'text' */
  readonly format?: Format
  /** Whether the model itself wrote the text. Placeholders in texts of others have no meaning. @default false */
  readonly own?: boolean | undefined
  readonly signal: Signal
}

/** A word of a program and not of a person: 'get_weather', 'meta-llama/Llama-3.1-8B', a random id. */
const CODE = /^[\w.:/@+-]*$/

/** Opens the gate of a conversation, with one vault for all its requests and answers. */
export function openGate(redactor: ServerRedactor): Gate {
  const vault = new Vault()
  // A name that the redactor found in the question may look like a word in the answer. It must not leave in the next turn.
  const known = new Map<string, string>()
  const ids = new Map<string, string>()
  const texts = new RememberedTexts<Redaction>(vault)

  async function read(text: string, format: Format, signal: Signal): Promise<Redaction> {
    try {
      const redact = () => redactor.redact(text, { vault, format, signal, attributes: true })
      return await texts.redact(`${format} ${text}`, format, redact)
    } catch (error) {
      signal?.throwIfAborted()
      // The message of the error may quote the text, so the error is not even kept as the cause.
      const code = NlpError.is(error) ? error.code : 'error'
      throw new NlpError(
        'policy-denied',
        `Nothing was sent: the redactor could not check the text (${code}). Make sure that its model is loaded.`,
        { details: { redactor: code } },
      )
    }
  }

  async function hide(text: string, { format = 'text', own = false, signal }: HideOptions): Promise<string> {
    if (text === '') return text
    const said = own ? known.get(text) : undefined
    return said ?? (await read(plainPlaceholders(text, format), format, signal)).text
  }

  async function hideData<T>(value: T, options: Omit<HideOptions, 'format'>): Promise<T> {
    const text = toJson(value)
    return text === undefined ? value : JSON.parse(await hide(text, { ...options, format: 'json' }))
  }

  async function hideId(id: string, { signal }: Pick<HideOptions, 'signal'>): Promise<string> {
    const other = ids.get(id)
    if (other !== undefined || (await hide(id, { signal })) === id) return other ?? id
    // Every server accepts an id of nine letters and digits.
    const hidden = `call${String(ids.size + 1).padStart(5, '0')}`
    ids.set(id, hidden)
    return hidden
  }

  async function admit(
    where: string,
    text: string,
    { wayOut, signal }: { readonly wayOut: string; readonly signal: Signal },
  ): Promise<void> {
    if (text === '') return
    const redaction = await read(text, 'text', signal)
    const { entities = [] } = redaction
    // In a word of a program, a model finds names that are not names, and a date may be part of a version.
    const telling = entities.filter(({ tier }) => !(CODE.test(text) && (tier === 'model' || tier === 'context')))
    if (telling.length > 0 || (entities.length === 0 && redaction.text !== text)) {
      const types = [...new Set(telling.map(({ type }) => type))].join(', ') || 'a placeholder'
      throw new NlpError('policy-denied', `Nothing was sent: ${where} holds personal data (${types}). ${wayOut}`, {
        details: { types },
      })
    }
  }

  return {
    settle: (hideAll) => texts.settle(hideAll),
    hide,
    hideData,
    hideId,
    admit,
    reveal: (text, format) => restore(text, { vault }, { format }),
    revealArguments: (text, rule) =>
      revealArguments(text, rule, (part, format) => restore(part, { vault }, { format })),
    revealStream: (format) => new Restorer(vault, { format }),
    remember: (revealed, said) => void known.set(revealed, said),
  }
}

/** The value as JSON. The redactor reads values as JSON, so a value without JSON is refused. */
function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    throw new NlpError(
      'policy-denied',
      'Nothing was sent: the redactor cannot read a part of the call, because that part is not JSON.',
    )
  }
}
