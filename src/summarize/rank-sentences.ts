import type { SentenceEmbedder } from '../answer/nearness.js'
import { cosine } from '../embed/cosine.js'
import { LEAST_COVERAGE } from '../shared/tasks.js'
import { centrality } from './centrality.js'
import { countWords } from './count-words.js'
import { announces } from './cues.js'
import type { Source, SourceSentence } from './source-sentences.js'
import { type WordVector, wordCentre, wordCosine, wordVectors } from './word-vectors.js'

export interface RankedSource {
  /** The sentences that were compared with each other, in their order. */
  readonly sentences: readonly SourceSentence[]
  /** How well each sentence represents the text. */
  readonly scores: readonly number[]
  /** How alike two sentences are, by their indexes, from 0 to 1. */
  readonly likeness: (one: number, other: number) => number
  /** The share of the sentences that the embedder could read. */
  readonly coverage: number
}

/** The share of meaning in the likeness of two sentences; words have the rest. */
const MEANING = 0.5

// The weights beside centrality. They were chosen on 206 abstracts with summaries of one sentence, apart from those that the
// guide's figures are measured on.
const START = 0.3
const ANNOUNCED = 0.25
const TITLE = 0.4
const LENGTH = 0.15
/** The caller asks for sentences near to the context, so this weighs most. It was not measured. */
const CONTEXT = 2
/** A sentence of about so many words is one whole statement. */
const USUAL_WORDS = 20
/** How far the logarithm of its length may be away at no cost. */
const USUAL_SPREAD = 0.3

/** Each sentence is compared with each other, so the time grows with the square of their number. */
const MOST_COMPARED = 240

/** Ranks the sentences of a text by how well they represent it. */
export async function rankSentences(
  { sentences: all, title = '' }: Source,
  {
    context = '',
    embedder,
    language,
    signal,
  }: {
    readonly context: string | undefined
    readonly embedder: SentenceEmbedder | undefined
    readonly language: string
    readonly signal: AbortSignal
  },
): Promise<RankedSource> {
  const [titleWords, contextWords, ...words] = wordVectors(
    [title, context, ...all.map(({ text }) => text)],
    language,
  ) as [WordVector, WordVector, ...WordVector[]]
  const merits = all.map(({ text }, index) => {
    const word = words[index] as WordVector
    return (
      START / Math.sqrt(1 + index) -
      LENGTH * unusualLength(countWords(text, language)) +
      ANNOUNCED * Number(announces(text)) +
      TITLE * wordCosine(word, titleWords) +
      CONTEXT * wordCosine(word, contextWords)
    )
  })
  const kept = shortlist(words, merits)
  const sentences = kept.map((index) => all[index] as SourceSentence)
  const keptWords = kept.map((index) => words[index] as WordVector)
  const { meanings, coverage } = await meaningsOf(sentences, embedder, signal)
  const rows = keptWords.map((word, one) => {
    const row = new Float64Array(kept.length)
    for (let other = 0; other < kept.length; other += 1) {
      if (other === one) continue
      const byWords = wordCosine(word, keptWords[other] as WordVector)
      const byMeaning = meanings === undefined ? byWords : Math.max(0, cosine(meanings[one]!, meanings[other]!))
      row[other] = MEANING * byMeaning + (1 - MEANING) * byWords
    }
    return row
  })
  const scores = Array.from(centrality(rows), (central, index) => central + (merits[kept[index] as number] as number))
  return { sentences, scores, likeness: (one, other) => rows[one]?.[other] ?? 0, coverage }
}

const unusualLength = (words: number) => Math.max(0, Math.abs(Math.log(words / USUAL_WORDS)) - USUAL_SPREAD)

/** The portions of a long text that each send sentences to the comparison, so that no part of the text is left out. */
const PORTIONS = 24

/** The indexes of the sentences to compare: of each portion of the text, those nearest to the words of the whole. */
function shortlist(words: readonly WordVector[], merits: readonly number[]): readonly number[] {
  const all = [...words.keys()]
  if (all.length <= MOST_COMPARED) return all
  const centre = wordCentre(words)
  const scores = words.map((word, index) => wordCosine(word, centre) + (merits[index] as number))
  const size = Math.ceil(all.length / PORTIONS)
  return Array.from({ length: PORTIONS }, (_, portion) =>
    all
      .slice(portion * size, (portion + 1) * size)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number))
      .slice(0, MOST_COMPARED / PORTIONS)
      .sort((a, b) => a - b),
  ).flat()
}

/** The vectors of the sentences, unless the embedder cannot read the text: all texts that it cannot read are alike to it. */
async function meaningsOf(
  sentences: readonly SourceSentence[],
  embedder: SentenceEmbedder | undefined,
  signal: AbortSignal,
): Promise<{ readonly meanings: readonly Float32Array[] | undefined; readonly coverage: number }> {
  if (embedder === undefined) return { meanings: undefined, coverage: 1 }
  const texts = sentences.map(({ text }) => text)
  const meanings = await embedder.embed(texts, { kind: 'document', signal })
  signal.throwIfAborted()
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  const read = meanings.reduce((sum, { coverage = 1 }, index) => sum + coverage * (texts[index] as string).length, 0)
  const coverage = length === 0 ? 1 : read / length
  return { meanings: coverage < LEAST_COVERAGE ? undefined : meanings, coverage }
}
