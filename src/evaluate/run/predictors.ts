import type { LabelledSpan, LabelScore, Message } from '../../shared/tasks.js'
import type { Dataset, DatasetRow, QuestionRow, SpansRow, TextRow } from '../dataset/dataset.js'
import type { Predictor } from './evaluate.js'
import type { Output } from './run.js'

/** The part of an embedder, classifier… that an evaluation uses. Any object of this form can be evaluated. */
interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

export interface EmbedsTexts {
  embed(
    texts: readonly string[],
    options?: CallOptions & { readonly kind?: 'document' | 'query' | undefined },
  ): Promise<readonly Float32Array[]>
}

export interface ClassifiesTexts {
  classify(
    texts: readonly string[],
    options?: CallOptions,
  ): Promise<readonly { readonly scores: readonly LabelScore[] }[]>
}

export interface DetectsLanguages {
  detect(
    texts: readonly string[],
    options?: CallOptions,
  ): Promise<readonly { readonly scores: readonly LabelScore[] }[]>
}

export interface LabelsSpans {
  label(texts: readonly string[], options?: CallOptions): Promise<readonly (readonly LabelledSpan[])[]>
}

export interface DetectsSpans {
  detect(text: string, options?: CallOptions): Promise<readonly LabelledSpan[]>
}

export interface RanksTexts {
  rerank(
    query: string,
    texts: readonly string[],
    options?: CallOptions,
  ): Promise<readonly { readonly index: number; readonly score: number }[]>
}

/** A prompt that rows are filled into, such as one that `definePrompt` of `tacet/release` made. */
export interface EvaluatedPrompt {
  /** The name of the prompt. */
  readonly name: string
  /** The version of the prompt, which is recorded with the run. */
  readonly version: string
  /** The JSON Schema of the variables. Where the prompt has one, it gets no others. */
  readonly input?: Readonly<Record<string, unknown>> | undefined
  /** Fills in `question` and the list `contexts`, or `text`. */
  render(variables: Readonly<Record<string, unknown>>): FilledPrompt
}

interface FilledPrompt {
  readonly messages: readonly Message[]
  readonly prompt: { readonly name: string; readonly version: string }
  readonly options: object
}

export interface WritesText {
  generate(
    prompt: string | FilledPrompt,
    options?: CallOptions,
  ): Promise<{
    readonly text: string
    readonly timings?: { readonly firstTokenMs: number; readonly tokensPerSecond: number } | undefined
  }>
}

export interface ScoresText {
  score(text: string, options?: CallOptions): Promise<{ readonly logProbability: number }>
}

/** The facts about a model besides its answers. */
export type PredictorFacts = Omit<Predictor, 'predict'>

type Predict = Predictor['predict']

/** Predicts the similarity of pairs by the cosine of their embeddings. */
export const pairPredictor = (embedder: EmbedsTexts, facts: PredictorFacts): Predictor => ({
  ...facts,
  async predict(rows, { signal }) {
    const pairs = rows.map((row) => need(row, 'pair').pair)
    const vectors = await embedder.embed(pairs.flat(), { signal })
    return pairs.map((_, index) => ({
      type: 'similarity',
      similarity: cosine(vectors[2 * index]!, vectors[2 * index + 1]!),
    }))
  },
})

/**
 * Ranks the dataset's corpus for each query by the cosine of embeddings. The corpus is embedded once, at the first row.
 *
 * @example
 * if (dataset.shape === 'queries') {
 *   const predictor = retrievalPredictor(embedder, dataset, { model: { id: 'minilm' } })
 *   console.log(scoreRun(dataset, await evaluate(dataset, predictor)).metrics)
 * }
 */
export function retrievalPredictor(
  embedder: EmbedsTexts,
  dataset: Extract<Dataset, { shape: 'queries' }>,
  facts: PredictorFacts,
  { limit = 100 }: { readonly limit?: number | undefined } = {},
): Predictor {
  let corpus: Promise<readonly Float32Array[]> | undefined
  const embedCorpus = async (signal: AbortSignal | undefined) => {
    const texts = dataset.corpus.map(({ text }) => text)
    const vectors: Float32Array[] = []
    // In pieces, so that an abort takes effect between two pieces.
    for (let start = 0; start < texts.length; start += 64) {
      vectors.push(...(await embedder.embed(texts.slice(start, start + 64), { kind: 'document', signal })))
    }
    return vectors
  }
  return {
    ...facts,
    async predict(rows, { signal }) {
      corpus ??= embedCorpus(signal).catch((error: unknown) => {
        corpus = undefined
        throw error
      })
      const documents = await corpus
      const queries = await embedder.embed(
        rows.map((row) => need(row, 'query').query),
        { kind: 'query', signal },
      )
      return queries.map((query) => {
        const ranking = documents.map((vector, index) => ({
          id: dataset.corpus[index]!.id,
          score: cosine(query, vector),
        }))
        return { type: 'ranking', ranking: ranking.sort((a, b) => b.score - a.score).slice(0, limit) }
      })
    },
  }
}

/** Predicts labels with a classifier. */
export const classifierPredictor = (classifier: ClassifiesTexts, facts: PredictorFacts): Predictor => ({
  ...facts,
  async predict(rows, { signal }) {
    return (await classifier.classify(textsOf(rows), { signal })).map(asLabels)
  },
})

/** Predicts labels that are languages. */
export const languagePredictor = (detector: DetectsLanguages, facts: PredictorFacts): Predictor => ({
  ...facts,
  async predict(rows, { signal }) {
    return (await detector.detect(textsOf(rows), { signal })).map(asLabels)
  },
})

/** Predicts spans with a model alone. */
export const labelerPredictor = (labeler: LabelsSpans, facts: PredictorFacts): Predictor => ({
  ...facts,
  async predict(rows, { signal }) {
    return (await labeler.label(textsOf(rows), { signal })).map(asSpans)
  },
})

/** Predicts spans with all methods of a redactor. A row may need its own redactor. */
export const redactorPredictor = (
  redactor: DetectsSpans | ((row: SpansRow) => DetectsSpans),
  facts: PredictorFacts,
): Predictor => ({
  ...facts,
  predict: eachRow(async (row, signal) => {
    const spansRow = need(row, 'spans')
    const asked = typeof redactor === 'function' ? redactor(spansRow) : redactor
    return asSpans(await asked.detect(spansRow.text, { signal }))
  }),
})

/** Ranks candidates. */
export const rerankPredictor = (reranker: RanksTexts, facts: PredictorFacts): Predictor => ({
  ...facts,
  predict: eachRow(async (row, signal) => {
    const { query, candidates } = need(row, 'candidates')
    const texts = candidates.map(({ text }) => text)
    const ranked = await reranker.rerank(query, texts, { signal })
    return { type: 'ranking', ranking: ranked.map(({ index, score }) => ({ id: candidates[index]!.id, score })) }
  }),
})

/** Answers questions or rewrites texts with the dataset's `prompt`. */
export const generatorPredictor = (
  generator: WritesText,
  dataset: Pick<Dataset, 'header'>,
  facts: PredictorFacts,
  given?: EvaluatedPrompt | undefined,
): Predictor => ({
  ...facts,
  predict: eachRow(async (row, signal) => {
    const asked = row as QuestionRow | TextRow
    const prompt = given === undefined ? promptFor(asked, dataset.header.prompt) : filled(given, asked)
    const { text, timings } = await generator.generate(prompt, { signal })
    return { type: 'text', text, ...timings }
  }),
})

/** Predicts how probable a language model finds each text. */
export const likelihoodPredictor = (generator: ScoresText, facts: PredictorFacts): Predictor => ({
  ...facts,
  predict: eachRow(async (row, signal) => {
    const { logProbability } = await generator.score(need(row, 'text').text, { signal })
    return { type: 'likelihood', nats: -logProbability }
  }),
})

const textsOf = (rows: readonly DatasetRow[]): string[] => rows.map((row) => need(row, 'text').text)

const asLabels = ({ scores }: { readonly scores: readonly LabelScore[] }): Output => ({
  type: 'labels',
  scores: [...scores].sort((a, b) => b.score - a.score),
})

/** Keeps only the decision of a finding: a run does not record which method made it. */
const asSpans = (spans: readonly LabelledSpan[]): Output => ({
  type: 'spans',
  spans: spans.map(({ start, end, type, score }) => ({ start, end, type, score })),
})

function eachRow(answer: (row: DatasetRow, signal: AbortSignal | undefined) => Promise<Output>): Predict {
  return async (rows, { signal }) => {
    const outputs: Output[] = []
    for (const row of rows) outputs.push(await answer(row, signal))
    return outputs
  }
}

const QUESTION_PROMPT = 'Answer with as few words as possible.\n\n{contexts}\n\nQuestion: {question}\nAnswer:'
const TEXT_PROMPT = 'Summarize in one sentence.\n\n{text}\n\nSummary:'

function filled(prompt: EvaluatedPrompt, row: QuestionRow | TextRow): FilledPrompt {
  const known = prompt.input?.['properties'] as object | undefined
  const values = 'question' in row ? { question: row.question, contexts: row.contexts } : { text: row.text }
  const wanted = Object.entries(values).filter(([name]) => known === undefined || Object.hasOwn(known, name))
  return prompt.render(Object.fromEntries(wanted))
}

function promptFor(row: QuestionRow | TextRow, template: string | undefined): string {
  const fields: Record<string, string> =
    'question' in row ? { question: row.question, contexts: row.contexts.join('\n\n') } : { text: row.text }
  const chosen = template ?? ('question' in row ? QUESTION_PROMPT : TEXT_PROMPT)
  // The replacement is a function, because `$&` in a text would otherwise be taken as an instruction.
  return chosen.replaceAll(/\{(\w+)\}/g, (whole, name: string) => fields[name] ?? whole)
}

/** The row, if it has the column that the predictor needs. */
function need<Column extends string>(
  row: DatasetRow,
  column: Column,
): Extract<DatasetRow, { [key in Column]: unknown }> {
  if (column in row) return row as Extract<DatasetRow, { [key in Column]: unknown }>
  throw new TypeError(`this predictor needs rows with \`${column}\`, got ${Object.keys(row).join(', ')}`)
}

function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0
  let squaresA = 0
  let squaresB = 0
  for (let at = 0; at < a.length; at += 1) {
    product += a[at]! * b[at]!
    squaresA += a[at]! ** 2
    squaresB += b[at]! ** 2
  }
  // A text without a known word may have a zero vector, which is similar to nothing.
  return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB)
}
