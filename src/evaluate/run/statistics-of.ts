import type { Dataset, DatasetRow, DatasetRows } from '../dataset/dataset.js'
import { utf8Bytes } from '../metrics/bits-per-byte.js'
import { bleuStatistic } from '../metrics/bleu.js'
import { brierRows, calibrationStatistic } from '../metrics/calibration.js'
import { chrfStatistic } from '../metrics/chrf.js'
import { classificationStatistics } from '../metrics/classification.js'
import { pearsonStatistic, spearmanStatistic } from '../metrics/correlation.js'
import { curveStatistics, truePositiveRateStatistic } from '../metrics/detection.js'
import { multiLabelStatistics } from '../metrics/multi-label.js'
import { exactMatch, tokenF1 } from '../metrics/question-answering.js'
import { type RetrievalScores, rankByScore, retrievalScores } from '../metrics/retrieval.js'
import { rouge } from '../metrics/rouge.js'
import { falseAlarmStatistics, spanStatistics } from '../metrics/spans.js'
import { meanStatistic, ratioStatistic, type Statistic } from '../statistics/statistic.js'
import type { Outcome, Output } from './run.js'

/** The label of a row on which the model failed. A failed row counts as wrong, so failing never looks better than erring. */
export const NO_ANSWER = '(no answer)'

/** Where a row may have several labels, a label with at least this score counts as given. */
const LABEL_THRESHOLD = 0.5

/** With more labels than this, one sorted list per label costs more than the average of the curves is worth. */
const MAX_CURVES = 25

/** Figures that are better when lower. */
const LOWER_IS_BETTER: ReadonlySet<string> = new Set([
  'hammingLoss',
  'calibrationError',
  'brier',
  'characterLeak',
  'overRedaction',
  'falseAlarmRows',
  'falseAlarmCharacters',
  'bitsPerByte',
])

export const lowerIsBetter = (metric: string): boolean => LOWER_IS_BETTER.has(metric)

/** The figure that represents a run over rows of a shape, where only one figure is shown. */
const HEADLINE: Readonly<Record<DatasetRows['shape'], string>> = {
  labels: 'macroF1',
  spans: 'overlapF1',
  pairs: 'spearman',
  queries: 'ndcg',
  candidates: 'ndcg',
  questions: 'f1',
  texts: 'rougeL',
}

export function headlineOf(
  dataset: Dataset,
  outcomes: ReadonlyMap<string, Outcome>,
  { k = DEFAULT_K }: FigureOptions = {},
): string {
  const likelihood = outputsOf(dataset.rows, outcomes).some((output) => output?.type === 'likelihood')
  if (likelihood) return 'bitsPerByte'
  const name = HEADLINE[dataset.shape]
  return name === 'ndcg' ? `ndcg@${k}` : name
}

const DEFAULT_K = 10

export interface FigureOptions {
  /** The number of results that count in rankings. @default 10 */
  readonly k?: number | undefined
}

interface StatisticsOptions extends FigureOptions {
  /** Whether to compute the figures that need sorted scores. Groups show only the headline, so `false` saves that work. @default true */
  readonly curves?: boolean | undefined
}

/** Every figure of a run, as a function of all rows or of any resample of the rows. */
export function statisticsOf(
  rows: DatasetRows,
  outcomes: ReadonlyMap<string, Outcome>,
  positive: string | undefined,
  { k = DEFAULT_K, curves = true }: StatisticsOptions = {},
): Record<string, Statistic> {
  const outputs = outputsOf(rows.rows, outcomes)
  switch (rows.shape) {
    case 'labels':
      return isMultiLabel(rows)
        ? multiLabelFigures(rows, outputs, curves)
        : singleLabelFigures(rows, outputs, curves, positive)
    case 'spans': {
      const spans = rows.rows.map((row, index) => ({
        length: row.text.length,
        gold: row.spans,
        predicted: spansOf(outputs[index]),
      }))
      return { ...spanStatistics(spans), ...falseAlarmStatistics(spans) }
    }
    case 'pairs':
      return pairFigures(rows, outputs)
    case 'queries':
    case 'candidates':
      return rankingFigures(
        rows.rows.map(({ relevant }, row) => retrievalScores(rankingOf(outputs[row]), relevant, { k })),
        k,
      )
    case 'questions': {
      const texts = rows.rows.map((_, row) => textOf(outputs[row]))
      return {
        exactMatch: meanStatistic(rows.rows.map(({ answers }, row) => exactMatch(texts[row]!, answers))),
        f1: meanStatistic(rows.rows.map(({ answers }, row) => tokenF1(texts[row]!, answers))),
      }
    }
    case 'texts':
      return textFigures(rows, outputs)
  }
}

export const isMultiLabel = (rows: Extract<DatasetRows, { shape: 'labels' }>): boolean =>
  rows.rows.some(({ label }) => typeof label !== 'string')

export const outputsOf = (
  rows: readonly DatasetRow[],
  outcomes: ReadonlyMap<string, Outcome>,
): (Output | undefined)[] =>
  rows.map(({ id }) => {
    const outcome = outcomes.get(id)
    return outcome !== undefined && 'output' in outcome ? outcome.output : undefined
  })

export const scoresOf = (output: Output | undefined) => (output?.type === 'labels' ? output.scores : [])
export const spansOf = (output: Output | undefined) => (output?.type === 'spans' ? output.spans : [])
export const rankingOf = (output: Output | undefined) => (output?.type === 'ranking' ? rankByScore(output.ranking) : [])
export const textOf = (output: Output | undefined) => (output?.type === 'text' ? output.text : '')

export const labelsGiven = (output: Output | undefined): readonly string[] =>
  scoresOf(output)
    .filter(({ score }) => score >= LABEL_THRESHOLD)
    .map(({ label }) => label)

type LabelRows = Extract<DatasetRows, { shape: 'labels' }>

function singleLabelFigures(
  { rows }: LabelRows,
  outputs: readonly (Output | undefined)[],
  withCurves: boolean,
  positive: string | undefined,
): Record<string, Statistic> {
  const actual = rows.map(({ label }) => label as string)
  const scores = outputs.map(scoresOf)
  const predicted = scores.map(([best]) => best?.label ?? NO_ANSWER)
  if (!withCurves) return classificationStatistics(actual, predicted)
  const correct = actual.map((label, row) => label === predicted[row])
  const confidences = scores.map(([best]) => best?.score ?? 0)
  const tables = scores.map((row) => Object.fromEntries(row.map(({ label, score }) => [label, score])))
  const areProbabilities = scores.every((row) => row.every(({ score }) => score >= 0 && score <= 1 + 1e-6))
  return {
    ...classificationStatistics(actual, predicted),
    ...(areProbabilities
      ? {
          calibrationError: calibrationStatistic(
            correct,
            confidences.map((confidence) => Math.min(1, confidence)),
          ),
          brier: meanStatistic(brierRows(actual, tables)),
        }
      : {}),
    ...curves(
      actual.map((label) => [label]),
      tables,
      positive,
    ),
  }
}

function multiLabelFigures(
  { rows }: LabelRows,
  outputs: readonly (Output | undefined)[],
  withCurves: boolean,
): Record<string, Statistic> {
  const actual = rows.map(({ label }) => (typeof label === 'string' ? [label] : label))
  const figures = multiLabelStatistics(actual, outputs.map(labelsGiven))
  if (!withCurves) return figures
  const tables = outputs.map((output) => Object.fromEntries(scoresOf(output).map(({ label, score }) => [label, score])))
  return { ...figures, ...curves(actual, tables, undefined) }
}

/** Figures without a threshold, for one label against the rest, averaged over the labels. */
function curves(
  actual: readonly (readonly string[])[],
  tables: readonly Readonly<Record<string, number>>[],
  positive: string | undefined,
): Record<string, Statistic> {
  const labels = positive === undefined ? [...new Set(actual.flat())] : [positive]
  const truths = labels.map((label) => actual.map((row) => row.includes(label)))
  const usable = labels.flatMap((label, index) => {
    const truth = truths[index]!
    if (!truth.includes(true) || !truth.includes(false)) return []
    const scores = tables.map((table) => (Object.hasOwn(table, label) ? table[label]! : 0))
    return [{ truth, scores, ...curveStatistics(truth, scores) }]
  })
  if (usable.length === 0 || usable.length > MAX_CURVES) return {}
  const mean = (statistics: readonly Statistic[]): Statistic => {
    return (weights) => statistics.reduce((sum, statistic) => sum + statistic(weights), 0) / statistics.length
  }
  return {
    rocAuc: mean(usable.map(({ rocAuc }) => rocAuc)),
    averagePrecision: mean(usable.map(({ averagePrecision }) => averagePrecision)),
    ...(positive === undefined
      ? {}
      : { truePositiveRateAt1: truePositiveRateStatistic(usable[0]!.truth, usable[0]!.scores, 0.01) }),
  }
}

function pairFigures(
  { rows }: Extract<DatasetRows, { shape: 'pairs' }>,
  outputs: readonly (Output | undefined)[],
): Record<string, Statistic> {
  const wanted = rows.map(({ score }) => score)
  // A pair without an answer gets the lowest possible similarity. Leaving the pair out would reward failing on hard pairs.
  const given = outputs.map((output) => (output?.type === 'similarity' ? output.similarity : -1))
  return { spearman: spearmanStatistic(wanted, given), pearson: pearsonStatistic(wanted, given) }
}

function rankingFigures(rows: readonly RetrievalScores[], k: number): Record<string, Statistic> {
  const names = Object.keys(rows[0] ?? {}) as (keyof RetrievalScores)[]
  const figure = (name: keyof RetrievalScores) => meanStatistic(rows.map((row) => row[name]))
  // Average precision is over the whole ranking. The names of all other figures state k.
  return Object.fromEntries(names.map((name) => [name === 'averagePrecision' ? name : `${name}@${k}`, figure(name)]))
}

function textFigures(
  { rows }: Extract<DatasetRows, { shape: 'texts' }>,
  outputs: readonly (Output | undefined)[],
): Record<string, Statistic> {
  if (outputs.some((output) => output?.type === 'likelihood')) {
    const nats = outputs.map((output) => (output?.type === 'likelihood' ? output.nats : 0))
    // Rows without an answer count in neither sum, because there is no worst likelihood to assume.
    const bytes = rows.map(({ text }, row) => (outputs[row]?.type === 'likelihood' ? utf8Bytes(text) : 0))
    const perByte = nats.map((value) => value / Math.LN2)
    return { bitsPerByte: ratioStatistic(perByte, bytes, Number.NaN) }
  }
  const texts = rows.map((_, row) => textOf(outputs[row]))
  const references = rows.map((row) => row.references)
  const scores = texts.map((text, row) => rouge(text, references[row]!))
  return {
    rouge1: meanStatistic(scores.map(({ rouge1 }) => rouge1)),
    rouge2: meanStatistic(scores.map(({ rouge2 }) => rouge2)),
    rougeL: meanStatistic(scores.map(({ rougeL }) => rougeL)),
    bleu: bleuStatistic(texts, references),
    chrf: chrfStatistic(texts, references),
  }
}

/** The rows of a dataset that pass `keep`, with their shape. */
export const rowsOf = (dataset: Dataset, keep: (row: DatasetRow) => boolean = () => true): DatasetRows =>
  ({ ...dataset, rows: (dataset.rows as readonly DatasetRow[]).filter(keep) }) as DatasetRows
