import type { AnswerPassage } from './passage.js'
import { coverage, sentencesOf, termsOf } from './sentences.js'

/** A sentence of a passage must share so much of the question to count as an answer. */
const LEAST_COVERAGE = 0.34

/** Answers without a model: the sentences of the passages that have most of the question's words, word for word. */
export function extractAnswer(question: string, passages: readonly AnswerPassage[], count = 2): string | undefined {
  const wanted = termsOf(question)
  const candidates = passages.flatMap((passage, index) =>
    sentencesOf(passage.text)
      // The answer to a question is hardly ever a question.
      .filter(({ text }) => !text.endsWith('?'))
      .map(({ text }) => ({ text, marker: index + 1, score: coverage(wanted, text) })),
  )
  const best = candidates
    .filter(({ score }) => score >= LEAST_COVERAGE)
    .sort((a, b) => b.score - a.score || a.marker - b.marker)
    .slice(0, count)
  if (best.length === 0) return undefined
  return best.map(({ text, marker }) => `${text.replace(/\s+/g, ' ')} [${marker}]`).join(' ')
}
