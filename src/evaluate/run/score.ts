import { NlpError } from '../../shared/errors.js'
import type { Dataset, DatasetRow } from '../dataset/dataset.js'
import { type ReliabilityBin, type RiskCoverage, reliabilityBins, riskCoverage } from '../metrics/calibration.js'
import {
  type ClassificationReport,
  type ConfusionMatrix,
  classificationReport,
  confusionMatrix,
} from '../metrics/classification.js'
import { type MultiLabelReport, multiLabelReport } from '../metrics/multi-label.js'
import { type SpanReport, spanReport } from '../metrics/spans.js'
import { bootstrap, type Interval } from '../statistics/bootstrap.js'
import { everyRowOnce } from '../statistics/statistic.js'
import type { Outcome, Run } from './run.js'
import {
  type FigureOptions,
  headlineOf,
  isMultiLabel,
  labelsGiven,
  lowerIsBetter,
  NO_ANSWER,
  outputsOf,
  rowsOf,
  scoresOf,
  spansOf,
  statisticsOf,
} from './statistics-of.js'

/** One figure of a run, with its interval. */
export interface Metric extends Interval {
  /** The name of the figure. */
  readonly name: string
  /** Whether a higher or a lower figure is better. */
  readonly better: 'higher' | 'lower'
}

/** The headline figure in a group of rows. */
export interface SliceScore extends Interval {
  /** The property by which rows are grouped. */
  readonly slice: string
  /** The value of that property. */
  readonly group: string
  /** How many rows the group has. */
  readonly rows: number
}

/** All figures of a run. */
export interface RunScore {
  /** How many rows the dataset has. */
  readonly rows: number
  /** The number of rows that the model answered. The other rows count as wrong. */
  readonly answered: number
  /** All figures, with their intervals. */
  readonly metrics: readonly Metric[]
  /** The figure by which slices are compared. */
  readonly headline: string
  /** Groups of rows, the weakest first. The value is NaN for a group of rows without wanted spans. */
  readonly slices: readonly SliceScore[]
  /** Detailed figures behind the metrics. */
  readonly details: ScoreDetails
  /** The number of resamples behind the intervals; 0 for no intervals. */
  readonly resamples: number
}

/** Detailed figures, by the kind of task. */
export type ScoreDetails =
  | {
      readonly type: 'labels'
      readonly report: ClassificationReport
      readonly confusion: ConfusionMatrix
      readonly reliability: readonly ReliabilityBin[]
      readonly abstaining: RiskCoverage
    }
  | { readonly type: 'multi-label'; readonly report: MultiLabelReport }
  | { readonly type: 'spans'; readonly report: SpanReport }
  | { readonly type: 'other' }

/** Figures that measure how many of the wanted spans were found. Without a wanted span they are 0 for every model. */
const OF_FINDING = /F\d|Recall|Leak/

/** Options for computing figures and intervals. */
export interface ScoreRunOptions extends FigureOptions {
  /**
   * The number of samples drawn for the intervals; 0 for figures without intervals.
   * @default 10_000, fewer for more than 2,000 rows, at least 1,000
   */
  readonly resamples?: number | undefined
  /** The figure by which groups of rows are compared. @default the task's own headline */
  readonly by?: string | undefined
}

/**
 * Computes all figures of a run with 95 % intervals, and the headline figure of every group of rows.
 *
 * @example
 * for (const { name, value, low, high } of scoreRun(dataset, run).metrics) console.log(name, value, low, high)
 */
export function scoreRun(
  dataset: Dataset,
  run: Run,
  { resamples = defaultResamples(dataset.rows.length), k, by }: ScoreRunOptions = {},
): RunScore {
  const outcomes = outcomesOf(dataset, run)
  const headline = by ?? headlineOf(dataset, outcomes, { k })
  const intervals = (keep?: (row: DatasetRow) => boolean, only?: string, draws = resamples) => {
    const rows = rowsOf(dataset, keep)
    const all = statisticsOf(rows, outcomes, dataset.header.positive, {
      k,
      curves: only === undefined || by !== undefined,
    })
    const statistics = only === undefined ? all : only in all ? { [only]: all[only]! } : {}
    if (draws > 0) return bootstrap(statistics, rows.rows.length, { resamples: draws, seed: run.seed })
    const once = everyRowOnce(rows.rows.length)
    return Object.fromEntries(
      Object.entries(statistics).map(([name, statistic]) => {
        const value = statistic(once)
        return [name, { value, low: Number.NaN, high: Number.NaN }]
      }),
    )
  }
  const metrics = Object.entries(intervals()).map(
    ([name, interval]): Metric => ({ name, ...interval, better: lowerIsBetter(name) ? 'lower' : 'higher' }),
  )
  if (by !== undefined && !metrics.some(({ name }) => name === by)) {
    throw new RangeError(`\`by\` must be one of ${metrics.map(({ name }) => name).join(', ')}, got ${by}`)
  }
  const slices = groupsOf(dataset).map(({ slice, group, ids }): SliceScore => {
    const somethingWanted =
      dataset.shape !== 'spans' || dataset.rows.some(({ id, spans }) => spans.length > 0 && ids.has(id))
    const comparable = somethingWanted || !OF_FINDING.test(headline)
    const interval = comparable
      ? intervals((row) => ids.has(row.id), headline, Math.min(resamples, 1000))[headline]
      : undefined
    return { slice, group, rows: ids.size, ...(interval ?? { value: Number.NaN, low: Number.NaN, high: Number.NaN }) }
  })
  const sign = lowerIsBetter(headline) ? -1 : 1
  const badness = ({ value }: SliceScore) => (Number.isNaN(value) ? Number.MAX_VALUE : sign * value)
  return {
    rows: dataset.rows.length,
    answered: [...outcomes.values()].filter((outcome) => 'output' in outcome).length,
    metrics,
    headline,
    slices: slices.sort((a, b) => badness(a) - badness(b)),
    details: detailsOf(dataset, outcomes),
    resamples,
  }
}

export const defaultResamples = (rows: number): number => Math.min(10_000, Math.max(1000, Math.floor(2e7 / rows)))

/** The outcomes by row. Throws for a run over other data, because its figures would mean nothing for this dataset. */
export function outcomesOf(dataset: Dataset, run: Run): ReadonlyMap<string, Outcome> {
  if (run.dataset.digest !== dataset.digest) {
    throw new NlpError(
      'invalid-data',
      `The run is over ${run.dataset.name} (${run.dataset.digest.slice(0, 12)}) and not over ` +
        `${dataset.header.dataset} (${dataset.digest.slice(0, 12)}).`,
    )
  }
  return new Map(run.outcomes.map((outcome) => [outcome.id, outcome]))
}

export interface Group {
  readonly slice: string
  readonly group: string
  readonly ids: ReadonlySet<string>
}

/** The groups that rows belong to: by their slices, and by length unless they have a slice named `length`. */
export function groupsOf(dataset: Dataset): Group[] {
  const groups = new Map<string, { slice: string; group: string; ids: Set<string> }>()
  for (const row of dataset.rows as readonly DatasetRow[]) {
    for (const [slice, group] of Object.entries({ length: lengthBand(row), ...row.slices })) {
      const key = JSON.stringify([slice, group])
      const entry = groups.get(key) ?? { slice, group, ids: new Set() }
      entry.ids.add(row.id)
      groups.set(key, entry)
    }
  }
  const kinds = new Map<string, number>()
  for (const { slice } of groups.values()) kinds.set(slice, (kinds.get(slice) ?? 0) + 1)
  // A slice with one group divides nothing. A slice with very many groups leaves too few rows in each group.
  return [...groups.values()].filter(({ slice }) => {
    const count = kinds.get(slice)!
    return count > 1 && count <= Math.max(50, dataset.rows.length / 2)
  })
}

function lengthBand(row: DatasetRow): string {
  const { length } =
    'text' in row ? row.text : 'pair' in row ? row.pair.join(' ') : 'query' in row ? row.query : row.question
  return length < 40 ? 'under 40 characters' : length < 160 ? '40 to 159 characters' : '160 characters and more'
}

function detailsOf(dataset: Dataset, outcomes: ReadonlyMap<string, Outcome>): ScoreDetails {
  const outputs = outputsOf(dataset.rows, outcomes)
  if (dataset.shape === 'spans') {
    const rows = dataset.rows.map(({ text, spans }, row) => ({
      length: text.length,
      gold: spans,
      predicted: spansOf(outputs[row]),
    }))
    return { type: 'spans', report: spanReport(rows) }
  }
  if (dataset.shape !== 'labels') return { type: 'other' }
  if (isMultiLabel(dataset)) {
    const actual = dataset.rows.map(({ label }) => (typeof label === 'string' ? [label] : label))
    return { type: 'multi-label', report: multiLabelReport(actual, outputs.map(labelsGiven)) }
  }
  const actual = dataset.rows.map(({ label }) => label as string)
  const best = outputs.map((output) => scoresOf(output)[0])
  const predicted = best.map((given) => given?.label ?? NO_ANSWER)
  const correct = actual.map((label, row) => label === predicted[row])
  const confidences = best.map((given) => Math.min(1, Math.max(0, given?.score ?? 0)))
  return {
    type: 'labels',
    report: classificationReport(actual, predicted),
    confusion: confusionMatrix(actual, predicted),
    reliability: reliabilityBins(correct, confidences),
    abstaining: riskCoverage(correct, confidences),
  }
}
