import { findQuote, type LooseText, loosen } from './loose-text.js'
import type { AnswerPassage } from './passage.js'
import { type Sentence, sentencesOf, termsOf } from './sentences.js'

/** A passage in the form that the checks of an answer need. Each part is made once, even if the answer cites the passage often. */
export interface Source {
  readonly passage: AnswerPassage
  /** The place of a quote in the passage. */
  find(quote: string): Place | undefined
  /** Whether the passage has this number. 1,200 and 1.200 and 1200 are the same; 12 is not a part of 1200. */
  hasNumber(number: string): boolean
  /** The sentence that shares most of these words, or the whole passage where no sentence shares any. */
  likest(terms: ReadonlySet<string>): Place
  /** The share of the given words that the passage has. */
  coverage(terms: ReadonlySet<string>): number
}

interface Place {
  readonly start: number
  readonly end: number
}

export const NUMBERS = /\d+(?:[.,:]\d+)*/g

export function sourceOf(passage: AnswerPassage): Source {
  const { text } = passage
  let loose: LooseText | undefined
  let numbers: ReadonlySet<string> | undefined
  let sentences: readonly (Sentence & { readonly terms: ReadonlySet<string> })[] | undefined
  let all: ReadonlySet<string> | undefined
  return {
    passage,
    find(quote) {
      loose ??= loosen(text)
      return findQuote(loose, quote)
    },
    hasNumber(number) {
      numbers ??= new Set(text.match(NUMBERS)?.map(digitsOf))
      return numbers.has(digitsOf(number))
    },
    likest(terms) {
      sentences ??= sentencesOf(text).map((sentence) => ({ ...sentence, terms: termsOf(sentence.text) }))
      let best: Place = { start: 0, end: text.length }
      let most = 0
      for (const sentence of sentences) {
        const shared = countShared(terms, sentence.terms)
        if (shared > most) [best, most] = [sentence, shared]
      }
      return { start: best.start, end: best.end }
    },
    coverage(terms) {
      all ??= termsOf(text)
      return terms.size === 0 ? 0 : countShared(terms, all) / terms.size
    },
  }
}

const digitsOf = (number: string) => number.replace(/[.,:]/g, '')

function countShared(wanted: ReadonlySet<string>, terms: ReadonlySet<string>): number {
  let shared = 0
  for (const term of wanted) if (terms.has(term)) shared += 1
  return shared
}
