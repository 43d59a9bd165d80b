import { readCitations, type Unsupported } from '../answer/citations.js'
import { statementsOf, withoutMarkers } from '../answer/statements.js'
import type { DocumentFormat } from '../documents/blocks.js'
import { chunk } from '../documents/chunk.js'
import type { SummaryPoint } from './extract-summary.js'
import type { SourceSentence } from './source-sentences.js'
import { type WordVector, wordCosine, wordVectors } from './word-vectors.js'

/** A passage long enough to hold what one statement of a summary joins. */
const PASSAGE = 1500
/** Two sentences with less in common have different meanings. */
const NEAR = 0.2
const MOST_SOURCES = 2

/** Finds the sentences from which each statement of a written summary comes, and the words that the text does not hold. */
export function checkStatements(
  summary: string,
  text: string,
  {
    sentences,
    format,
    language,
  }: {
    readonly sentences: readonly SourceSentence[]
    readonly format: DocumentFormat
    readonly language: string
  },
): { readonly points: readonly SummaryPoint[]; readonly unsupported: readonly Unsupported[] } {
  // A footnote that a summary copies is not a citation of a passage.
  const bare = withoutMarkers(summary)
  const document = { id: 'text', text }
  const passages = chunk(text, { passageLength: PASSAGE, overlap: 0, format, language }).map(({ start, end }) => ({
    document,
    start,
    end,
    text: text.slice(start, end),
    score: 0,
  }))
  const statements = statementsOf(bare).map(({ start, end }) => {
    const sign = BULLET.exec(summary.slice(start, end))?.[0].length ?? 0
    return { text: summary.slice(start + sign, end), start: start + sign, end }
  })
  const vectors = wordVectors(
    [...sentences, ...statements].map((each) => each.text),
    language,
  )
  const points = statements.map((statement, index) => ({
    ...statement,
    sources: sourcesOf(vectors[sentences.length + index] as WordVector, sentences, vectors),
  }))
  return { points, unsupported: readCitations(bare, passages).unsupported }
}

const BULLET = /^(?:[-*+•–]\s+|\d{1,2}[.)]\s+)/

function sourcesOf(
  statement: WordVector,
  sentences: readonly SourceSentence[],
  vectors: readonly WordVector[],
): SummaryPoint['sources'] {
  return sentences
    .map(({ start, end }, index) => ({ start, end, near: wordCosine(statement, vectors[index] as WordVector) }))
    .filter(({ near }) => near >= NEAR)
    .sort((a, b) => b.near - a.near)
    .slice(0, MOST_SOURCES)
    .map(({ start, end }) => ({ start, end }))
}
