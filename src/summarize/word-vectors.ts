import { stemmerOf } from '../store/shared/stem.js'
import { eachWord, foldWord } from '../store/shared/words.js'

/** The words of a sentence with their weights; the length of the whole is 1. */
export type WordVector = ReadonlyMap<string, number>

/** The words of each sentence. A word that many sentences have weighs little, in any language. */
export function wordVectors(sentences: readonly string[], language: string): WordVector[] {
  const termOf = termsIn(language)
  const counts = sentences.map((sentence) => {
    const terms = new Map<string, number>()
    eachWord(sentence, language, (word) => {
      const term = termOf(word)
      terms.set(term, (terms.get(term) ?? 0) + 1)
    })
    return terms
  })
  const having = new Map<string, number>()
  for (const terms of counts) for (const term of terms.keys()) having.set(term, (having.get(term) ?? 0) + 1)
  const rarity = (term: string) => Math.log(1 + sentences.length / (having.get(term) as number))
  return counts.map((terms) => unit(new Map([...terms].map(([term, count]) => [term, count * rarity(term)]))))
}

/** The term of each word. Most words of a text occur again, and folding and stemming cost more than all else here. */
function termsIn(language: string): (word: string) => string {
  const stem = stemmerOf(language)
  const known = new Map<string, string>()
  return (word) => {
    let term = known.get(word)
    if (term === undefined) {
      // A longer word is data. Normalizing a megabyte without spaces would take minutes.
      term = stem(foldWord(word.slice(0, LONGEST_WORD)))
      known.set(word, term)
    }
    return term
  }
}

const LONGEST_WORD = 128

function unit(vector: Map<string, number>): WordVector {
  let squares = 0
  for (const weight of vector.values()) squares += weight ** 2
  const length = Math.sqrt(squares)
  if (length > 0) for (const [term, weight] of vector) vector.set(term, weight / length)
  return vector
}

/** How alike two sentences are by their words, from 0 to 1. */
export function wordCosine(one: WordVector, other: WordVector): number {
  const [short, long] = one.size < other.size ? [one, other] : [other, one]
  let product = 0
  for (const [term, weight] of short) product += weight * (long.get(term) ?? 0)
  return product
}

/** The direction of all sentences together. */
export function wordCentre(vectors: readonly WordVector[]): WordVector {
  const sum = new Map<string, number>()
  for (const vector of vectors) for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight)
  return unit(sum)
}
