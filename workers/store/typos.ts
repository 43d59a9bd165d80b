import type { LexicalSegment } from '../../src/store/shared/lexical.js'
import { isUnspaced } from '../../src/store/shared/words.js'

export interface SimilarOptions {
  /** Whether the word may be the beginning of a longer one. */
  readonly isUnfinished: boolean
  /** Terms to leave out. */
  readonly except: ReadonlyMap<string, unknown>
}

const ONE_TYPO_LENGTH = 4
const TWO_TYPOS_LENGTH = 8
/** A longer word is data and not language. */
const LONGEST_WORD = 40
/** The nearest terms are enough: each further term adds rows that fit less. */
const MOST_TERMS = 50

/**
 * The terms that differ from a word by a typo, each with its weight: the fewer typos, the more. A typo is a wrong, a missing or an additional
 * letter, or two letters that changed places.
 */
export function similarTerms(
  segments: readonly LexicalSegment[],
  word: string,
  { isUnfinished, except }: SimilarOptions,
): ReadonlyMap<string, number> {
  const most = typosAllowed(word)
  if (most === 0) return new Map()
  const found = new Map<string, number>()
  const letters = lettersOf(word)
  for (const segment of segments) {
    const known = knownLetters(segment)
    for (let index = 0; index < known.terms.length; index++) {
      const others = known.letters[index]!
      // Each typo takes one letter away at most, and brings one at most. That rules out nearly every term.
      if (countBits(letters & ~others) > most || (!isUnfinished && countBits(others & ~letters) > most)) continue
      const term = known.terms[index]!
      if (except.has(term) || found.has(term)) continue
      const typos = typosBetween(word, term, { most, isUnfinished })
      if (typos <= most) found.set(term, typos)
    }
  }
  return new Map(
    [...found]
      .sort(([one, typos], [other, otherTypos]) => typos - otherTypos || (one < other ? -1 : 1))
      .slice(0, MOST_TERMS)
      .map(([term, typos]) => [term, 1 / (1 + typos)]),
  )
}

/** The terms of a segment and the letters of each. A growing segment gets more terms at the end. */
const KNOWN = new WeakMap<LexicalSegment, { readonly terms: string[]; readonly letters: number[] }>()

function knownLetters(segment: LexicalSegment) {
  const known = KNOWN.get(segment) ?? { terms: [], letters: [] }
  KNOWN.set(segment, known)
  if (known.terms.length === segment.termCount) return known
  let index = 0
  for (const term of segment.terms) {
    if (index >= known.terms.length) {
      known.terms.push(term)
      known.letters.push(lettersOf(term))
    }
    index += 1
  }
  return known
}

/** One bit for each letter from a to z that the term has. Other characters share the bits that are left. */
function lettersOf(term: string): number {
  let letters = 0
  for (let at = 0; at < term.length; at++) {
    const letter = term.charCodeAt(at) - 97
    letters |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (term.charCodeAt(at) % 6))
  }
  return letters
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/**
 * The number of typos that a word may have. In a short word nearly every change gives another word. A number with another digit is another
 * number, and in scripts without spaces a word has so few characters that another character makes another word.
 */
function typosAllowed(word: string): number {
  if (word.length < ONE_TYPO_LENGTH || word.length > LONGEST_WORD) return 0
  if (!LETTERS.test(word) || isUnspaced(word)) return 0
  return word.length < TWO_TYPOS_LENGTH ? 1 : 2
}

const LETTERS = /^[\p{L}\p{M}]+$/u

// The last three rows of the table of distances. They are kept between calls, because a search makes thousands of calls.
const WIDTH = LONGEST_WORD + 2
let previous = new Uint8Array(WIDTH)
let current = new Uint8Array(WIDTH)
let next = new Uint8Array(WIDTH)

/**
 * The number of typos between a word and a term, or between a word and the nearest beginning of a term. Only the diagonals that can stay
 * within `most` are computed; a larger number of typos counts as `most + 1`.
 */
export function typosBetween(
  word: string,
  term: string,
  { most, isUnfinished }: { readonly most: number; readonly isUnfinished: boolean },
): number {
  const over = most + 1
  const columns = word.length
  const rows = Math.min(term.length, columns + most)
  if (columns - term.length > most || (!isUnfinished && term.length > rows)) return over
  for (let column = 0; column <= columns; column++) current[column] = Math.min(column, over)
  let nearest = isUnfinished && columns <= most ? columns : over
  for (let row = 1; row <= rows; row++) {
    const from = Math.max(1, row - most)
    const to = Math.min(columns, row + most)
    next[from - 1] = from === 1 ? Math.min(row, over) : over
    if (to < columns) next[to + 1] = over
    let least = over
    for (let column = from; column <= to; column++) {
      const isSame = term.charCodeAt(row - 1) === word.charCodeAt(column - 1)
      // Beyond the diagonals of the row before, the table holds the values of an older row.
      const above = column <= row - 1 + most ? current[column]! : over
      let typos = Math.min(current[column - 1]! + (isSame ? 0 : 1), above + 1, next[column - 1]! + 1)
      if (row > 1 && column > 1 && isSwapped(term, row, word, column))
        typos = Math.min(typos, previous[column - 2]! + 1)
      next[column] = Math.min(typos, over)
      least = Math.min(least, typos)
    }
    if (least > most) return nearest
    if (isUnfinished && to === columns) nearest = Math.min(nearest, next[columns]!)
    ;[previous, current, next] = [current, next, previous]
  }
  return isUnfinished ? nearest : Math.min(current[columns]!, over)
}

function isSwapped(term: string, row: number, word: string, column: number): boolean {
  return (
    term.charCodeAt(row - 1) === word.charCodeAt(column - 2) && term.charCodeAt(row - 2) === word.charCodeAt(column - 1)
  )
}
