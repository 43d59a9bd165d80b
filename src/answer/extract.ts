import type { Citation } from './citations.js'
import type { AnswerPassage } from './passage.js'
import { type Sentence, sentencesOf, termsOf } from './sentences.js'
import { withoutMarkers } from './statements.js'

/** A sentence must have so much of what the question is about to count as an answer. */
const LEAST_SHARE = 0.3

/** A further sentence must be nearly as good as the best one: half an answer more is worse than none. */
const NEARLY = 0.7

export interface ExtractedAnswer {
  readonly text: string
  readonly citations: readonly Citation[]
}

interface Candidate extends Sentence {
  readonly passage: AnswerPassage
  /** The [n] of the passage. */
  readonly marker: number
}

/** Answers without a model: the sentences of the passages that have most of the question's words, word for word. */
export function extractAnswer(
  question: string,
  passages: readonly AnswerPassage[],
  count = 2,
): ExtractedAnswer | undefined {
  const candidates = passages.flatMap((passage, index) =>
    sentencesOf(passage.text)
      // The answer to a question is hardly ever a question.
      .filter(({ text }) => !text.endsWith('?'))
      .map((sentence) => ({ ...sentence, passage, marker: index + 1, terms: termsOf(sentence.text) })),
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
  return compose(best.filter(({ score }) => score >= NEARLY * first.score))
}

/** The sentences with their markers. The citations are known here: to read them from the text would trust the documents. */
function compose(sentences: readonly Candidate[]): ExtractedAnswer {
  let text = ''
  const citations = sentences.map(({ text: sentence, start, end, passage, marker }): Citation => {
    if (text !== '') text += ' '
    const from = text.length
    text += `${withoutMarkers(sentence.replace(/\s+/g, ' '))} [${marker}]`
    return {
      marker,
      documentId: passage.document.id,
      start: passage.start + start,
      end: passage.start + end,
      statement: { start: from, end: text.length },
    }
  })
  return { text, citations }
}
