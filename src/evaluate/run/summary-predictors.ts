import { sentenceSpans } from '../../documents/sentence-spans.js'
import type { DatasetRow } from '../dataset/dataset.js'
import { randomNumbers } from '../statistics/random.js'
import type { Predictor } from './evaluate.js'
import type { EmbedsTexts, PredictorFacts } from './predictors.js'
import type { Output } from './run.js'

/** The part of `summarize` that an evaluation uses. */
export type SummarizesText = (
  text: string,
  options: {
    readonly type: 'tldr'
    readonly length?: 'short' | 'medium' | 'long' | undefined
    readonly embedder?: EmbedsTexts | undefined
    readonly signal?: AbortSignal | undefined
  },
) => { readonly result: Promise<{ readonly text: string }> }

/** The names of the choices that need no model, which every summary must beat. */
export const BASELINES = ['lead-1', 'lead-3', 'random'] as const
/** A choice of sentences that needs no model: the first one, the first three, or any three. */
export type SummaryBaseline = (typeof BASELINES)[number]

/** The name for summaries by words alone. */
export const WORDS = 'words'

/**
 * Summarizes texts by their own sentences: by words, or by an embedder too.
 *
 * @example
 * import { summarize } from 'tacet'
 * const predictor = summaryPredictor(summarize, { model: { id: 'words' } })
 * console.log(scoreRun(dataset, await evaluate(dataset, predictor)).metrics)
 */
export const summaryPredictor = (
  summarize: SummarizesText,
  facts: PredictorFacts,
  {
    embedder,
    length,
  }: { readonly embedder?: EmbedsTexts | undefined; readonly length?: 'short' | 'medium' | 'long' | undefined } = {},
): Predictor => ({
  ...facts,
  async predict(rows, { signal }) {
    const outputs: Output[] = []
    for (const row of rows) {
      const { text } = await summarize(textOf(row), { type: 'tldr', length, embedder, signal }).result
      outputs.push({ type: 'text', text })
    }
    return outputs
  },
})

/**
 * Takes the first sentence of a text, the first three, or any one.
 *
 * @example
 * const lead = await evaluate(dataset, summaryBaseline('lead-3'))
 * console.log(compareRuns(dataset, lead, run).metrics)
 */
export const summaryBaseline = (
  name: SummaryBaseline,
  { seed = 1 }: { readonly seed?: number | undefined } = {},
): Predictor => {
  const random = randomNumbers(seed)
  return {
    model: { id: name },
    predict: async (rows) =>
      rows.map((row) => {
        const text = textOf(row)
        const sentences = Array.from(sentenceSpans(text), ({ start, end }) => text.slice(start, end).trim())
        return { type: 'text', text: chosen(name, sentences, random).join(' ') }
      }),
  }
}

function chosen(name: SummaryBaseline, sentences: readonly string[], random: () => number): readonly string[] {
  switch (name) {
    case 'lead-1':
      return sentences.slice(0, 1)
    case 'lead-3':
      return sentences.slice(0, 3)
    case 'random':
      return sentences.slice(Math.floor(random() * sentences.length)).slice(0, 1)
  }
}

function textOf(row: DatasetRow): string {
  if ('text' in row) return row.text
  throw new TypeError(`this predictor needs rows with \`text\`, got ${Object.keys(row).join(', ')}`)
}
