import { checkOptions, describe, type OptionKinds } from '../../calls/check-options.js'
import { NlpError } from '../../shared/errors.js'
import { encodeValue, type Format } from '../formats/format.js'
import type { Match } from '../vault/matcher.js'
import { Vault } from '../vault/vault.js'
import { type VaultEntry, writtenValue } from '../vault/vault-entry.js'

/** Options for restoring values. */
export interface RestoreOptions {
  /**
   * Also restores placeholders that a model has rewritten: [email_1], [EMAIL 1], [EMAIL_ 1], \[EMAIL\_1\], %5BEMAIL_1%5D, [EMAIL_1's],
   * EMAIL_1 without brackets, [PERSON_1_FIRST] for the first name. As the text of a Markdown link a placeholder keeps its brackets.
   * @default true
   */
  tolerant?: boolean | undefined
  /** Fails with code 'restore-failed' when a placeholder is unknown, instead of leaving it in the text. @default false */
  strict?: boolean | undefined
  /** How the text is written: values are escaped for a JSON string, for HTML or for CSV. @default 'text' */
  format?: Format | undefined
}

export const RESTORE_OPTIONS: OptionKinds<RestoreOptions> = { tolerant: 'boolean', strict: 'boolean', format: 'any' }

/** A report on the placeholders of a text. The report holds only placeholders, never values. */
export interface RestoreReport {
  /** How many replacements were restored. */
  readonly restored: number
  /** Restored replacements that were spelled differently from the way they were given out. */
  readonly altered: readonly string[]
  /** Placeholders that are not in this vault: invented, mistyped, or of another conversation. */
  readonly unknown: readonly string[]
  /** Replacements of the vault that the text does not mention. */
  readonly unused: readonly string[]
}

/** A restored text, and a report. */
export interface Restoration extends RestoreReport {
  /** The text with its real values. */
  readonly text: string
}

/**
 * Puts the values back in one pass. Restored text is not read again, so a value that looks like a placeholder stays unchanged.
 *
 * @example
 * const redaction = await redactor.redact('Write to jo@example.com')
 * const reply = await askServer(redaction.text)
 * show(restore(reply, redaction))
 */
export function restore(text: string, redaction: { readonly vault: Vault }, options: RestoreOptions = {}): string {
  return restoreWithReport(text, redaction, options).text
}

/**
 * Like `restore`, and reports which placeholders were altered, unknown or unused.
 *
 * @example
 * const { text, unknown } = restoreWithReport(reply, redaction)
 * if (unknown.length > 0) warn(`The answer has placeholders of no value: ${unknown.join(', ')}`)
 */
export function restoreWithReport(
  text: string,
  redaction: { readonly vault: Vault },
  options: RestoreOptions = {},
): Restoration {
  const vault = vaultOf(redaction)
  if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${typeof text}`)
  checkOptions('restore', options, RESTORE_OPTIONS)
  const restorer = new Restorer(vault, options)
  return { text: restorer.push(text) + restorer.end(), ...restorer.report() }
}

/** The vault of a redaction. Throws if the caller passes something else. */
export function vaultOf(redaction: { readonly vault: Vault }): Vault {
  if (redaction?.vault instanceof Vault) return redaction.vault
  const need = 'a result of `redact`, or an object with a `vault`'
  throw new TypeError(`\`redaction\` must be ${need}, got ${describe(redaction)}`)
}

/** Restores a text that arrives in pieces. The restorer holds back only text that may still become a placeholder. */
export class Restorer {
  readonly #vault: Vault
  readonly #tolerant: boolean
  readonly #strict: boolean
  readonly #format: Format
  readonly #used = new Set<VaultEntry>()
  readonly #altered = new Set<string>()
  readonly #unknown = new Set<string>()
  #restored = 0
  #pending = ''
  #before = ''

  constructor(vault: Vault, { tolerant = true, strict = false, format = 'text' }: RestoreOptions = {}) {
    this.#vault = vault
    this.#tolerant = tolerant
    this.#strict = strict
    this.#format = format
  }

  /** Adds a chunk and returns the text that is certain so far. */
  push(chunk: string): string {
    return this.#advance(this.#pending + chunk, false)
  }

  /** Returns the rest of the text. */
  end(): string {
    return this.#advance(this.#pending, true)
  }

  report(): RestoreReport {
    const unused = this.#vault.entries().filter((entry) => !this.#used.has(entry))
    return {
      restored: this.#restored,
      altered: [...this.#altered],
      unknown: [...this.#unknown],
      unused: unused.map((entry) => entry.replacement),
    }
  }

  #advance(text: string, final: boolean): string {
    this.#vault.assertAlive()
    const options = { tolerant: this.#tolerant, final, before: this.#before }
    const parts: string[] = []
    let from = 0
    let at = 0
    while (at < text.length) {
      const match = this.#vault.matchAt(text, at, options)
      if (match === 'more') break
      if (match) {
        parts.push(text.slice(from, at), this.#restore(match, text))
        from = at = match.end
      } else {
        const unknown = text[at] === '[' || text[at] === '%' ? this.#unknownAt(text, at, final) : undefined
        if (unknown === 'more') break
        if (unknown !== undefined) this.#noteUnknown(unknown)
        at++
      }
    }
    parts.push(text.slice(from, at))
    if (at > 0) this.#before = text[at - 1]!
    this.#pending = text.slice(at)
    return parts.join('')
  }

  #restore({ start, end, entry, altered, part, ending = '', isLink, isEncoded }: Match, text: string): string {
    this.#restored++
    this.#used.add(entry)
    if (altered) this.#altered.add(text.slice(start, end))
    if (isEncoded) return encodeValue(encodeForAddress(part ?? entry.value), this.#format)
    const value = part === undefined ? writtenValue(entry, this.#format) : encodeValue(part, this.#format)
    return isLink ? `[${value}${ending}]` : `${value}${ending}`
  }

  #unknownAt(text: string, start: number, final: boolean): string | 'more' | undefined {
    const found = placeholderAt(text, start, final)
    return found !== undefined || !this.#tolerant ? found : alteredAt(text, start, final, this.#vault.types())
  }

  #noteUnknown(placeholder: string): void {
    if (this.#vault.isLiteral(asGivenOut(placeholder))) return
    this.#unknown.add(placeholder)
    if (!this.#strict) return
    throw new NlpError('restore-failed', 'The text holds a placeholder that this vault did not give out.', {
      details: { placeholder },
    })
  }
}

/** A value within an address: signs that would end the address or change its meaning are percent-encoded. */
function encodeForAddress(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%40', '@')
}

/** A longer bracket is not a placeholder, and a stream must not wait for its end. */
const LONGEST = 80

/** The well-formed placeholder at this bracket, 'more' if it may yet become one. */
function placeholderAt(text: string, start: number, final: boolean): string | 'more' | undefined {
  const rest = text.slice(start, start + LONGEST)
  const whole = /^(?:\[|%5[Bb])[A-Z][A-Z\d]*(?:_[A-Z\d]+)*_(?:[a-z\d]+|\d+_[A-Z]+)(?:\]|%5[Dd])/.exec(rest)
  if (whole) return whole[0]
  return !final && rest.length < LONGEST && BEGUN.test(rest) ? 'more' : undefined
}

/** A text that may yet become a well-formed placeholder, up to the last sign of its closing code. */
const BEGUN = /^(?:\[|%(?:5(?:[Bb]|$)|$))(?:[A-Z][A-Z\d_]*[a-z\d]*(?:%(?:5|$)|$)|$)$/

/** Like `placeholderAt`, in the spellings that a model may use, for types that the vault has given out: [email 9]. */
function alteredAt(text: string, start: number, final: boolean, types: readonly string[]): string | 'more' | undefined {
  const rest = text.slice(start, start + LONGEST)
  const whole = /^\[ {0,2}([A-Za-z][\w \\-]*?)[\\_ -]*\d{1,9}(?:[\\_ -]{1,2}[A-Za-z]{1,9})? {0,2}\\?\]/.exec(rest)
  if (whole) return types.includes(canonical(whole[1]!)) ? whole[0] : undefined
  if (final || rest.length === LONGEST || !/^\[[\w \\-]*$/.test(rest)) return undefined
  const begun = canonical(rest.slice(1).trimStart())
  return types.some((type) => type.startsWith(begun) || begun.startsWith(type)) ? 'more' : undefined
}

/** The form in which placeholders are given out, for any spelling. */
function asGivenOut(placeholder: string): string {
  const read = /^(?:\[|%5B) *([A-Za-z].*?)[\\_ -]*0*(\d+)(?:[\\_ -]+([A-Za-z]+))? *(?:\\?\]|%5D)$/i.exec(placeholder)
  if (!read) return placeholder
  const [, name = '', number = '', part] = read
  return `[${canonical(name)}_${number}${part === undefined ? '' : `_${part.toUpperCase()}`}]`
}

function canonical(name: string): string {
  return name.toUpperCase().replace(/[\\_ -]+/g, '_')
}
