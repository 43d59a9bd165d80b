import type { Bitmap } from '../../src/store/shared/bitmap.js'
import { hasBit } from '../../src/store/shared/bitmap.js'
import { SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import { foldedWords, type LexicalSegment } from '../../src/store/shared/lexical.js'
import { stemmerOf } from '../../src/store/shared/stem.js'
import { Top } from '../../src/store/shared/top.js'
import { similarTerms } from './typos.js'

/** One segment to search, and the rows of it to consider (all rows where no bitmap is given). */
export interface LexicalPart {
  readonly words: LexicalSegment
  readonly firstRow: number
  readonly allowed: Bitmap | undefined
}

export interface LexicalQuery {
  readonly text: string
  readonly language: string
  /** Whether the last word may be unfinished. */
  readonly prefix: boolean
  /** Whether words with a typo are found too. */
  readonly typos: boolean
}

/** A term to look for: its postings in each part, and how much a row with the term gains. */
interface Wanted {
  readonly lists: readonly (ArrayLike<number> | undefined)[]
  readonly weight: number
}

/** Terms with their weights. */
type Weights = ReadonlyMap<string, number>

// The usual values. On XQuAD no other values did better by more than chance.
const SATURATION = 1.2
const LENGTH_SHARE = 0.75
const MOST_COMPLETIONS = 50

/** Offers every row that has one of the query's words, scored by BM25. */
export function searchLexical(parts: readonly LexicalPart[], query: LexicalQuery, top: Top): void {
  const { known, similar } = termsOfQuery(parts, query)
  scoreRows(parts, known, (row, score) => {
    if (score > top.threshold) top.offer(row, score)
  })
  if (!query.typos || top.room === 0) return
  // Here `top` has room, so it holds every row with an exact word. Rows with similar words follow below the last of these rows.
  const exact = top.sorted()
  const rows = new Set(exact.map(({ row }) => row))
  const others = new Top(top.room)
  scoreRows(parts, similar(), (row, score) => {
    if (!rows.has(row)) others.offer(row, score)
  })
  const found = others.sorted()
  const scale = exact.length === 0 ? 1 : exact.at(-1)!.score / 2 / (found[0]?.score ?? 1)
  for (const { row, score } of found) top.offer(row, score * scale)
}

function scoreRows(
  parts: readonly LexicalPart[],
  wanted: readonly Wanted[],
  visit: (row: number, score: number) => void,
): void {
  const averageLength = parts.reduce((sum, { words }) => sum + words.totalLength, 0) / Math.max(1, rowsOf(parts))
  const scores = new Float64Array(SEGMENT_ROWS)
  for (const [index, { words, firstRow, allowed }] of parts.entries()) {
    const touched: number[] = []
    for (const { lists, weight } of wanted) {
      const list = lists[index]
      if (list === undefined) continue
      for (let at = 0; at < list.length; at++) {
        const row = list[at]! >>> 8
        const count = list[at]! & 0xff
        const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * words.lengthOf(row)) / averageLength
        if (scores[row] === 0) touched.push(row)
        scores[row]! += (weight * count * (SATURATION + 1)) / (count + SATURATION * length)
      }
    }
    for (const row of touched) {
      if (allowed === undefined || hasBit(allowed, row)) visit(firstRow + row, scores[row]!)
      scores[row] = 0
    }
  }
}

/**
 * The terms of a query. `known` holds the words themselves. With `typos`, a word that the store does not have is replaced there by the words
 * like it: rarity would otherwise make the other words of the query count as less. `similar` holds the words like those that the store has.
 */
function termsOfQuery(
  parts: readonly LexicalPart[],
  { text, language, prefix, typos }: LexicalQuery,
): { readonly known: readonly Wanted[]; readonly similar: () => readonly Wanted[] } {
  const words = foldedWords(text, language)
  const stem = stemmerOf(language)
  const weights = new Map(words.map((word) => [stem(word), 1]))
  const unfinished = prefix ? words.at(-1) : undefined
  if (unfinished !== undefined) addCompletions(parts, unfinished, weights)
  const exact = [...weights].map(([term, weight]) => ({ term, found: wanted(parts, new Map([[term, weight]])) }))
  const known = exact.flatMap(({ found }) => found)
  if (!typos) return { known, similar: () => [] }
  const lists = parts.map(({ words }) => words)
  const similarTo = (word: string): Wanted[] => {
    const isUnfinished = word === unfinished
    const term = isUnfinished ? word : stem(word)
    return wanted(parts, similarTerms(lists, term, { isUnfinished, except: weights }))
  }
  const there = new Set(exact.filter(({ found }) => found.length > 0).map(({ term }) => term))
  const isThere = (word: string) =>
    there.has(stem(word)) || (word === unfinished && [...there].some((term) => term.startsWith(word)))
  const each = [...new Set(words)]
  known.push(...each.filter((word) => !isThere(word)).flatMap(similarTo))
  // Only where the exact words leave room: most searches never look for these terms.
  return { known, similar: () => each.filter(isThere).flatMap(similarTo) }
}

/** The terms that the parts have. All of them count as forms of one word, so the most frequent one decides how rare the word is. */
function wanted(parts: readonly LexicalPart[], terms: Weights): Wanted[] {
  const rows = rowsOf(parts)
  const found = [...terms].map(([term, weight]) => {
    const lists = parts.map(({ words }) => words.postings(term))
    return { lists, weight, documents: lists.reduce((sum, list) => sum + (list?.length ?? 0), 0) }
  })
  const documents = found.reduce((most, entry) => Math.max(most, entry.documents), 0)
  const rarity = Math.log(1 + (rows - documents + 0.5) / (documents + 0.5))
  return found.filter((entry) => entry.documents > 0).map(({ lists, weight }) => ({ lists, weight: weight * rarity }))
}

/** Adds the completions of an unfinished word; a closer completion weighs more. */
function addCompletions(parts: readonly LexicalPart[], word: string, weights: Map<string, number>): void {
  const completions = new Set(parts.flatMap(({ words }) => [...words.startingWith(word)]))
  const closest = [...completions].sort((one, other) => one.length - other.length).slice(0, MOST_COMPLETIONS)
  for (const term of closest) if (!weights.has(term)) weights.set(term, word.length / term.length)
}

function rowsOf(parts: readonly LexicalPart[]): number {
  return parts.reduce((sum, { words }) => sum + words.rows, 0)
}
