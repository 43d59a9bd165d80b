/** How far around a finding its words are read, in UTF-16 units. A label mostly stands before its value. */
const BEFORE = 64
const AFTER = 28
/** What a word after the value is set back by, so that the label of the next value does not pass for this one's. */
const AFTER_PENALTY = 8

/** These scripts write no spaces between words, so a word may begin and end anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/** 1 if the nearest known word around a finding supports it, -1 if it speaks against it, 0 if there is none. */
export type ContextMatcher = (text: string, start: number, end: number, outside?: string | undefined) => -1 | 0 | 1

/**
 * Weighs the words around a finding. Only the nearest counts: in "order 123456789, SSN 078-05-1120" the order must not
 * speak against the SSN. Words match whole and in any case; a trailing * stands for any ending.
 */
export function contextMatcher(words: readonly string[] = [], negativeWords: readonly string[] = []): ContextMatcher {
  if (words.length === 0 && negativeWords.length === 0) return () => 0
  const supports = wordPattern(words)
  const opposes = wordPattern(negativeWords)
  return (text, start, end, outside) => {
    const before = textBefore(text, start, outside)
    const after = text.slice(end, end + AFTER)
    const support = Math.min(distanceBefore(before, supports), distanceAfter(after, supports))
    const opposition = Math.min(distanceBefore(before, opposes), distanceAfter(after, opposes))
    if (support === Infinity && opposition === Infinity) return 0
    return support <= opposition ? 1 : -1
  }
}

/** The text before a finding, of its own paragraph, with what is known from outside standing in front of it. */
function textBefore(text: string, start: number, outside: string | undefined): string {
  const window = text.slice(Math.max(0, start - BEFORE), start)
  const paragraph = window.slice(Math.max(0, window.lastIndexOf('\n\n')))
  return outside === undefined ? paragraph : `${outside} ${paragraph}`
}

function distanceBefore(before: string, pattern: RegExp | undefined): number {
  let distance = Infinity
  if (pattern) for (const match of before.matchAll(pattern)) distance = before.length - match.index - match[0].length
  return distance
}

function distanceAfter(after: string, pattern: RegExp | undefined): number {
  if (!pattern) return Infinity
  pattern.lastIndex = 0
  const match = pattern.exec(after)
  return match ? match.index + AFTER_PENALTY : Infinity
}

function wordPattern(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined
  const alternatives = words.map((word) => {
    const stem = word.endsWith('*') ? word.slice(0, -1) : word
    if (stem === '') throw new TypeError('a word of `context` must not be empty: it would match everything')
    const escaped = stem.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+')
    if (UNSPACED.test(stem)) return escaped
    const ending = word.endsWith('*') ? '[\\p{L}\\p{M}]*' : ''
    return `(?<![\\p{L}\\p{N}])${escaped}${ending}(?![\\p{L}\\p{N}])`
  })
  return new RegExp(alternatives.join('|'), 'giu')
}
