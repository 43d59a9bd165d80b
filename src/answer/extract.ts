import type { AnswerPassage } from './passage.js'
import { sentencesOf, termsOf } from './sentences.js'

/** A sentence must have so much of what the question is about to count as an answer. */
const LEAST_SHARE = 0.3

/** A further sentence must be nearly as good as the best one: half an answer more is worse than none. */
const NEARLY = 0.7

/** Answers without a model: the sentences of the passages that have most of the question's words, word for word. */
export function extractAnswer(question: string, passages: readonly AnswerPassage[], count = 2): string | undefined {
  const candidates = passages.flatMap((passage, index) =>
    sentencesOf(passage.text)
      // The answer to a question is hardly ever a question.
      .filter(({ text }) => !text.endsWith('?'))
      .map(({ text }) => ({ text, marker: index + 1, terms: termsOf(text) })),
  )
  // A word that many sentences have says little about which of them is meant.
  const weights = new Map(
    [...termsOf(question)].map((term) => {
      const having = candidates.filter(({ terms }) => terms.has(term)).length
      return [term, Math.log(1 + candidates.length / (having + 0.5))]
    }),
  )
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const share = (terms: ReadonlySet<string>) =>
    [...weights].reduce((sum, [term, weight]) => sum + (terms.has(term) ? weight : 0), 0) / total
  const best = candidates
    .map((candidate) => ({ ...candidate, score: share(candidate.terms) }))
    .filter(({ score }) => score >= LEAST_SHARE)
    .sort((a, b) => b.score - a.score || a.marker - b.marker)
    .slice(0, count)
  const [first] = best
  if (first === undefined) return undefined
  const chosen = best.filter(({ score }) => score >= NEARLY * first.score)
  return chosen.map(({ text, marker }) => `${text.replace(/\s+/g, ' ')} [${marker}]`).join(' ')
}
