import { everyRowOnce, type Statistic } from '../statistics/statistic.js'

/** Answers with a similar confidence, and the share of them that is right. */
export interface ReliabilityBin {
  /** The lower end of the bin, exclusive except for 0. */
  readonly low: number
  /** The upper end of the bin, inclusive. */
  readonly high: number
  /** How many answers the bin holds. */
  readonly rows: number
  /** The mean confidence of these answers. */
  readonly confidence: number
  /** The share of these answers that are right. */
  readonly accuracy: number
}

/** Options for the bins of confidences. */
export interface CalibrationOptions {
  /** The number of bins. @default 15 */
  readonly bins?: number | undefined
  /** Whether all bins have the same width or the same number of rows. @default 'width' */
  readonly by?: 'width' | 'mass' | undefined
}

/**
 * The distance between stated confidence and observed accuracy, averaged over the rows (expected calibration error).
 *
 * @example
 * calibrationError([true, false, true, true], [0.9, 0.8, 0.7, 0.95])
 */
export const calibrationError = (
  correct: readonly boolean[],
  confidences: readonly number[],
  options: CalibrationOptions = {},
): number => calibrationStatistic(correct, confidences, options)(everyRowOnce(correct.length))

export function calibrationStatistic(
  correct: readonly boolean[],
  confidences: readonly number[],
  options: CalibrationOptions = {},
): Statistic {
  const { bins, binOf } = assignBins(confidences, options)
  const right = Uint8Array.from(correct, Number)
  return (weights) => {
    const gaps = new Float64Array(bins)
    let rows = 0
    for (let row = 0; row < right.length; row += 1) {
      gaps[binOf[row]!]! += weights[row]! * (right[row]! - confidences[row]!)
      rows += weights[row]!
    }
    return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / rows
  }
}

/**
 * The bins of a reliability plot. Empty bins are left out.
 *
 * @example
 * for (const { confidence, accuracy } of reliabilityBins([true, false], [0.9, 0.6])) console.log(confidence, accuracy)
 */
export function reliabilityBins(
  correct: readonly boolean[],
  confidences: readonly number[],
  options: CalibrationOptions = {},
): ReliabilityBin[] {
  const { bins, binOf, edges } = assignBins(confidences, options)
  const members = Array.from({ length: bins }, () => ({ rows: 0, confidence: 0, right: 0 }))
  for (const [row, confidence] of confidences.entries()) {
    const bin = members[binOf[row]!]!
    bin.rows += 1
    bin.confidence += confidence
    if (correct[row]) bin.right += 1
  }
  return members.flatMap(({ rows, confidence, right }, bin) =>
    rows === 0
      ? []
      : [{ low: edges[bin]!, high: edges[bin + 1]!, rows, confidence: confidence / rows, accuracy: right / rows }],
  )
}

function assignBins(confidences: readonly number[], { bins = 15, by = 'width' }: CalibrationOptions) {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`\`bins\` must be a positive integer, got ${bins}`)
  const bad = confidences.findIndex((confidence) => !(confidence >= 0 && confidence <= 1))
  if (bad !== -1) throw new RangeError(`confidences must be between 0 and 1, got ${confidences[bad]} in row ${bad}`)
  const count = confidences.length
  if (by === 'width') {
    const binOf = Uint32Array.from(confidences, (confidence) => Math.max(0, Math.ceil(confidence * bins) - 1))
    return { bins, binOf, edges: Array.from({ length: bins + 1 }, (_, edge) => edge / bins) }
  }
  const order = Array.from(confidences.keys()).sort((a, b) => confidences[a]! - confidences[b]!)
  const binOf = new Uint32Array(count)
  for (const [rank, row] of order.entries()) binOf[row] = Math.floor((rank * bins) / count)
  const edges = Array.from({ length: bins + 1 }, (_, edge) => {
    const rank = Math.min(count - 1, Math.ceil((edge * count) / bins))
    return edge === 0 ? 0 : edge === bins ? 1 : (confidences[order[rank]!] ?? 1)
  })
  return { bins, binOf, edges }
}

/**
 * Mean squared distance between the given probabilities and the truth, summed over the labels of a row.
 *
 * @example
 * brierScore(['cat'], [{ cat: 0.8, dog: 0.2 }]) // 0.08
 */
export function brierScore(truth: readonly string[], scores: readonly Readonly<Record<string, number>>[]): number {
  const rows = brierRows(truth, scores)
  return rows.reduce((sum, row) => sum + row, 0) / rows.length
}

export function brierRows(truth: readonly string[], scores: readonly Readonly<Record<string, number>>[]): number[] {
  return truth.map((label, row) => {
    const given = scores[row] ?? {}
    let sum = Object.hasOwn(given, label) ? 0 : 1
    for (const [name, score] of Object.entries(given)) sum += (score - (name === label ? 1 : 0)) ** 2
    return sum
  })
}

/** The error rate for each share of rows answered, when the least confident answers are left out. */
export interface RiskCoverage {
  /** Each point is the share of rows answered (most confident first), and the share of wrong answers among them. */
  readonly points: readonly { readonly coverage: number; readonly risk: number; readonly threshold: number }[]
  /** Mean risk over all coverages; lower is better. */
  readonly area: number
}

/**
 * The benefit of abstaining: the error rate among the most confident rows, for every share of rows answered.
 *
 * @example
 * riskCoverage([true, true, false], [0.9, 0.8, 0.3]).area
 */
export function riskCoverage(correct: readonly boolean[], confidences: readonly number[]): RiskCoverage {
  const order = Array.from(confidences.keys()).sort((a, b) => confidences[b]! - confidences[a]!)
  const points: { coverage: number; risk: number; threshold: number }[] = []
  let wrong = 0
  let area = 0
  for (let start = 0; start < order.length; ) {
    // Rows with equal confidence are answered together or not at all.
    const threshold = confidences[order[start]!]!
    let end = start
    for (; end < order.length && confidences[order[end]!] === threshold; end += 1) if (!correct[order[end]!]) wrong += 1
    const risk = wrong / end
    points.push({ coverage: end / order.length, risk, threshold })
    area += (risk * (end - start)) / order.length
    start = end
  }
  return { points, area }
}
