import { termsOf } from '../shared/lexical.js'

/** A sparse vector over hash values of words. */
export interface SparseVector {
  readonly indices: readonly number[]
  readonly values: readonly number[]
}

// The constants of the browser's store. The average length is a guess, because it is not known when a text is written.
const SATURATION = 1.2
const LENGTH_SHARE = 0.75
const AVERAGE_LENGTH = 100

/** The part of BM25 that depends on the text alone. The server adds the rarity of each word. */
export function wordsOfText(text: string, language: string): SparseVector {
  const terms = termsOf(text, language)
  const counts = new Map<number, number>()
  for (const term of terms) counts.set(placeOf(term), (counts.get(placeOf(term)) ?? 0) + 1)
  const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * terms.length) / AVERAGE_LENGTH
  const weight = (count: number) => (count * (SATURATION + 1)) / (count + SATURATION * length)
  return { indices: [...counts.keys()], values: Array.from(counts.values(), weight) }
}

export function wordsOfQuery(text: string, language: string): SparseVector {
  const places = [...new Set(termsOf(text, language).map(placeOf))]
  return { indices: places, values: places.map(() => 1) }
}

/** FNV-1a over the UTF-16 units of the term. Two words with the same hash count as one word; that happens once in some billions. */
function placeOf(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
