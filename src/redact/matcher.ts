import type { VaultEntry } from './vault-entry.js'

/** Where a replacement stands, and what it replaced. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly entry: VaultEntry
  /** Whether it was written otherwise than it was given out. */
  readonly altered: boolean
}

interface Node {
  readonly next: Map<number, Node>
  entry?: VaultEntry | undefined
}

/**
 * Recognises the replacements of a vault in a text. It works character by character and can say "this may become one",
 * which a pattern cannot: a stream must hold back exactly that much and no more.
 */
export class Matcher {
  /** Replacements as they were given out. */
  readonly #exact: Node = { next: new Map() }
  /** What stands between the brackets of a placeholder, in upper case. */
  readonly #names: Node = { next: new Map() }

  add(entry: VaultEntry): void {
    insert(this.#exact, entry.replacement, entry)
    const name = /^"?\[(\w+)\]"?$/.exec(entry.replacement)?.[1]
    if (name !== undefined) insert(this.#names, name.toUpperCase(), entry)
    // A number of JSON was replaced by a string; in prose a model writes the placeholder without the quotes.
    if (name !== undefined && entry.replacement.startsWith('"')) insert(this.#exact, `[${name}]`, entry)
  }

  /**
   * The replacement that starts at `start`, 'more' if that depends on what follows the end of `text`, or undefined.
   * `before` is the unit in front of `text`, of which a stream has passed on the rest.
   */
  matchAt(text: string, start: number, { tolerant, final, before }: MatchOptions): Match | 'more' | undefined {
    const exact = this.#matchExact(text, start, final, before)
    if (exact !== undefined || !tolerant) return exact
    const first = text.charCodeAt(start)
    if (first === BACKSLASH || first === OPEN || first === WIDE_OPEN) return this.#matchBracketed(text, start, final)
    return this.#names.next.has(first) ? this.#matchBare(text, start, final, before) : undefined
  }

  #matchExact(text: string, start: number, final: boolean, before: string): Match | 'more' | undefined {
    let node: Node | undefined = this.#exact.next.get(text.charCodeAt(start))
    if (!node) return undefined
    if (isWordUnit(text[start]!) && isWordUnit(start === 0 ? before : text[start - 1]!)) return undefined
    let longest: Match | undefined
    for (let end = start + 1; node; node = node.next.get(text.charCodeAt(end)), end++) {
      if (node.entry) {
        const needsEdge = isWordUnit(text[end - 1]!)
        if (needsEdge && end === text.length && !final) return 'more'
        if (!(needsEdge && isWordUnit(text[end] ?? ''))) longest = { start, end, entry: node.entry, altered: false }
      }
      if (node.next.size === 0) break
      if (end >= text.length) return final ? longest : 'more'
    }
    return longest
  }

  /** [email_1], [EMAIL 1], [ EMAIL-1 ], \[EMAIL\_1\], 【EMAIL_1】, [EMAIL_1 without its end. */
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
    at = skipSpaces(text, name.end)
    if (at === text.length && !final) return 'more'
    const matched = (end: number): Match => ({ start, end, entry: name.entry, altered: true })
    if (escaped) {
      if (at + 1 === text.length && !final && text.charCodeAt(at) === BACKSLASH) return 'more'
      return text.charCodeAt(at) === BACKSLASH && text.charCodeAt(at + 1) === CLOSE ? matched(at + 2) : undefined
    }
    const close = text.charCodeAt(at)
    if (close === CLOSE || close === WIDE_CLOSE) return matched(at + 1)
    const next = text[name.end] ?? ''
    return isWordUnit(next) || next === '_' ? undefined : matched(name.end)
  }

  /** EMAIL_1 alone: in upper case and with its underscore, or words of ordinary text would be taken for it. */
  #matchBare(text: string, start: number, final: boolean, before: string): Match | 'more' | undefined {
    const previous = start === 0 ? before : text[start - 1]!
    if (isWordUnit(previous) || previous === '_') return undefined
    const name = this.#walkName(text, start, final, true)
    if (name === undefined || name === 'more') return name
    if (name.end === text.length && !final) return 'more'
    const next = text[name.end] ?? ''
    return isWordUnit(next) || next === '_' ? undefined : { start, end: name.end, entry: name.entry, altered: true }
  }

  /** The longest name from `start` on. Bare names must be written exactly, save that the underscore may be escaped. */
  #walkName(
    text: string,
    start: number,
    final: boolean,
    bare: boolean,
  ): { end: number; entry: VaultEntry } | 'more' | undefined {
    let node = this.#names
    let at = start
    for (;;) {
      if (at >= text.length) {
        if (node.next.size > 0 && !final) return 'more'
        return node.entry && { end: at, entry: node.entry }
      }
      const unit = text.charCodeAt(at)
      const underscore = node.next.get(UNDERSCORE)
      if (underscore && unit === BACKSLASH && at + 1 === text.length && !final) return 'more'
      if (underscore && unit === BACKSLASH && text.charCodeAt(at + 1) === UNDERSCORE) {
        node = underscore
        at += 2
        continue
      }
      const upper = bare ? unit : toUpper(unit)
      const next =
        node.next.get(upper) ?? (underscore && !bare && (unit === SPACE || unit === HYPHEN) ? underscore : undefined)
      if (next) {
        node = next
        at++
        continue
      }
      // [EMAIL1]: the number came without anything in front of it.
      if (underscore && !bare && isDigit(unit) && at > start) {
        node = underscore
        continue
      }
      return node.entry && { end: at, entry: node.entry }
    }
  }
}

export interface MatchOptions {
  readonly tolerant: boolean
  /** Whether nothing follows `text`. */
  readonly final: boolean
  readonly before: string
}

/** Whether a unit belongs to a word, at whose inside no replacement may begin or end. */
export function isWordUnit(unit: string): boolean {
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

function insert(root: Node, key: string, entry: VaultEntry): void {
  let node = root
  for (let index = 0; index < key.length; index++) {
    const unit = key.charCodeAt(index)
    let next = node.next.get(unit)
    if (!next) {
      next = { next: new Map() }
      node.next.set(unit, next)
    }
    node = next
  }
  node.entry = entry
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (at < text.length && at < from + 2 && text.charCodeAt(at) === SPACE) at++
  return at
}

function toUpper(unit: number): number {
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}
