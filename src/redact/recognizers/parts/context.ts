import { escapePattern } from '../../spelling/escape-pattern.js'
import { remembered } from './remembered.js'

/** How far around a finding the words are read, in UTF-16 units. A label is mostly before its value. */
const BEFORE = 64
const AFTER = 28
/** Added to the distance of a word after the value, because that word may be the label of the next value. */
const AFTER_PENALTY = 8

/**
 * Another number, or the end of a sentence. A label in front of it belongs to that number or sentence. Groups of digits
 * with only a space or a hyphen between them are one number.
 */
const OTHER_VALUE = /\d{3}[ -]{0,3}[^\d -]|[.!?]\s+\p{Lu}/u

/** These scripts write no spaces between words, so a word may begin and end anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/** Gives 1 if the nearest known word around a finding supports it, -1 if the word opposes it, 0 if there is none. */
export type ContextMatcher = (
  text: string,
  start: number,
  end: number,
  outside?: string | undefined,
  /** The options of the run on this text. With them the words around a finding are read once for all matchers. */
  run?: object | undefined,
) => -1 | 0 | 1

/**
 * Weighs the words around a finding. Only the nearest word counts. An opposing word counts only where it belongs to the
 * finding: in "order 20417. SSN 078-05-1120" the order has its number already. Words match whole and in any case; a
 * trailing * matches any ending.
 */
export function contextMatcher(words: readonly string[] = [], negativeWords: readonly string[] = []): ContextMatcher {
  if (words.length === 0 && negativeWords.length === 0) return () => 0
  const supports = wordPattern(words)
  const sides = surroundings(negativeWords)
  return (text, start, end, outside, run) => {
    const before = sides.before(text, start, outside, run)
    const after = sides.after(text, end, outside, run)
    const opposition = Math.min(before.opposition, after.opposition)
    const support = Math.min(distanceBefore(before.words, supports()), distanceAfter(after.words, supports()))
    if (support === Infinity && opposition === Infinity) return 0
    return support <= opposition ? 1 : -1
  }
}

/** The words on one side of a finding in lower case, and how near the nearest opposing word is. */
interface Side {
  readonly words: string
  readonly opposition: number
}

type SideReader = (text: string, place: number, outside: string | undefined, run: object | undefined) => Side

interface Surroundings {
  readonly before: SideReader
  readonly after: SideReader
}

/** The readers of each list of opposing words. Hundreds of recognizers share a list, and many of them judge one number. */
const readers = new WeakMap<readonly string[], Surroundings>()

function surroundings(negativeWords: readonly string[]): Surroundings {
  const known = readers.get(negativeWords)
  if (known) return known
  const opposes = wordPattern(negativeWords)
  // Findings that begin or end at the same place share that side, so each side is remembered by its own place.
  const made = {
    before: readOnce((text, start, outside) => readBefore(text, start, outside, opposes())),
    after: readOnce((text, end) => readAfter(text, end, opposes())),
  }
  readers.set(negativeWords, made)
  return made
}

function readOnce(read: (text: string, place: number, outside: string | undefined) => Side): SideReader {
  const placesOf = remembered((_: string) => new Map<number, Side>())
  return (text, place, outside, run) => {
    if (run === undefined) return read(text, place, outside)
    const places = placesOf(text, run)
    let side = places.get(place)
    if (side === undefined) {
      side = read(text, place, outside)
      places.set(place, side)
    }
    return side
  }
}

function readBefore(text: string, start: number, outside: string | undefined, opposes: RegExp | undefined): Side {
  const before = textBefore(text, start, outside)
  const words = before.toLowerCase()
  const distance = distanceBefore(words, opposes)
  const isTaken = distance < Infinity && OTHER_VALUE.test(before.slice(-distance || before.length))
  return { words, opposition: isTaken ? Infinity : distance }
}

function readAfter(text: string, end: number, opposes: RegExp | undefined): Side {
  const words = text.slice(end, end + AFTER).toLowerCase()
  return { words, opposition: distanceAfter(words, opposes, NEXT_LABEL) }
}

/** The text before a finding within its paragraph, behind the context that the caller gave. */
function textBefore(text: string, start: number, outside: string | undefined): string {
  const window = text.slice(Math.max(0, start - BEFORE), start)
  const paragraph = window.slice(Math.max(0, window.lastIndexOf('\n\n')))
  return outside === undefined ? paragraph : `${outside} ${paragraph}`
}

function distanceBefore(before: string, pattern: RegExp | undefined): number {
  let end = -1
  if (pattern) for (let match = first(pattern, before); match; match = pattern.exec(before)) end = pattern.lastIndex
  return end < 0 ? Infinity : before.length - end
}

/** A word with a colon behind it is the label of the next value: "0151 23456789, version: 2". */
const NEXT_LABEL = /^["'\]]{0,2} ?[:=]/

function distanceAfter(after: string, pattern: RegExp | undefined, unless?: RegExp): number {
  let match = pattern && first(pattern, after)
  while (match && unless?.test(after.slice(match.index + match[0].length))) match = pattern!.exec(after)
  return match ? match.index + AFTER_PENALTY : Infinity
}

/** The first match. A pattern with the flag g would otherwise start where its last search stopped, even in another text. */
function first(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = 0
  return pattern.exec(text)
}

/** The pattern of each list of words. Hundreds of recognizers share a list; a pattern for each costs time and memory. */
const patterns = new WeakMap<readonly string[], RegExp>()

/** The words as one pattern for text in lower case, compiled on first use: most recognizers never find their shape. */
function wordPattern(words: readonly string[]): () => RegExp | undefined {
  for (const word of words) {
    if (word.replace('*', '').trim() === '') {
      throw new TypeError('a word of `context` must not be empty: it would match everything')
    }
  }
  let pattern: RegExp | undefined
  return () => {
    if (words.length > 0) pattern ??= patterns.get(words) ?? compile(words)
    return pattern
  }
}

function compile(words: readonly string[]): RegExp {
  const spaced: string[] = []
  const unspaced: string[] = []
  for (const word of words) {
    const stem = escapePattern(word.replace(/\*$/, '').toLowerCase()).replace(/\s+/g, '\\s+')
    if (UNSPACED.test(stem)) unspaced.push(stem)
    else spaced.push(word.endsWith('*') ? `${stem}[\\p{L}\\p{M}]*` : stem)
  }
  const parts = [...unspaced]
  if (spaced.length > 0) parts.push(`(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`)
  const pattern = new RegExp(parts.join('|'), 'gu')
  patterns.set(words, pattern)
  return pattern
}
