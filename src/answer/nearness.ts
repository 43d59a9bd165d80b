import { cosine } from '../embed/cosine.js'
import { LEAST_COVERAGE } from '../shared/tasks.js'

/** Turns sentences into vectors. `createEmbedder` makes one. */
export interface SentenceEmbedder {
  embed(
    texts: readonly string[],
    options?: { readonly kind?: 'document' | 'query' | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<readonly (Float32Array & { readonly coverage?: number | undefined })[]>
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

const backgrounds = new WeakMap<SentenceEmbedder, Promise<readonly Float32Array[]>>()

/**
 * How near each sentence is to a question, on one scale for all models: 0 is the similarity that any text has, and 1 is the same text. A
 * sentence that the model cannot read is at 0. `undefined` where the model cannot read the question.
 */
export async function nearnessTo(
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
  return vectors.map((vector) =>
    (vector.coverage ?? 1) < LEAST_COVERAGE ? 0 : (cosine(asked, vector) - usual) / (1 - usual),
  )
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
