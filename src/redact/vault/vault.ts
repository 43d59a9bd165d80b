import { checkOptions, describe } from '../../calls/check-options.js'
import { NlpError } from '../../shared/errors.js'
import { randomId } from '../../shared/random-id.js'
import { lookalikesIn } from '../spelling/lookalikes.js'
import type { GenderOfName } from '../subjects/persons.js'
import { Subjects, type ValueHints } from '../subjects/subjects.js'
import type { KnownValues } from './known-values.js'
import { loadKnownValues } from './load-known-values.js'
import { type Match, Matcher, type MatchOptions } from './matcher.js'
import type { EntryKind, VaultEntry, WrittenForm } from './vault-entry.js'

/** Settings of a new vault. */
export interface VaultOptions {
  /** The id of the conversation; an exported vault can only be imported for the same id. @default a random UUID */
  id?: string | undefined
  /** After this time the vault forgets its values and refuses to work. @default no end */
  lifetimeMs?: number | undefined
}

/** The parts of a vault that an archive holds. */
export interface VaultContents {
  readonly id: string
  readonly expiresAt: number | undefined
  readonly entries: readonly VaultEntry[]
  readonly literals: readonly string[]
}

/**
 * The values that were hidden in one conversation. The same value gets the same replacement in every message, and `restore` puts
 * the value back. A vault lives in memory; `exportVault` makes an encrypted archive of it.
 *
 * @example
 * const vault = new Vault({ id: 'conversation-7', lifetimeMs: 3_600_000 })
 * const first = await redactor.redact('Mail jo@example.com', { vault })
 * const second = await redactor.redact('jo@example.com did not answer', { vault })
 * restore(second.text, { vault }) // 'jo@example.com did not answer'
 */
export class Vault {
  /** Identifies the vault, so that its archive is not mistaken for another vault's. */
  readonly id: string
  /** Milliseconds since 1970, or undefined if the vault does not expire. */
  readonly expiresAt: number | undefined
  readonly #entries = new Map<string, VaultEntry>()
  readonly #replacements = new Set<string>()
  readonly #counts = new Map<string, number>()
  /** Placeholders that users wrote themselves. The vault never gives them out and `restore` never reports them as unknown. */
  readonly #literals = new Set<string>()
  #matcher = new Matcher()
  /** Values that the search does not hold yet. Most vaults see one text and never need the search. */
  #hidden: { readonly type: string; readonly value: string }[] = []
  #known: KnownValues | undefined
  /** Each value that was ever hidden, with its type. */
  #told = new Set<string>()
  #subjects = new Subjects()

  constructor(options: VaultOptions = {}) {
    checkOptions('Vault', options, { id: 'string', lifetimeMs: 'number' })
    const { id = randomId(), lifetimeMs } = options
    if (lifetimeMs !== undefined && !(lifetimeMs > 0)) {
      throw new RangeError(`\`lifetimeMs\` must be a positive number, got ${lifetimeMs}`)
    }
    this.id = id
    this.expiresAt = lifetimeMs === undefined ? undefined : Date.now() + lifetimeMs
  }

  /** Rebuilds a vault from the contents of an archive. */
  static from({ id, expiresAt, entries, literals }: VaultContents): Vault {
    const vault = new Vault({ id, lifetimeMs: expiresAt === undefined ? undefined : expiresAt - Date.now() })
    for (const entry of entries) vault.#add(entry)
    for (const literal of literals) vault.#literals.add(literal)
    return vault
  }

  /** How many values the vault holds. */
  get size(): number {
    return this.#entries.size
  }

  /** Grows with each newly hidden value. A text that was redacted earlier may still show that value. */
  get revision(): number {
    return this.#told.size
  }

  /** Every entry of the vault, the oldest first. */
  entries(): readonly VaultEntry[] {
    this.assertAlive()
    return [...this.#entries.values()]
  }

  /** The types that have numbered placeholders in this vault. */
  types(): readonly string[] {
    return [...this.#counts.keys()]
  }

  /** Everything that the vault holds, for an archive. */
  contents(): VaultContents {
    return { id: this.id, expiresAt: this.expiresAt, entries: this.entries(), literals: [...this.#literals] }
  }

  /** Forgets everything. Replacements that were given out before can no longer be restored. */
  clear(): void {
    this.#entries.clear()
    this.#replacements.clear()
    this.#counts.clear()
    this.#literals.clear()
    this.#matcher = new Matcher()
    this.#hidden = []
    this.#known = undefined
    this.#told = new Set()
    this.#subjects = new Subjects()
  }

  /** The entry of this kind for this value, if there is one. */
  find(kind: EntryKind, type: string, value: string, written?: WrittenForm): VaultEntry | undefined {
    this.assertAlive()
    return this.#entries.get(keyOf(kind, type, value, written))
  }

  /** Enters a replacement and returns its entry, or undefined if the replacement already belongs to something else. */
  enter(entry: VaultEntry): VaultEntry | undefined {
    const known = this.find(entry.kind, entry.type, entry.value, entry.written)
    if (known) return known
    if (this.#replacements.has(entry.replacement) || this.#literals.has(entry.replacement)) return undefined
    this.#add(entry)
    return entry
  }

  /**
   * The numbered placeholder of this value, [EMAIL_1], within quotes where it replaces a JSON number. Another spelling of a value,
   * or another name of a person, has the same number: [PERSON_1_FIRST], [PHONE_1_B]. An e-mail address that is made of a person's
   * name takes the number of the person if it is free.
   */
  placeholder(
    kind: 'placeholder' | 'number',
    type: string,
    value: string,
    written?: WrittenForm,
    hints: ValueHints = {},
    genderOf?: GenderOfName,
  ): VaultEntry {
    this.assertAlive()
    const known = this.#subjects.find(type, value, hints, genderOf)
    if (known !== undefined) {
      const entry = this.#entries.get(keyOf(kind, type, value, written, known))
      if (entry) return entry
    }
    const name = known === undefined ? this.#newName(type, value) : this.#nextName(type, value, known)
    const entry: VaultEntry = {
      kind,
      type,
      value,
      replacement: kind === 'number' ? `"[${name}]"` : `[${name}]`,
      written,
      ...hints,
    }
    this.#add(entry)
    return entry
  }

  /** Whether the person of this value is in the vault. */
  isOfPerson(type: string, value: string): boolean {
    return this.#subjects.personOf(type, value) !== undefined
  }

  /** A name with the number of the person that the value belongs to, or with the next free number. */
  #newName(type: string, value: string): string {
    const person = this.#subjects.personOf(type, value)
    if (person !== undefined && this.#isFree(`${type}_${person}`)) return `${type}_${person}`
    for (;;) {
      const count = (this.#counts.get(type) ?? 0) + 1
      this.#counts.set(type, count)
      if (this.#isFree(`${type}_${count}`)) return `${type}_${count}`
    }
  }

  /** Another name for the subject with this number. */
  #nextName(type: string, value: string, number: number): string {
    const part = this.#subjects.partOf(type, value, number)
    if (part !== undefined && this.#isFree(`${type}_${number}_${part}`)) return `${type}_${number}_${part}`
    for (let index = 1; ; index++) {
      const name = `${type}_${number}_${letters(index)}`
      if (this.#isFree(name)) return name
    }
  }

  #isFree(name: string): boolean {
    return !this.#replacements.has(`[${name}]`) && !this.#literals.has(`[${name}]`)
  }

  /** Reserves the names in a text that look like placeholders, so that the vault never gives them out. */
  reserve(text: string): void {
    this.assertAlive()
    for (const lookalike of lookalikesIn(text)) {
      const name = /^(.*?)[\\_ -]*0*(\d+)(?:[\\_ -]+([A-Za-z]+))?$/.exec(lookalike)
      if (!name) continue
      const [, words = '', number = '', part] = name
      const type = words.toUpperCase().replace(/[\\_ ]+/g, '_')
      // A hyphen may replace an underscore, or stand where no sign belongs: [E-MAIL_1].
      for (const spelling of new Set([type.replace(/-+/g, '_'), type.replace(/-+/g, '')])) {
        this.#reserveName(`${spelling}_${number}`)
        if (part !== undefined) this.#reserveName(`${spelling}_${number}_${part.toUpperCase()}`)
      }
    }
  }

  #reserveName(name: string): void {
    if (!this.#replacements.has(`[${name}]`)) this.#literals.add(`[${name}]`)
  }

  /** Whether a user wrote this placeholder, so that it is not a replacement although it looks like one. */
  isLiteral(placeholder: string): boolean {
    return this.#literals.has(placeholder)
  }

  /** See `Matcher.nextStart`. */
  nextStart(text: string, from: number): number {
    return this.#matcher.nextStart(text, from)
  }

  /** See `Matcher.matchAt`. */
  matchAt(text: string, start: number, options: MatchOptions): Match | 'more' | undefined {
    return this.#matcher.matchAt(text, start, options)
  }

  /** Every value that was hidden in this conversation, for the search in its later texts; undefined if there is none. */
  async known(): Promise<KnownValues | undefined> {
    if (this.#hidden.length === 0) return this.#known
    const { KnownValues } = await loadKnownValues()
    this.#known ??= new KnownValues()
    for (const { type, value } of this.#hidden.splice(0)) this.#known.add(type, value)
    return this.#known
  }

  /**
   * Remembers a hidden value, so that later texts do not show it. An archive does not hold values under an irreversible
   * operator, because the caller wants them irrecoverable.
   */
  remember(type: string, value: string): void {
    const key = `${type} ${value}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.#hidden.push({ type, value })
  }

  /** Throws code 'closed' once the vault has expired, and forgets its values. */
  assertAlive(): void {
    if (this.expiresAt === undefined || Date.now() < this.expiresAt) return
    this.clear()
    throw new NlpError('closed', 'This vault has expired and its values are gone: start a new conversation.')
  }

  #add(entry: VaultEntry): void {
    const { kind, type, value, replacement, written } = entry
    const isNumbered = kind === 'placeholder' || kind === 'number'
    const digits = isNumbered ? /_(\d+)(?:_[A-Z]+)?\]"?$/.exec(replacement)?.[1] : undefined
    const number = digits === undefined ? undefined : Number(digits)
    this.#entries.set(keyOf(kind, type, value, written, number), entry)
    this.#replacements.add(replacement)
    this.#matcher.add(entry)
    this.remember(type, entry.whole ?? value)
    if (number === undefined) return
    // The placeholder without quotes counts as taken too, because prose shows both forms without quotes.
    this.#replacements.add(replacement.replaceAll('"', ''))
    this.#counts.set(type, Math.max(this.#counts.get(type) ?? 0, number))
    this.#subjects.add(type, value, number, entry)
  }
}

/** B, C and so on; after Z come two letters. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}

function keyOf(kind: EntryKind, type: string, value: string, written?: WrittenForm, number?: number): string {
  const form = written === undefined ? '' : `${written.format} ${written.raw}`
  // The length separates the value from the spelling after it.
  return `${kind} ${number ?? ''} ${type} ${value.length} ${value}${form}`
}

/** Rejects an object that is not a vault, before a value is hidden in it. */
export function checkVault(vault: unknown): asserts vault is Vault {
  if (!(vault instanceof Vault)) throw new TypeError(`\`vault\` must be a Vault, got ${describe(vault)}`)
}
