import type { Bitmap } from './bitmap.js'
import { hasBit } from './bitmap.js'
import { SEGMENT_ROWS } from './kernel.js'
import { stemmerOf } from './stem.js'
import type { Top } from './top.js'
import { eachWord, foldWord } from './words.js'

/** The words of the rows of one segment. A posting is `row << 8 | count`. */
export interface LexicalSegment {
  readonly rows: number
  readonly totalLength: number
  lengthOf(row: number): number
  postings(term: string): ArrayLike<number> | undefined
  startingWith(prefix: string): Iterable<string>
}

/** The words of a finished segment in the form in which they are stored. */
export interface LexicalData {
  /** Sorted, one term per line. */
  readonly terms: string
  /** The postings of term t run from `starts[t]` to `starts[t + 1]`. */
  readonly starts: Uint32Array<ArrayBuffer>
  readonly postings: Uint32Array<ArrayBuffer>
  readonly lengths: Uint32Array<ArrayBuffer>
}

/** The terms of a text: folded and stemmed, with repetitions. */
export function termsOf(text: string, language: string): string[] {
  const stem = stemmerOf(language)
  const terms: string[] = []
  eachWord(text, language, (word) => terms.push(stem(foldWord(word.slice(0, LONGEST_WORD)))))
  return terms
}

/** A longer word is data and not language. A browser would take minutes to normalize a megabyte of combining marks. */
const LONGEST_WORD = 128

/** Collects the words of a segment that still grows. It can be searched at any time. */
export class LexicalBuilder implements LexicalSegment {
  readonly #language: string
  readonly #terms = new Map<string, number>()
  /** Terms by word. Folding and stemming cost more than everything else here, and most words have been seen before. */
  readonly #words = new Map<string, number>()
  readonly #postings: number[][] = []
  readonly #lengths: number[] = []
  totalLength = 0

  constructor(language: string) {
    this.#language = language
  }

  get rows(): number {
    return this.#lengths.length
  }

  add(text: string): void {
    const row = this.#lengths.length
    const stem = stemmerOf(this.#language)
    let length = 0
    eachWord(text, this.#language, (whole) => {
      const word = whole.slice(0, LONGEST_WORD)
      length += 1
      let id = this.#words.get(word)
      if (id === undefined) {
        id = this.#idOf(stem(foldWord(word)))
        this.#words.set(word, id)
      }
      const list = this.#postings[id]!
      const last = list.length - 1
      if (last < 0 || list[last]! >>> 8 !== row) list.push((row << 8) | 1)
      else if ((list[last]! & 0xff) < 0xff) list[last]! += 1
    })
    this.#lengths.push(length)
    this.totalLength += length
  }

  lengthOf(row: number): number {
    return this.#lengths[row]!
  }

  postings(term: string): ArrayLike<number> | undefined {
    const id = this.#terms.get(term)
    return id === undefined ? undefined : this.#postings[id]
  }

  *startingWith(prefix: string): Iterable<string> {
    for (const term of this.#terms.keys()) if (term.startsWith(prefix)) yield term
  }

  finish(): LexicalData {
    const terms = [...this.#terms.keys()].sort()
    const starts = new Uint32Array(terms.length + 1)
    for (const [index, term] of terms.entries()) starts[index + 1] = starts[index]! + this.postings(term)!.length
    const postings = new Uint32Array(starts[terms.length]!)
    for (const [index, term] of terms.entries()) postings.set(this.postings(term)!, starts[index]!)
    return { terms: terms.join('\n'), starts, postings, lengths: Uint32Array.from(this.#lengths) }
  }

  #idOf(term: string): number {
    const known = this.#terms.get(term)
    if (known !== undefined) return known
    this.#terms.set(term, this.#postings.length)
    return this.#postings.push([]) - 1
  }
}

/** Makes the words of a finished segment searchable. */
export function readLexical({ terms, starts, postings, lengths }: LexicalData): LexicalSegment {
  const list = terms === '' ? [] : terms.split('\n')
  const firstNotBelow = (term: string) => {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (list[middle]! < term) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    rows: lengths.length,
    totalLength: lengths.reduce((sum, length) => sum + length, 0),
    lengthOf: (row) => lengths[row]!,
    postings(term) {
      const index = firstNotBelow(term)
      return list[index] === term ? postings.subarray(starts[index], starts[index + 1]) : undefined
    },
    *startingWith(prefix) {
      for (let index = firstNotBelow(prefix); list[index]?.startsWith(prefix); index++) yield list[index]!
    },
  }
}

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
}

// The usual values. On XQuAD no other values did better by more than chance.
const SATURATION = 1.2
const LENGTH_SHARE = 0.75
const MOST_COMPLETIONS = 50

/** Offers every row that has one of the query's words, scored by BM25. */
export function searchLexical(parts: readonly LexicalPart[], query: LexicalQuery, top: Top): void {
  const rows = parts.reduce((sum, { words }) => sum + words.rows, 0)
  const averageLength = parts.reduce((sum, { words }) => sum + words.totalLength, 0) / Math.max(1, rows)
  const terms = [...weighTerms(parts, query)].map(([term, weight]) => {
    const lists = parts.map(({ words }) => words.postings(term))
    const documents = lists.reduce((sum, list) => sum + (list?.length ?? 0), 0)
    return { lists, weight: weight * Math.log(1 + (rows - documents + 0.5) / (documents + 0.5)) }
  })
  const scores = new Float64Array(SEGMENT_ROWS)
  for (const [index, { words, firstRow, allowed }] of parts.entries()) {
    const touched: number[] = []
    for (const { lists, weight } of terms) {
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
      if (scores[row]! > top.threshold && (allowed === undefined || hasBit(allowed, row))) {
        top.offer(firstRow + row, scores[row]!)
      }
      scores[row] = 0
    }
  }
}

/** The terms to look for, with their weights. An unfinished word also matches its completions; a closer completion weighs more. */
function weighTerms(parts: readonly LexicalPart[], { text, language, prefix }: LexicalQuery): Map<string, number> {
  const words: string[] = []
  eachWord(text, language, (word) => words.push(foldWord(word.slice(0, LONGEST_WORD))))
  const stem = stemmerOf(language)
  const weights = new Map<string, number>()
  for (const word of words) weights.set(stem(word), 1)
  const last = prefix ? words.at(-1) : undefined
  if (last === undefined) return weights
  const completions = new Set(parts.flatMap(({ words }) => [...words.startingWith(last)]))
  const closest = [...completions].sort((one, other) => one.length - other.length).slice(0, MOST_COMPLETIONS)
  for (const term of closest) if (!weights.has(term)) weights.set(term, last.length / term.length)
  return weights
}
