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
  const oppositionOf = opposition(negativeWords)
  return (text, start, end, outside, run) => {
    const { lower, after, opposition } = oppositionOf(text, start, end, outside, run)
    const support = Math.min(distanceBefore(lower, supports()), distanceAfter(after, supports()))
    if (support === Infinity && opposition === Infinity) return 0
    return support <= opposition ? 1 : -1
  }
}

/** The words around a finding in lower case, and how near the nearest opposing word is. */
interface Surroundings {
  readonly lower: string
  readonly after: string
  readonly opposition: number
}

type SurroundingsReader = (
  text: string,
  start: number,
  end: number,
  outside: string | undefined,
  run: object | undefined,
) => Surroundings

/** The readers of each list of opposing words. Hundreds of recognizers share a list, and many of them judge one number. */
const readers = new WeakMap<readonly string[], SurroundingsReader>()

function opposition(negativeWords: readonly string[]): SurroundingsReader {
  const known = readers.get(negativeWords)
  if (known) return known
  const opposes = wordPattern(negativeWords)
  const surroundings = remembered((_: string) => new Map<string, Surroundings>())
  const reader: SurroundingsReader = (text, start, end, outside, run) => {
    const ofRun = run && surroundings(text, run)
    const key = `${start} ${end}`
    const before = ofRun?.get(key)
    if (before) return before
    const read = readSurroundings(text, start, end, outside, opposes())
    ofRun?.set(key, read)
    return read
  }
  readers.set(negativeWords, reader)
  return reader
}

function readSurroundings(
  text: string,
  start: number,
  end: number,
  outside: string | undefined,
  opposes: RegExp | undefined,
): Surroundings {
  const before = textBefore(text, start, outside)
  const lower = before.toLowerCase()
  const after = text.slice(end, end + AFTER).toLowerCase()
  const distance = distanceBefore(lower, opposes)
  const isTaken = distance < Infinity && OTHER_VALUE.test(before.slice(-distance || before.length))
  return { lower, after, opposition: Math.min(isTaken ? Infinity : distance, distanceAfter(after, opposes)) }
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

function distanceAfter(after: string, pattern: RegExp | undefined): number {
  const match = pattern && first(pattern, after)
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
