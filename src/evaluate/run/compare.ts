import type { Dataset } from '../dataset/dataset.js'
import { type PairedDifference, pairedBootstrap } from '../statistics/bootstrap.js'
import { holm } from '../statistics/holm.js'
import { type McNemar, mcnemar } from '../statistics/mcnemar.js'
import { rowQualities, sameAnswer } from './row-quality.js'
import type { Run } from './run.js'
import { defaultResamples, groupsOf, outcomesOf, type ScoreRunOptions } from './score.js'
import { headlineOf, lowerIsBetter, rowsOf, statisticsOf } from './statistics-of.js'

/** The change of one figure between two runs. */
export interface MetricChange extends PairedDifference {
  /** The name of the figure. */
  readonly name: string
  /** Whether a higher or a lower figure is better. */
  readonly better: 'higher' | 'lower'
  /** `p`, adjusted for the number of figures (Holm). */
  readonly adjustedP: number
  /** `worse` when the whole interval is on the bad side of zero, `better` when it is on the good side. */
  readonly verdict: 'better' | 'worse' | 'unclear'
}

/** The change of the headline figure in a group of rows. */
export interface SliceChange extends MetricChange {
  /** The property by which rows are grouped. */
  readonly slice: string
  /** The value of that property. */
  readonly group: string
  /** How many rows the group has. */
  readonly rows: number
}

/** A row to which two runs gave different answers. */
export interface ChangedRow {
  /** The id of the row. */
  readonly id: string
  /** Whether the new answer is better or worse, or only different. */
  readonly verdict: 'better' | 'worse' | 'different'
}

/** The changes between two runs. */
export interface RunComparison {
  /** The change of each figure. */
  readonly metrics: readonly MetricChange[]
  /** A test on the rows that only one of the runs got right; undefined where single rows are not right or wrong. */
  readonly accuracy: McNemar | undefined
  /** The rows whose answers differ. */
  readonly changed: readonly ChangedRow[]
  /** Groups whose headline figure got worse. The p values are adjusted for the number of groups. */
  readonly worseSlices: readonly SliceChange[]
}

/**
 * Compares two runs over the same data.
 *
 * @example
 * const { metrics, changed } = compareRuns(dataset, before, after)
 * for (const { name, value, low, high, verdict } of metrics) console.log(name, value, low, high, verdict)
 */
export function compareRuns(
  dataset: Dataset,
  baseline: Run,
  candidate: Run,
  { resamples = defaultResamples(dataset.rows.length), k }: ScoreRunOptions = {},
): RunComparison {
  const before = outcomesOf(dataset, baseline)
  const after = outcomesOf(dataset, candidate)
  const differences = (ids?: ReadonlySet<string>, only?: string, draws = resamples) => {
    const rows = rowsOf(dataset, ids === undefined ? undefined : ({ id }) => ids.has(id))
    const pick = (outcomes: typeof before) => {
      const all = statisticsOf(rows, outcomes, dataset.header.positive, { k, curves: only === undefined })
      return only === undefined ? all : only in all ? { [only]: all[only]! } : {}
    }
    const options = { resamples: Math.max(1, draws), seed: candidate.seed }
    return Object.entries(pairedBootstrap(pick(before), pick(after), rows.rows.length, options))
  }
  const all = differences()
  const adjusted = holm(all.map(([, difference]) => difference.p))
  const metrics = all.map(([name, difference], index) => change(name, difference, adjusted[index]!))

  const headline = headlineOf(dataset, after, { k })
  const groups = groupsOf(dataset).flatMap(({ slice, group, ids }) =>
    differences(ids, headline, Math.min(resamples, 5000)).map(([, difference]) => ({ slice, group, ids, difference })),
  )
  const groupP = holm(groups.map(({ difference }) => difference.p))
  const worseSlices = groups
    .map(({ slice, group, ids, difference }, index) => ({
      slice,
      group,
      rows: ids.size,
      ...change(headline, difference, groupP[index]!),
    }))
    .filter(({ verdict, adjustedP }) => verdict === 'worse' && adjustedP < 0.05)

  const [first, second] = [rowQualities(dataset, before), rowQualities(dataset, after)]
  const judged = first.every(({ right }) => right !== undefined)
  const rights = (qualities: typeof first) => qualities.map(({ right }) => right === true)
  return {
    metrics,
    accuracy: judged ? mcnemar(rights(first), rights(second)) : undefined,
    worseSlices,
    changed: dataset.rows.flatMap(({ id }, row): ChangedRow[] => {
      if (sameAnswer(before.get(id), after.get(id))) return []
      const [was, is] = [first[row]!.quality ?? 0, second[row]!.quality ?? 0]
      return [{ id, verdict: is > was ? 'better' : is < was ? 'worse' : 'different' }]
    }),
  }
}

function change(name: string, difference: PairedDifference, adjustedP: number): MetricChange {
  const sign = lowerIsBetter(name) ? -1 : 1
  const [worst, best] = sign === 1 ? [difference.low, difference.high] : [-difference.high, -difference.low]
  const verdict = best < 0 ? 'worse' : worst > 0 ? 'better' : 'unclear'
  return { name, ...difference, better: sign === 1 ? 'higher' : 'lower', adjustedP, verdict }
}
