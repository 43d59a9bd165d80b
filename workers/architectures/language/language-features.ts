import { addTo, bucketOf, seedOf } from '../hashed-text/hashed-text.js'

/**
 * What the language identifier sees of a text: hashed n-grams of 1 to 5 code points of every word, the word itself, and
 * the 128-code-point block of each character. The training script computes the same numbers (language/features.py);
 * a change here is a change there, and the model's golden probe holds both to it.
 */

const LONGEST_GRAM = 5
const BLOCK = 0
const WORD = 6
/** Longer runs of letters are cut: unspaced scripts write whole clauses as one. */
const MAX_WORD = 40
const SPACE = 32
/** From here on a single sign may be a word; a single letter is one of every language. */
const FIRST_WORD_SIGN = 0x2e80

// Links, mail addresses and handles are in no language. ASCII classes only: they mean the same in Python.
const STRUCTURED = /(?:https?:\/\/|www\.)[!-~]+|[!-~]+@[!-~]+|[@#][A-Za-z0-9_]+/g
const NOT_LETTERS = /[^\p{L}\p{M}]+/u

/** The words of a text as code points, lower-cased, composed, without what is no word. */
export function languageWords(text: string): number[][] {
  const plain = text.normalize('NFC').replace(STRUCTURED, ' ').toLowerCase().replaceAll('ς', 'σ')
  const words: number[][] = []
  for (const word of plain.split(NOT_LETTERS)) {
    const points = Array.from(word, (character) => character.codePointAt(0) as number)
    for (let start = 0; start < points.length; start += MAX_WORD) words.push(points.slice(start, start + MAX_WORD))
  }
  return isLoneLetter(words) ? [] : words
}

function isLoneLetter(words: readonly (readonly number[])[]): boolean {
  const [word, ...others] = words
  return others.length === 0 && word?.length === 1 && (word[0] as number) < FIRST_WORD_SIGN
}

/** Calls `visit` with the bucket of every feature of one word, repeated as often as the feature occurs. */
export function visitFeatures(word: readonly number[], buckets: number, visit: (bucket: number) => void): void {
  const padded = [SPACE, ...word, SPACE]
  let whole = seedOf(WORD)
  for (const point of word) {
    visit(bucketOf(addTo(seedOf(BLOCK), point >>> 7), buckets))
    whole = addTo(whole, point)
  }
  visit(bucketOf(whole, buckets))
  for (let order = 1; order <= LONGEST_GRAM; order++) {
    // A lone space says nothing, so single characters skip the padding.
    const first = order === 1 ? 1 : 0
    const last = order === 1 ? padded.length - 2 : padded.length - order
    for (let start = first; start <= last; start++) {
      let hash = seedOf(order)
      for (let at = start; at < start + order; at++) hash = addTo(hash, padded[at] as number)
      visit(bucketOf(hash, buckets))
    }
  }
}
