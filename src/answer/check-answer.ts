import { type Citation, type DoubtfulStatement, readCitations, type Unsupported } from './citations.js'
import { nearnessTo, type SentenceEmbedder } from './nearness.js'
import type { AnswerPassage } from './passage.js'
import { sentencesOf } from './sentences.js'

export interface CheckedAnswer {
  readonly found: boolean
  readonly citations: readonly Citation[]
  readonly unsupported: readonly Unsupported[]
}

/** The nearness from which a sentence counts as saying the same in other words. */
const SUPPORTS = 0.3

/** Checks each statement of an answer against the passages that it cites: by words, and where these differ, by meaning. */
export async function checkAnswer(
  text: string,
  passages: readonly AnswerPassage[],
  embedder: SentenceEmbedder | undefined,
  signal: AbortSignal,
): Promise<CheckedAnswer> {
  const { citations, unsupported, doubtful } = readCitations(text, passages)
  const supported = await Promise.all(doubtful.map((each) => isSupported(each, embedder, signal)))
  signal.throwIfAborted()
  const own = doubtful.flatMap(({ statement }, index) => (supported[index] ? [] : [statement]))
  const all = [...unsupported, ...own].sort((a, b) => a.start - b.start)
  return { citations, unsupported: all, found: citations.some(({ statement }) => isBorneOut(statement, all)) }
}

/** A wrong number stands out by itself. Without its quote or its claim, a statement says nothing that the passage says. */
function isBorneOut({ start, end }: Citation['statement'], unsupported: readonly Unsupported[]): boolean {
  return !unsupported.some((part) => part.type !== 'number' && part.start < end && part.end > start)
}

async function isSupported(
  { claim, passages }: DoubtfulStatement,
  embedder: SentenceEmbedder | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  if (embedder === undefined) return false
  const sentences = passages.flatMap((passage) => sentencesOf(passage.text).map((sentence) => sentence.text))
  const near = await nearnessTo(claim, sentences, embedder, signal)
  return near?.some((each) => each >= SUPPORTS) ?? false
}
