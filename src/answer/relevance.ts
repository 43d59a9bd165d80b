import { cosine } from '../embed/cosine.js'
import { LEAST_COVERAGE } from '../shared/tasks.js'

/** Turns sentences into vectors. `createEmbedder` makes one. */
export interface SentenceEmbedder {
  embed(
    texts: readonly string[],
    options?: { readonly kind?: 'document' | 'query' | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<readonly (Float32Array & { readonly coverage?: number | undefined })[]>
}

/** Reads a question together with each sentence. `createReranker` makes one. */
export interface SentenceReranker {
  rerank(
    query: string,
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly { readonly index: number; readonly score: number }[]>
}

/** Sentences about unrelated topics. Their mean similarity to a question is the similarity that any text has under this model. */
const BACKGROUND = [
  'The meeting was moved to the afternoon.',
  'Rain is expected over the hills tonight.',
  'She painted the kitchen door green.',
  'The team scored twice in the second half.',
  'Add a pinch of salt and stir well.',
  'The new law was passed last year.',
  'He plays the piano in a small band.',
  'Prices rose more slowly than before.',
  'The river is home to many kinds of fish.',
  'Turn left behind the old church.',
  'The film was longer than I had thought.',
  'Our teacher explained the sum again.',
]

/**
 * The value of `nearer` at which a sentence is as often the answer as a sentence beside the answer; `SHARPNESS` is the steepness of the
 * scale there. Both numbers were fitted on sixty questions to six pages, half of them without an answer.
 */
const EVEN = 0.3
const SHARPNESS = 10

const backgrounds = new WeakMap<SentenceEmbedder, Promise<readonly Float32Array[]>>()

/**
 * The relevance of each sentence to a question, from 0 to 1, on one scale for all models. At about one half, an answer is as probable as
 * not. `undefined` where the model cannot read the question.
 */
export async function relevanceTo(
  question: string,
  sentences: readonly string[],
  embedder: SentenceEmbedder,
  signal: AbortSignal,
): Promise<number[] | undefined> {
  const [[asked], vectors, background] = await Promise.all([
    embedder.embed([question], { kind: 'query', signal }),
    embedder.embed(sentences, { kind: 'document', signal }),
    backgroundOf(embedder),
  ])
  if (asked === undefined || (asked.coverage ?? 1) < LEAST_COVERAGE) return undefined
  const usual = background.reduce((sum, vector) => sum + cosine(asked, vector), 0) / background.length
  return vectors.map((vector) => {
    if ((vector.coverage ?? 1) < LEAST_COVERAGE) return 0
    const nearer = (cosine(asked, vector) - usual) / (1 - usual)
    return 1 / (1 + Math.exp(-SHARPNESS * (nearer - EVEN)))
  })
}

/** The background is embedded once for each embedder. There is no signal, because the abort of the first caller must not reach others. */
function backgroundOf(embedder: SentenceEmbedder): Promise<readonly Float32Array[]> {
  let background = backgrounds.get(embedder)
  if (background === undefined) {
    background = embedder.embed(BACKGROUND, { kind: 'document' })
    backgrounds.set(embedder, background)
    background.catch(() => backgrounds.delete(embedder))
  }
  return background
}
