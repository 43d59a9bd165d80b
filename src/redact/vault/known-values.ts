import type { Entity } from '../findings/recognizer.js'
import { MappedText } from '../shared/mapped-text.js'
import { fold } from '../spelling/fold.js'
import { UNSPACED } from '../spelling/unspaced.js'
import { plainValue } from '../subjects/plain-value.js'
import { isSamePhone, type PhoneDigits, phoneDigits, phoneKey } from '../subjects/same-phone.js'
import type { IsEveryday } from '../words/everyday-words.js'
import { namesThatAreForeignWords, namesThatAreWords } from '../words/names-that-are-words.js'

/**
 * Types that are not searched for. Titles, ages and nationalities describe a person only beside a name; literals are users' own
 * text.
 */
const DESCRIPTIONS: ReadonlySet<string> = new Set(['TITLE', 'AGE', 'NRP', 'LITERAL'])

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u

interface Known {
  readonly type: string
  /** How the value was written, without the punctuation at its edges. */
  readonly core: string
  readonly lead: string
  readonly tail: string
  readonly kind: 'text' | 'word' | 'part' | 'secret'
}

/**
 * The values that a conversation has hidden, and the search for them in a later text. The longest value wins, and a value must
 * stand as whole words. Case and accents do not matter, with these exceptions:
 *
 * - A value of everyday words ("Will", "Apple", "Will Hope") is found only with a capital. A single everyday word is not found
 *   where a sentence begins: there the recognizers decide.
 * - A company or a place of one word is found only with a capital or exactly as it was written: most of them are words of some
 *   language.
 * - A part of a person's name, "Maria" of "Maria Lopez", is found only with a capital, and only if it is not an everyday word.
 * - A secret is found only as it was written.
 * - Numbers of fewer than four digits, years, titles, ages and nationalities are not looked for: alone they identify no person.
 *
 * The search goes through the words of the text, so more values do not make it slower.
 */
export class KnownValues {
  readonly #values = new Map<string, Known>()
  /** By the first word of a value: the lengths of all values that begin with this word, the longest first. */
  readonly #lengths = new Map<string, number[]>()
  readonly #phones = new Map<string, { readonly phone: PhoneDigits; readonly type: string }[]>()
  #hasWords = false

  /** Whether a search needs the list of everyday words. */
  get hasWords(): boolean {
    return this.#hasWords
  }

  add(type: string, value: string): void {
    if (DESCRIPTIONS.has(type)) return
    const text = plainValue(value).trim().replace(/\s+/g, ' ')
    const edges = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su.exec(text)
    if (!edges) return
    const [, lead = '', core = '', tail = ''] = edges
    if (!tellsSomebody(type, core)) return
    const isWord = /^[\p{L}\p{M}'’]+$/u.test(core) && core.toLowerCase() !== core.toUpperCase()
    const kind = type === 'SECRET' ? 'secret' : isWord ? 'word' : 'text'
    this.#enter({ type, core, lead, tail, kind })
    if (type === 'PERSON' && kind === 'text') {
      for (const part of core.split(/[\s.]+/)) {
        if (/^\p{Lu}\p{L}{2}/u.test(part)) this.#enter({ type, core: part, lead: '', tail: '', kind: 'part' })
      }
    }
    if (/\d/.test(core) && !/\p{L}/u.test(core)) this.#enterPhone(type, text)
  }

  #enter(known: Known): void {
    const key = fold(known.core)
    const before = this.#values.get(key)
    // A value keeps the first type under which it was hidden. Only a whole value replaces a part of another value.
    if (before && !(before.kind === 'part' && known.kind !== 'part')) return
    this.#values.set(key, known)
    if (known.kind === 'word' || known.kind === 'part') this.#hasWords = true
    const first = firstWord(key, 0)
    const lengths = this.#lengths.get(first)
    if (!lengths) this.#lengths.set(first, [key.length])
    else if (!lengths.includes(key.length)) {
      const at = lengths.findIndex((length) => length < key.length)
      lengths.splice(at === -1 ? lengths.length : at, 0, key.length)
    }
  }

  #enterPhone(type: string, value: string): void {
    const phone = phoneDigits(value)
    if (!phone) return
    const key = phoneKey(phone)
    const same = this.#phones.get(key) ?? []
    if (!same.some((other) => isSamePhone(other.phone, phone))) same.push({ phone, type })
    this.#phones.set(key, same)
  }

  /** Where known values stand, in order; findings may overlap. */
  find(text: string, isEveryday: IsEveryday): Entity[] {
    if (this.#values.size === 0) return []
    const view = joinSpaces(text)
    const folded = fold(view.text)
    const found: Entity[] = []
    for (let at = 0; at < folded.length; at++) {
      if (!isStart(folded, at)) continue
      const end = this.#endAt(view.text, folded, at, isEveryday, found)
      if (end > at) at = end - 1
    }
    if (this.#phones.size > 0) this.#findPhones(view.text, found)
    return found.map((entity) => ({ ...entity, ...view.toOriginal(entity.start, entity.end) }))
  }

  /** Notes the longest value that starts here and returns its end, or `start` if there is none. */
  #endAt(text: string, folded: string, start: number, isEveryday: IsEveryday, found: Entity[]): number {
    const lengths = this.#lengths.get(firstWord(folded, start))
    for (const length of lengths ?? []) {
      const end = start + length
      if (end > folded.length || !isEnd(folded, end)) continue
      const known = this.#values.get(folded.slice(start, end))
      if (!known || !counts(known, text, start, end, isEveryday)) continue
      const from = text.endsWith(known.lead, start) ? start - known.lead.length : start
      const to = text.startsWith(known.tail, end) ? end + known.tail.length : end
      found.push(entityOf(known.type, from, to))
      return end
    }
    return start
  }

  /** Finds numbers in another spelling: with other spaces and hyphens, or with the country code. */
  #findPhones(text: string, found: Entity[]): void {
    const taken = new Set(found.map(({ start }) => start))
    for (const { 0: match, index } of text.matchAll(NUMBER)) {
      // An opening bracket without its closing one belongs to the text and not to the number: "(612 345 678)".
      const start = match.startsWith('(') && !match.includes(')') ? index + 1 : index
      if (taken.has(start)) continue
      const phone = phoneDigits(match)
      const same = phone && this.#phones.get(phoneKey(phone))?.find((other) => isSamePhone(other.phone, phone))
      if (same) found.push(entityOf(same.type, start, index + match.length))
    }
  }
}

/** At least seven digits, with at most three units of punctuation between two of them. */
const NUMBER = /(?<![\p{L}\p{N}])(?:\+|\()?\d(?:[ .\-/()]{0,3}\d){6,24}(?![\p{L}\p{N}])/gu

function entityOf(type: string, start: number, end: number): Entity {
  return { type, start, end, score: 0.9, tier: 'known', recognizer: 'conversation' }
}

/** Whether a value identifies somebody even when it is alone. */
function tellsSomebody(type: string, core: string): boolean {
  const letters = core.replace(/[^\p{L}]/gu, '').length
  const digits = core.replace(/\D/g, '')
  if (type === 'DATE') return digits.length > 4 && /\d{4}/.test(core)
  if (letters > 0) return letters + digits.length > 1
  return digits.length > 4 || (digits.length === 4 && (type === 'SECRET' || !/^(?:19|20)/.test(digits)))
}

/** Whether a known value counts at this place, by the rules in the comment of the class. */
function counts({ type, core, lead, kind }: Known, text: string, start: number, end: number, isEveryday: IsEveryday) {
  const written = text.slice(start, end)
  if (isInPlaceholder(text, start, end)) return false
  if (type === 'USERNAME' && lead !== '' && !text.endsWith(lead, start)) return false
  if (kind === 'secret') return written === core
  const hasCapital = /^\p{Lu}/u.test(written)
  const areEveryday = core
    .toLowerCase()
    .split(' ')
    .every((word) => namesThatAreWords.has(word) || isEveryday(word))
  if (kind === 'text') return hasCapital || !areEveryday
  if (kind === 'part') return hasCapital && !areEveryday
  if (areEveryday || core.length < 3) return hasCapital && /^\p{Lu}/u.test(core) && !beginsSentence(text, start)
  return (
    hasCapital ||
    (type !== 'ORGANIZATION' && type !== 'LOCATION' && !namesThatAreForeignWords.has(core.toLowerCase())) ||
    written === core
  )
}

function beginsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:"“”•*>\n])\s*$/u.test(text.slice(Math.max(0, start - 8), start))
}

/** The word inside a placeholder is not a value: "Person" in [PERSON_1] is not a name. */
function isInPlaceholder(text: string, start: number, end: number): boolean {
  return /^\\?_\d/.test(text.slice(end, end + 3)) || /\d\\?_$/.test(text.slice(Math.max(0, start - 3), start))
}

/** Joins lines, because a name may continue after a line end. An empty line ends it. */
function joinSpaces(text: string): MappedText {
  const view = MappedText.of(text)
  return /\s\s/.test(text) ? view.replace(/[^\S\n]*\n[^\S\n]*(?!\n)|[^\S\n]{2,}/g, () => ' ') : view
}

/**
 * The word at the start of a value, or only its first character in scripts where a word may continue after the value.
 */
function firstWord(folded: string, start: number): string {
  let end = start
  if (isUnspaced(folded, end) || isHangul(folded, end)) return folded.slice(start, start + 1)
  while (end < folded.length && isWordUnit(folded, end) && !isUnspaced(folded, end)) end++
  return folded.slice(start, end)
}

function isStart(text: string, at: number): boolean {
  if (!isWordUnit(text, at)) return false
  return at === 0 || !isWordUnit(text, at - 1) || isUnspaced(text, at) || isUnspaced(text, at - 1)
}

function isEnd(text: string, end: number): boolean {
  if (end === text.length || !isWordUnit(text, end)) return true
  // Korean attaches its particles to the word.
  return isUnspaced(text, end) || isUnspaced(text, end - 1) || isHangul(text, end - 1)
}

function isWordUnit(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
  const isLow = code >= 0xdc00 && code <= 0xdfff
  const character = text.codePointAt(isLow && index > 0 ? index - 1 : index)!
  return WORD_CHARACTER.test(String.fromCodePoint(character))
}

function isUnspaced(text: string, index: number): boolean {
  return text.charCodeAt(index) >= 0xe00 && UNSPACED.test(text[index]!)
}

function isHangul(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 0xac00 && code <= 0xd7a3
}
