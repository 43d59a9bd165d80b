import { relevanceOf } from './calibration.js'
import { nearnessTo, type SentenceEmbedder } from './nearness.js'
import { sharedWords } from './shared-words.js'

/**
 * The most sentences that a reranker reads for one question: the nearest in meaning, and the best by words among the rest. Eight and two of
 * the 14 sentences of two pages held the answer for 90 of 91 questions. Each further sentence costs its reading.
 */
const NEAREST = 12
const BEST_BY_WORDS = 4

/** Reads a question together with each sentence. `createReranker` makes one. */
export interface SentenceReranker {
  rerank(
    query: string,
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly { readonly index: number; readonly score: number }[]>
}

/**
 * The scale of the logits, fitted to the best sentence of 709 questions to 55 pages, 355 of them without an answer (`train.reranker.judged`
 * prints the fit). The scores themselves are fitted to whole passages, and are too high for a sentence about the subject of the question.
 */
const LOGITS = { unrelated: -2.4, lead: 0.5, even: 2.54, steepness: 0.82 }

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
  const texts = read.map((index) => sentences[index] as string)
  const logits = texts.map(() => LOGITS.unrelated)
  for (const { index, score } of await reranker.rerank(question, texts, { signal })) logits[index] = logitOf(score)
  const relevance = sentences.map(() => 0)
  for (const [index, each] of relevanceOf(logits, texts, LOGITS).entries()) relevance[read[index] as number] = each
  return relevance
}

/** A score of exactly 0 or 1 has no logit. */
function logitOf(score: number): number {
  const within = Math.min(Math.max(score, 1e-6), 1 - 1e-6)
  return Math.log(within / (1 - within))
}

async function sentencesToRead(
  question: string,
  sentences: readonly string[],
  embedder: SentenceEmbedder | undefined,
  signal: AbortSignal,
): Promise<number[]> {
  const all = [...sentences.keys()]
  if (all.length <= NEAREST + BEST_BY_WORDS || embedder === undefined) return all
  const near = await nearnessTo(question, sentences, embedder, signal)
  if (near === undefined) return all
  const nearest = new Set(bestOf(all, near).slice(0, NEAREST))
  const words = sharedWords(question, sentences)
  const others = all.filter((index) => !nearest.has(index) && (words[index] as number) > 0)
  return [...nearest, ...bestOf(others, words).slice(0, BEST_BY_WORDS)]
}

const bestOf = (indexes: readonly number[], scores: readonly number[]) =>
  indexes.toSorted((a, b) => (scores[b] as number) - (scores[a] as number))
