import { isInvisible } from '../spelling/invisible.js'
import type { VaultEntry } from './vault-entry.js'

/** The place of a replacement in a text, and the entry that it belongs to. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly entry: VaultEntry
  /** Whether the text spells the replacement differently from the way it was given out. */
  readonly altered: boolean
  /** The value to restore, where it is only a part of the entry's value: [PERSON_1_FIRST] of a person's whole name. */
  readonly part?: string | undefined
  /** Whether the replacement is the text of a Markdown link, whose brackets stay. */
  readonly isLink?: boolean | undefined
  /** An ending of the language, which a model wrote within the brackets: the "'s" of [PERSON_1's]. */
  readonly ending?: string | undefined
  /** Whether the brackets of the replacement were percent-encoded, as in an address. */
  readonly isEncoded?: boolean | undefined
}

/** A node in the tree of replacements. Most nodes have one child, so only a second child creates a map. */
class Node {
  entry: VaultEntry | undefined
  part: string | undefined
  #unit = -1
  #only: Node | undefined
  #others: Map<number, Node> | undefined

  get isEnd(): boolean {
    return this.#only === undefined
  }

  next(unit: number): Node | undefined {
    return unit === this.#unit ? this.#only : this.#others?.get(unit)
  }

  /** The child for this unit, created where it is missing. */
  grow(unit: number): Node {
    const known = this.next(unit)
    if (known) return known
    const node = new Node()
    if (this.#only === undefined) {
      this.#unit = unit
      this.#only = node
    } else {
      this.#others ??= new Map()
      this.#others.set(unit, node)
    }
    return node
  }
}

/** A name that was read, and where it ends. */
interface Name {
  readonly end: number
  readonly entry: VaultEntry
  readonly part?: string | undefined
}

/**
 * Recognises the replacements of a vault in a text. The matcher reads character by character, so it can tell that the end of the
 * text may become a replacement. A pattern cannot tell that, and a stream must hold back exactly this end and no more.
 */
export class Matcher {
  /** Replacements as they were given out. */
  readonly #exact = new Node()
  /** The names between the brackets of placeholders, in upper case. */
  readonly #names = new Node()

  add(entry: VaultEntry): void {
    insert(this.#exact, entry.replacement, entry)
    const name = /^"?\[(\w+)\]"?$/.exec(entry.replacement)?.[1]
    if (name !== undefined) insert(this.#names, name.toUpperCase(), entry)
    if (name !== undefined && entry.type === 'PERSON') this.#addParts(name, entry)
    // A number of JSON was replaced by a string; in prose a model writes the placeholder without the quotes.
    if (name !== undefined && entry.replacement.startsWith('"')) insert(this.#exact, `[${name}]`, entry)
  }

  /** A model that wants the first name of [PERSON_1] writes [PERSON_1_FIRST], whether that was given out or not. */
  #addParts(name: string, entry: VaultEntry): void {
    const words = entry.value.split(/\s+/).filter((word) => /\p{L}/u.test(word))
    const person = /^\w+?_\d+/.exec(name)?.[0]
    if (words.length < 2 || person === undefined) return
    for (const [suffix, part] of [
      ['FIRST', words[0]],
      ['LAST', words.at(-1)],
      ['FULL', entry.value],
    ]) {
      const node = walk(this.#names, `${person}_${suffix}`)
      if (node.entry) continue
      node.entry = entry
      node.part = part
    }
  }

  /** The first place from `from` on where a replacement may start; the length of the text if there is none. */
  nextStart(text: string, from: number): number {
    let at = from
    while (at < text.length && !this.#mayStart(text.charCodeAt(at))) at++
    return at
  }

  #mayStart(unit: number): boolean {
    if (unit === OPEN || unit === BACKSLASH || unit === PERCENT || unit === WIDE_OPEN) return true
    return this.#names.next(unit) !== undefined || this.#exact.next(unit) !== undefined
  }

  /**
   * The replacement that starts at `start`, 'more' if that depends on what follows the end of `text`, or undefined.
   * `before` is the unit in front of `text`, which a stream has already passed on.
   */
  matchAt(text: string, start: number, { tolerant, final, before }: MatchOptions): Match | 'more' | undefined {
    const exact = this.#matchExact(text, start, final, before)
    if (!tolerant) return exact
    if (exact !== undefined) return asLink(exact, text, final)
    const first = text.charCodeAt(start)
    if (first === BACKSLASH || first === OPEN || first === WIDE_OPEN) {
      return asLink(this.#matchBracketed(text, start, final), text, final)
    }
    if (first === PERCENT) return this.#matchEncoded(text, start, final)
    return this.#names.next(first) ? this.#matchBare(text, start, final, before) : undefined
  }

  #matchExact(text: string, start: number, final: boolean, before: string): Match | 'more' | undefined {
    let node: Node | undefined = this.#exact.next(text.charCodeAt(start))
    if (!node) return undefined
    if (isWordUnit(text[start]!) && isWordUnit(start === 0 ? before : text[start - 1]!)) return undefined
    let longest: Match | undefined
    for (let end = start + 1; node; node = node.next(text.charCodeAt(end)), end++) {
      if (node.entry) {
        const needsEdge = isWordUnit(text[end - 1]!)
        if (needsEdge && end === text.length && !final) return 'more'
        if (!(needsEdge && isWordUnit(text[end] ?? ''))) longest = { start, end, entry: node.entry, altered: false }
      }
      if (node.isEnd) break
      if (end >= text.length) return final ? longest : 'more'
    }
    return longest
  }

  /** Matches [email_1], [EMAIL 1], [ EMAIL-1 ], [EMAIL_1's], \[EMAIL\_1\], 【EMAIL_1】, and [EMAIL_1 without its closing bracket. */
  #matchBracketed(text: string, start: number, final: boolean): Match | 'more' | undefined {
    let at = start
    const escaped = text.charCodeAt(at) === BACKSLASH
    if (escaped) at++
    if (at === text.length) return final ? undefined : 'more'
    const open = text.charCodeAt(at)
    if (open !== OPEN && open !== WIDE_OPEN) return undefined
    at = skipSpaces(text, at + 1)
    const name = this.#walkName(text, at, final, false)
    if (name === undefined || name === 'more') return name
    const ending = escaped ? '' : endingAt(text, name.end, final)
    if (ending === undefined) return 'more'
    if (ending !== '') return { ...name, start, end: name.end + ending.length + 1, altered: true, ending }
    at = skipSpaces(text, name.end)
    if (at === text.length && !final) return 'more'
    const matched = (end: number): Match => ({ ...name, start, end, altered: true })
    if (escaped) {
      if (at + 1 === text.length && !final && text.charCodeAt(at) === BACKSLASH) return 'more'
      return text.charCodeAt(at) === BACKSLASH && text.charCodeAt(at + 1) === CLOSE ? matched(at + 2) : undefined
    }
    const close = text.charCodeAt(at)
    if (close === CLOSE || close === WIDE_CLOSE) return matched(at + 1)
    const goesOn = nameGoesOn(text, name.end, final)
    return goesOn === 'more' ? goesOn : goesOn ? undefined : matched(name.end)
  }

  /** Matches %5BEMAIL_1%5D, as in an address. */
  #matchEncoded(text: string, start: number, final: boolean): Match | 'more' | undefined {
    const open = isCode(text, start, '%5B', final)
    if (open !== true) return open
    const name = this.#walkName(text, start + 3, final, false)
    if (name === undefined || name === 'more') return name
    const close = isCode(text, name.end, '%5D', final)
    return close === true ? { ...name, start, end: name.end + 3, altered: true, isEncoded: true } : close
  }

  /**
   * Matches EMAIL_1 without brackets, also in the plural. It must have capitals and its underscore, or ordinary words would match.
   */
  #matchBare(text: string, start: number, final: boolean, before: string): Match | 'more' | undefined {
    const previous = start === 0 ? before : text[start - 1]!
    if (isWordUnit(previous) || previous === '_') return undefined
    const name = this.#walkName(text, start, final, true)
    if (name === undefined || name === 'more') return name
    const after = text[name.end] === 's' ? name.end + 1 : name.end
    const goesOn = nameGoesOn(text, after, final)
    return goesOn === 'more' ? goesOn : goesOn ? undefined : { ...name, start, altered: true }
  }

  /** The longest name from `start` on. A bare name must be written exactly, except that its underscore may be escaped. */
  #walkName(text: string, start: number, final: boolean, bare: boolean): Name | 'more' | undefined {
    let node = this.#names
    let at = start
    // A longer name may begin like this one and then differ.
    let longest: Name | undefined
    for (;;) {
      if (node.entry) longest = { end: at, entry: node.entry, part: node.part }
      if (at >= text.length) return !node.isEnd && !final ? 'more' : longest
      const unit = text.charCodeAt(at)
      const underscore = node.next(UNDERSCORE)
      if (underscore && unit === BACKSLASH && at + 1 === text.length && !final) return 'more'
      if (underscore && unit === BACKSLASH && text.charCodeAt(at + 1) === UNDERSCORE) {
        node = underscore
        at += 2
        continue
      }
      const upper = bare ? unit : toUpper(unit)
      const next =
        node.next(upper) ?? (underscore && !bare && (unit === SPACE || unit === HYPHEN) ? underscore : undefined)
      if (next) {
        node = next
        at++
        continue
      }
      // [EMAIL1]: the separator before the number is missing.
      if (underscore && !bare && isDigit(unit) && at > start) {
        node = underscore
        continue
      }
      // [EMAIL_ 1]: a second separator.
      if (!bare && !node.isEnd && isSeparator(unit) && separatorsBefore(text, at) > 0) {
        if (separatorsBefore(text, at) === MOST_SEPARATORS) return longest
        at++
        continue
      }
      // [E-MAIL_1]: skips a hyphen or an invisible sign inside the name.
      if (!node.isEnd && at > start && (isInvisible(unit) || (unit === HYPHEN && !bare))) {
        at++
        continue
      }
      return longest
    }
  }
}

export interface MatchOptions {
  readonly tolerant: boolean
  /** Whether nothing follows `text`. */
  readonly final: boolean
  readonly before: string
}

/** Whether a unit belongs to a word. No replacement may begin or end inside a word. */
function isWordUnit(unit: string): boolean {
  return /[\p{L}\p{N}]/u.test(unit)
}

const BACKSLASH = 0x5c
const OPEN = 0x5b
const CLOSE = 0x5d
const WIDE_OPEN = 0x3010
const WIDE_CLOSE = 0x3011
const UNDERSCORE = 0x5f
const SPACE = 0x20
const HYPHEN = 0x2d
const PERCENT = 0x25

function insert(root: Node, key: string, entry: VaultEntry): void {
  const node = walk(root, key)
  node.entry = entry
  node.part = undefined
}

/** The node of a key, created where it is missing. */
function walk(root: Node, key: string): Node {
  let node = root
  for (let index = 0; index < key.length; index++) node = node.grow(key.charCodeAt(index))
  return node
}

/** A link's target in Markdown: an address, a path, a mail or telephone number, or a placeholder of one. */
const TARGET = /^\((?:https?:|mailto:|tel:|www\.|\.{0,2}\/|#|\[|%5B)/i
const LONGEST_TARGET = 8

/** In [PERSON_1](https://…) the brackets belong to the link, and the name is between them. */
function asLink(match: Match | 'more' | undefined, text: string, final: boolean): Match | 'more' | undefined {
  if (match === undefined || match === 'more') return match
  const { start, end } = match
  if (text.charCodeAt(start) !== OPEN || text.charCodeAt(end - 1) !== CLOSE) return match
  const target = text.slice(end, end + LONGEST_TARGET)
  if (TARGET.test(target)) return { ...match, isLink: true }
  const isOpen = target === '' || (target.startsWith('(') && target.length < LONGEST_TARGET)
  return isOpen && !final && end + target.length === text.length ? 'more' : match
}

/** Whether this code is here, in either case; 'more' if the text ends within it. */
function isCode(text: string, at: number, code: string, final: boolean): true | 'more' | undefined {
  const here = text.slice(at, at + code.length).toUpperCase()
  if (here === code) return true
  return !final && at + here.length === text.length && code.startsWith(here) ? 'more' : undefined
}

/** The ending of a genitive or a plural before a closing bracket, or an empty text; undefined if the text ends within it. */
function endingAt(text: string, at: number, final: boolean): string | undefined {
  const rest = text.slice(at, at + 3)
  const ending = /^(['’]s?|s['’]?)[\]】]/.exec(rest)?.[1]
  if (ending !== undefined) return ending
  return !final && at + rest.length === text.length && /^(?:['’]s?|s['’]?)$/.test(rest) ? undefined : ''
}

/** Whether a name that no bracket ends is part of a longer one: EMAIL_1_X, also where Markdown escapes the underscore. */
function nameGoesOn(text: string, end: number, final: boolean): boolean | 'more' {
  const next = text[end] ?? ''
  const isCut = next === '' || (next === '\\' && end + 1 === text.length)
  if (isCut && !final) return 'more'
  return isWordUnit(next) || next === '_' || (next === '\\' && text[end + 1] === '_')
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (at < text.length && at < from + 2 && isBlank(text.charCodeAt(at))) at++
  return at
}

function isBlank(unit: number): boolean {
  return unit === SPACE || isInvisible(unit)
}

function isSeparator(unit: number): boolean {
  return unit === UNDERSCORE || unit === SPACE || unit === HYPHEN
}

/** A name with more separators in a row is no placeholder, and a stream must not wait for its end. */
const MOST_SEPARATORS = 3

function separatorsBefore(text: string, at: number): number {
  let count = 0
  while (count < MOST_SEPARATORS && isSeparator(text.charCodeAt(at - 1 - count))) count++
  return count
}

function toUpper(unit: number): number {
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}
