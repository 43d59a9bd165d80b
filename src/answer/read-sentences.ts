import { relevanceTo, type SentenceEmbedder, type SentenceReranker } from './relevance.js'
import { sharedWords } from './shared-words.js'

/**
 * The most sentences that a reranker reads for one question: the nearest in meaning, and the best by words among the rest. Eight and two of
 * the 14 sentences of two pages held the answer for 90 of 91 questions. Each further sentence costs its reading.
 */
const NEAREST = 12
const BEST_BY_WORDS = 4

/**
 * The score of a reranker at which a sentence is as often the answer as a sentence beside the answer; `STEEPNESS` is the steepness of the
 * scale there. Both numbers were fitted on 208 questions to 20 pages, 108 of them without an answer. The scores themselves are fitted to whole
 * passages, and are too high for a sentence about the subject of the question.
 */
const EVEN_SCORE = 0.69
const STEEPNESS = 1.2

/** Where sentences are read: by a model that reads question and sentence together, after an embedder where there are many. */
export interface SentenceReaders {
  readonly reranker: SentenceReranker
  readonly embedder: SentenceEmbedder | undefined
}

/**
 * The relevance of each sentence to a question, from 0 to 1, by a model that reads both together. Where there are many sentences, meaning and
 * words choose those to read, and the relevance of the others is 0.
 */
export async function relevanceBy(
  question: string,
  sentences: readonly string[],
  { reranker, embedder }: SentenceReaders,
  signal: AbortSignal,
): Promise<number[]> {
  const read = await sentencesToRead(question, sentences, embedder, signal)
  const relevance = sentences.map(() => 0)
  const texts = read.map((index) => sentences[index] as string)
  for (const { index, score } of await reranker.rerank(question, texts, { signal })) {
    relevance[read[index] as number] = relevanceOf(score)
  }
  return relevance
}

function relevanceOf(score: number): number {
  const against = ((1 - score) / score) * (EVEN_SCORE / (1 - EVEN_SCORE))
  return 1 / (1 + against ** STEEPNESS)
}

async function sentencesToRead(
  question: string,
  sentences: readonly string[],
  embedder: SentenceEmbedder | undefined,
  signal: AbortSignal,
): Promise<number[]> {
  const all = [...sentences.keys()]
  if (all.length <= NEAREST + BEST_BY_WORDS || embedder === undefined) return all
  const near = await relevanceTo(question, sentences, embedder, signal)
  if (near === undefined) return all
  const nearest = new Set(bestOf(all, near).slice(0, NEAREST))
  const words = sharedWords(question, sentences)
  const others = all.filter((index) => !nearest.has(index) && (words[index] as number) > 0)
  return [...nearest, ...bestOf(others, words).slice(0, BEST_BY_WORDS)]
}

const bestOf = (indexes: readonly number[], scores: readonly number[]) =>
  indexes.toSorted((a, b) => (scores[b] as number) - (scores[a] as number))
