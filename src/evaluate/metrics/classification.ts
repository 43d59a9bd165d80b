import { countedOnce, everyRowOnce, type Statistic } from '../statistics/statistic.js'

/** Precision, recall and their harmonic mean. */
export interface PrecisionRecall {
  /** The share of the answers with a label that are right. */
  readonly precision: number
  /** The share of the rows with a label that got it. */
  readonly recall: number
  /** The harmonic mean of both. */
  readonly f1: number
}

/** The figures of one label. */
export interface LabelReport extends PrecisionRecall {
  /** The label. */
  readonly label: string
  /** The number of rows that have this label. */
  readonly support: number
  /** The number of rows that were given this label. */
  readonly predicted: number
}

/** The figures of a classification, over all labels and for each label. */
export interface ClassificationReport {
  /** How many rows were compared. */
  readonly rows: number
  /** The share of rows with the right label. */
  readonly accuracy: number
  /** The mean recall of the labels that occur. */
  readonly balancedAccuracy: number
  /** Matthews' correlation of given and true labels: 0 for guessing, 1 for all right. */
  readonly mcc: number
  /** The mean over labels: each label counts the same. */
  readonly macro: PrecisionRecall
  /** The figures over all rows: each row counts the same. */
  readonly micro: PrecisionRecall
  /** The mean over labels, each weighted by the number of its rows. */
  readonly weighted: PrecisionRecall
  /** The figures of each label. */
  readonly labels: readonly LabelReport[]
  /** Labels that were never given. Their precision is 0 by definition and not by measurement. */
  readonly neverPredicted: readonly string[]
}

/**
 * Computes all figures for rows with one true and one given label.
 *
 * @example
 * const report = classificationReport(['cat', 'dog', 'cat'], ['cat', 'cat', 'cat'])
 * console.log(report.accuracy, report.macro.f1, report.neverPredicted)
 */
export function classificationReport(actual: readonly string[], predicted: readonly string[]): ClassificationReport {
  const coded = encode(actual, predicted)
  const counts = countLabels(coded, everyRowOnce(actual.length))
  const labels = coded.labels.map((label, index): LabelReport => ({ label, ...labelScores(counts, index) }))
  return {
    rows: actual.length,
    accuracy: accuracy(counts),
    balancedAccuracy: balancedAccuracy(counts),
    mcc: mcc(counts),
    macro: average(labels, () => 1),
    // Each row has exactly one given and one true label, so pooled precision and recall equal the accuracy.
    micro: { precision: accuracy(counts), recall: accuracy(counts), f1: accuracy(counts) },
    weighted: average(labels, ({ support }) => support),
    labels,
    neverPredicted: labels.filter((label) => label.predicted === 0).map(({ label }) => label),
  }
}

/** The main figures of a classification as functions of resampled rows. */
export function classificationStatistics(
  actual: readonly string[],
  predicted: readonly string[],
): Record<'accuracy' | 'macroF1' | 'balancedAccuracy' | 'mcc', Statistic> {
  const coded = encode(actual, predicted)
  const counts = countedOnce((weights) => countLabels(coded, weights))
  const statistic =
    (figure: (counts: LabelCounts) => number): Statistic =>
    (weights) =>
      figure(counts(weights))
  return {
    accuracy: statistic(accuracy),
    macroF1: statistic(macroF1),
    balancedAccuracy: statistic(balancedAccuracy),
    mcc: statistic(mcc),
  }
}

/** The number of rows for each pair of true and given label. */
export interface ConfusionMatrix {
  /** The labels, in the order of rows and columns. */
  readonly labels: readonly string[]
  /** `counts[actual][predicted]`, both by position in `labels`. */
  readonly counts: readonly (readonly number[])[]
}

/**
 * Counts how often each true label was given each label. The labels are in alphabetical order.
 *
 * @example
 * confusionMatrix(['cat', 'dog'], ['cat', 'cat']).counts // [[1, 0], [1, 0]]
 */
export function confusionMatrix(actual: readonly string[], predicted: readonly string[]): ConfusionMatrix {
  const coded = encode(actual, predicted)
  const counts = coded.labels.map(() => new Array<number>(coded.labels.length).fill(0))
  for (let row = 0; row < actual.length; row += 1) counts[coded.actual[row]!]![coded.predicted[row]!]! += 1
  return { labels: coded.labels, counts }
}

interface Coded {
  readonly labels: readonly string[]
  readonly actual: Uint32Array
  readonly predicted: Uint32Array
}

function encode(actual: readonly string[], predicted: readonly string[]): Coded {
  if (actual.length !== predicted.length) {
    throw new RangeError(`every row needs both labels, got ${actual.length} true and ${predicted.length} given`)
  }
  const labels = [...new Set([...actual, ...predicted])].sort()
  const codes = new Map(labels.map((label, index) => [label, index]))
  const code = (label: string) => codes.get(label)!
  return { labels, actual: Uint32Array.from(actual, code), predicted: Uint32Array.from(predicted, code) }
}

interface LabelCounts {
  readonly right: Float64Array
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly rows: number
}

function countLabels({ labels, actual, predicted }: Coded, weights: Uint32Array): LabelCounts {
  const right = new Float64Array(labels.length)
  const actualCounts = new Float64Array(labels.length)
  const predictedCounts = new Float64Array(labels.length)
  let rows = 0
  for (let row = 0; row < actual.length; row += 1) {
    const weight = weights[row]!
    const truth = actual[row]!
    const given = predicted[row]!
    rows += weight
    actualCounts[truth]! += weight
    predictedCounts[given]! += weight
    if (truth === given) right[truth]! += weight
  }
  return { right, actual: actualCounts, predicted: predictedCounts, rows }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function labelScores({ right, actual, predicted }: LabelCounts, index: number) {
  return {
    precision: share(right[index]!, predicted[index]!),
    recall: share(right[index]!, actual[index]!),
    f1: share(2 * right[index]!, actual[index]! + predicted[index]!),
    support: actual[index]!,
    predicted: predicted[index]!,
  }
}

function average(labels: readonly LabelReport[], weight: (label: LabelReport) => number): PrecisionRecall {
  const total = labels.reduce((sum, label) => sum + weight(label), 0)
  const mean = (figure: keyof PrecisionRecall) =>
    share(
      labels.reduce((sum, label) => sum + weight(label) * label[figure], 0),
      total,
    )
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') }
}

const accuracy = ({ right, rows }: LabelCounts): number => share(sum(right), rows)

function macroF1({ right, actual, predicted }: LabelCounts): number {
  let total = 0
  let labels = 0
  for (let index = 0; index < right.length; index += 1) {
    const both = actual[index]! + predicted[index]!
    // A resample may lack a label.
    if (both === 0) continue
    total += (2 * right[index]!) / both
    labels += 1
  }
  return share(total, labels)
}

function balancedAccuracy({ right, actual }: LabelCounts): number {
  let total = 0
  let labels = 0
  for (let index = 0; index < right.length; index += 1) {
    if (actual[index] === 0) continue
    total += right[index]! / actual[index]!
    labels += 1
  }
  return share(total, labels)
}

function mcc({ right, actual, predicted, rows }: LabelCounts): number {
  let both = 0
  let actualSquares = 0
  let predictedSquares = 0
  for (let index = 0; index < right.length; index += 1) {
    both += actual[index]! * predicted[index]!
    actualSquares += actual[index]! ** 2
    predictedSquares += predicted[index]! ** 2
  }
  const spread = (rows ** 2 - predictedSquares) * (rows ** 2 - actualSquares)
  return spread === 0 ? 0 : (sum(right) * rows - both) / Math.sqrt(spread)
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
