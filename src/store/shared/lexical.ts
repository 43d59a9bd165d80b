import { stemmerOf, stemVersionOf } from './stem.js'
import { eachWord, foldWord } from './words.js'

/** The words of the rows of one segment. A posting is `row << 8 | count`. */
export interface LexicalSegment {
  readonly rows: number
  readonly totalLength: number
  lengthOf(row: number): number
  postings(term: string): ArrayLike<number> | undefined
  /** Every term once. A term that is added later comes last. */
  readonly terms: Iterable<string>
  readonly termCount: number
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
  /** The version of the stemmer. @default 1 */
  readonly stemming?: number
}

/** The terms of a text: folded and stemmed, with repetitions. */
export function termsOf(text: string, language: string): string[] {
  return foldedWords(text, language).map(stemmerOf(language))
}

/** The words of a text in the form in which they are compared, before they are stemmed. */
export function foldedWords(text: string, language: string): string[] {
  const words: string[] = []
  eachWord(text, language, (word) => words.push(foldWord(word.slice(0, LONGEST_WORD))))
  return words
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

  get terms(): Iterable<string> {
    return this.#terms.keys()
  }

  get termCount(): number {
    return this.#terms.size
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
    const stemming = stemVersionOf(this.#language)
    return {
      terms: terms.join('\n'),
      starts,
      postings,
      lengths: Uint32Array.from(this.#lengths),
      ...(stemming === 1 ? {} : { stemming }),
    }
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
    terms: list,
    termCount: list.length,
    *startingWith(prefix) {
      for (let index = firstNotBelow(prefix); list[index]?.startsWith(prefix); index++) yield list[index]!
    },
  }
}
