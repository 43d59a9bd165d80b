import type { Citation } from './citations.js'
import type { AnswerPassage } from './passage.js'
import { type Sentence, sentencesOf } from './sentences.js'
import { withoutMarkers } from './statements.js'

/** A further sentence must score nearly as well as the best one. A second sentence that fits only halfway is worse than none. */
const NEARLY = 0.7

export interface ExtractedAnswer {
  readonly text: string
  readonly citations: readonly Citation[]
}

/** A sentence that may be the answer, with its place in the passage. */
export interface Candidate extends Sentence {
  readonly passage: AnswerPassage
  /** The number n of the passage, as in [n]. */
  readonly marker: number
}

/** The sentences of the passages, without questions: a question hardly ever answers a question. */
export function candidatesOf(passages: readonly AnswerPassage[]): Candidate[] {
  return passages.flatMap((passage, index) =>
    sentencesOf(passage.text)
      .filter(({ text }) => !text.endsWith('?'))
      .map((sentence) => ({ ...sentence, passage, marker: index + 1 })),
  )
}

/** Answers without a generating model: quotes the best sentences word for word. A sentence counts if its score reaches `least`. */
export function extractAnswer(
  candidates: readonly Candidate[],
  scores: readonly number[],
  { least, count = 2 }: { readonly least: number; readonly count?: number },
): ExtractedAnswer | undefined {
  const best = candidates
    .map((candidate, index) => ({ candidate, score: scores[index] as number }))
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.candidate.marker - b.candidate.marker)
    // Passages overlap, so the same sentence may come from two of them.
    .filter(({ candidate }, at, all) => all.findIndex((other) => isSame(other.candidate, candidate)) === at)
    .slice(0, count)
  const [first] = best
  if (first === undefined) return undefined
  return compose(best.filter(({ score }) => score >= NEARLY * first.score).map(({ candidate }) => candidate))
}

function isSame(one: Candidate, other: Candidate): boolean {
  return one.passage.document.id === other.passage.document.id && placeOf(one) === placeOf(other)
}

const placeOf = ({ passage, start }: Candidate) => passage.start + start

/** Joins the sentences and their markers. The citations come from the candidates: markers in the text could be those of a document. */
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
