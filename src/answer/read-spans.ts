import type { Candidate } from './extract.js'
import type { AnswerPassage } from './passage.js'

/** Names the words of a text that answer a question. `createReader` makes one. */
export interface SpanReader {
  /** Finds the words in each text; `undefined` for a text without an answer. */
  read(
    question: string,
    texts: readonly string[],
    options?: { readonly minScore?: number | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<readonly ({ readonly start: number; readonly end: number; readonly score: number } | undefined)[]>
}

/** The words of a document that a reader names as the answer. */
export interface NamedAnswer {
  /** The words. */
  readonly text: string
  /** The id of the document. */
  readonly documentId: string
  /** Where the words begin in the document. */
  readonly start: number
  /** Where the words end in the document. */
  readonly end: number
  /** How probable the words are against "there is no answer", from 0 to 1. */
  readonly score: number
}

/**
 * The relevance of each sentence: the score of the words that begin in it, and 0 for the others. `names` returns the
 * words of a sentence.
 */
export async function readSpans(
  question: string,
  candidates: readonly Candidate[],
  passages: readonly AnswerPassage[],
  { reader, signal }: { readonly reader: SpanReader; readonly signal: AbortSignal },
): Promise<{ readonly relevance: number[]; readonly names: readonly (NamedAnswer | undefined)[] }> {
  const texts = passages.map(({ text }) => text)
  const spans = texts.length === 0 ? [] : await reader.read(question, texts, { minScore: 0, signal })
  const names = candidates.map(({ passage, marker, start, end }): NamedAnswer | undefined => {
    const span = spans[marker - 1]
    if (span === undefined || span.start < start || span.start >= end) return undefined
    const text = passage.text.slice(span.start, span.end)
    const place = { start: passage.start + span.start, end: passage.start + span.end }
    return { text, documentId: passage.document.id, ...place, score: span.score }
  })
  return { relevance: names.map((name) => name?.score ?? 0), names }
}
