import { addTo, bucketOf, seedOf } from '../hashed-text/hashed-text.js'

/**
 * The features that the language identifier reads from a text: hashed n-grams of 1 to 5 code points of every word, the
 * word itself, and the 128-code-point block of each character. The training script computes the same numbers
 * (language/features.py). Change both files together; the model's golden probe checks both.
 */

const LONGEST_GRAM = 5
const BLOCK = 0
const WORD = 6
/** Longer runs of letters are cut: scripts without spaces write a whole clause as one run. */
const MAX_WORD = 40
const SPACE = 32
/** From this code point on, a single character may be a word. A single letter below it may belong to any language. */
const FIRST_WORD_SIGN = 0x2e80

// Links, mail addresses and handles belong to no language. The pattern uses only ASCII classes, because those mean the
// same in Python.
const STRUCTURED = /(?:https?:\/\/|www\.)[!-~]+|[!-~]+@[!-~]+|[@#][A-Za-z0-9_]+/g
const NOT_LETTERS = /[^\p{L}\p{M}]+/u

/** The words of a text as code points, lower-cased and composed (NFC). Everything that is not a word is left out. */
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
    // A lone space says nothing, so the n-grams of one character skip the padding.
    const first = order === 1 ? 1 : 0
    const last = order === 1 ? padded.length - 2 : padded.length - order
    for (let start = first; start <= last; start++) {
      let hash = seedOf(order)
      for (let at = start; at < start + order; at++) hash = addTo(hash, padded[at] as number)
      visit(bucketOf(hash, buckets))
    }
  }
}
