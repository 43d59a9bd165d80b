import { termsOf } from './sentences.js'

/** The share of a question's words that a sentence must have to count as an answer. */
export const LEAST_SHARE = 0.3

/** The share of a question's words that each sentence has. A word that many of the sentences have counts little. */
export function sharedWords(question: string, sentences: readonly string[]): number[] {
  const terms = sentences.map(termsOf)
  const weights = new Map(
    [...termsOf(question)].map((term) => {
      const having = terms.filter((own) => own.has(term)).length
      return [term, Math.log(1 + sentences.length / (having + 0.5))]
    }),
  )
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return terms.map((own) => {
    const shared = [...weights].reduce((sum, [term, weight]) => sum + (own.has(term) ? weight : 0), 0)
    return total === 0 ? 0 : shared / total
  })
}
