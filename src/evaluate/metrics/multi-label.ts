import { countedOnce, everyRowOnce, type Statistic } from '../statistics/statistic.js'
import type { LabelReport } from './classification.js'

/** The figures of a classification where a text may have several labels. */
export interface MultiLabelReport {
  /** How many rows were compared. */
  readonly rows: number
  /** The share of rows whose labels are all right and complete. */
  readonly subsetAccuracy: number
  /** The share of wrong decisions; there is one decision for each row and label. */
  readonly hammingLoss: number
  /** The mean of the F1 of each label. */
  readonly macroF1: number
  /** The F1 over all labels of all rows. */
  readonly microF1: number
  /** The figures of each label. */
  readonly labels: readonly LabelReport[]
}

/**
 * Computes the figures for rows that may have several labels, or none.
 *
 * @example
 * multiLabelReport([['toxic'], []], [['toxic', 'threat'], []]).subsetAccuracy // 0.5
 */
export function multiLabelReport(
  actual: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
): MultiLabelReport {
  const coded = encode(actual, predicted)
  const once = everyRowOnce(actual.length)
  const statistics = statisticsOf(coded)
  const { both, actual: support, predicted: given } = count(coded, once)
  return {
    rows: actual.length,
    subsetAccuracy: statistics.subsetAccuracy(once),
    hammingLoss: statistics.hammingLoss(once),
    macroF1: statistics.macroF1(once),
    microF1: statistics.microF1(once),
    labels: coded.labels.map((label, index) => ({
      label,
      precision: share(both[index]!, given[index]!),
      recall: share(both[index]!, support[index]!),
      f1: share(2 * both[index]!, support[index]! + given[index]!),
      support: support[index]!,
      predicted: given[index]!,
    })),
  }
}

/** The main figures of a multi-label classification as functions of resampled rows. */
export const multiLabelStatistics = (
  actual: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
): Record<'subsetAccuracy' | 'hammingLoss' | 'macroF1' | 'microF1', Statistic> =>
  statisticsOf(encode(actual, predicted))

interface Coded {
  readonly labels: readonly string[]
  readonly actual: readonly Uint32Array[]
  readonly predicted: readonly Uint32Array[]
}

function encode(actual: readonly (readonly string[])[], predicted: readonly (readonly string[])[]): Coded {
  if (actual.length !== predicted.length) {
    throw new RangeError(`every row needs both sets of labels, got ${actual.length} true and ${predicted.length} given`)
  }
  const labels = [...new Set([...actual.flat(), ...predicted.flat()])].sort()
  const codes = new Map(labels.map((label, index) => [label, index]))
  const code = (row: readonly string[]) => Uint32Array.from(new Set(row), (label) => codes.get(label)!)
  return { labels, actual: actual.map(code), predicted: predicted.map(code) }
}

function statisticsOf(coded: Coded) {
  const wrong = coded.actual.map((truth, row) => {
    const given = new Set(coded.predicted[row])
    const right = truth.reduce((sum, label) => sum + (given.has(label) ? 1 : 0), 0)
    return truth.length + given.size - 2 * right
  })
  const overRows = (value: (row: number) => number): Statistic => {
    return (weights) => {
      let sum = 0
      let rows = 0
      for (let row = 0; row < wrong.length; row += 1) {
        sum += weights[row]! * value(row)
        rows += weights[row]!
      }
      return share(sum, rows)
    }
  }
  const counts = countedOnce((weights) => count(coded, weights))
  return {
    subsetAccuracy: overRows((row) => (wrong[row] === 0 ? 1 : 0)),
    hammingLoss: overRows((row) => share(wrong[row]!, coded.labels.length)),
    macroF1: (weights: Uint32Array) => {
      const { both, actual, predicted } = counts(weights)
      let sum = 0
      let labels = 0
      for (let label = 0; label < both.length; label += 1) {
        const total = actual[label]! + predicted[label]!
        if (total === 0) continue
        sum += (2 * both[label]!) / total
        labels += 1
      }
      return share(sum, labels)
    },
    microF1: (weights: Uint32Array) => {
      const { both, actual, predicted } = counts(weights)
      return share(2 * total(both), total(actual) + total(predicted))
    },
  }
}

function count({ labels, actual, predicted }: Coded, weights: Uint32Array) {
  const both = new Float64Array(labels.length)
  const actualCounts = new Float64Array(labels.length)
  const predictedCounts = new Float64Array(labels.length)
  for (let row = 0; row < actual.length; row += 1) {
    const weight = weights[row]!
    if (weight === 0) continue
    for (const label of actual[row]!) actualCounts[label]! += weight
    for (const label of predicted[row]!) {
      predictedCounts[label]! += weight
      if (actual[row]!.includes(label)) both[label]! += weight
    }
  }
  return { both, actual: actualCounts, predicted: predictedCounts }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
