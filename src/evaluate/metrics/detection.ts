import { countedOnce, everyRowOnce, type Statistic } from '../statistics/statistic.js'

/**
 * The probability that a positive row scores above a negative row. Ties count half.
 *
 * @example
 * rocAuc([true, false, true], [0.9, 0.3, 0.2]) // 0.5
 */
export const rocAuc = (positive: readonly boolean[], scores: readonly number[]): number =>
  rocAucStatistic(positive, scores)(everyRowOnce(scores.length))

/** The mean precision at the rank of each positive row, without interpolation. */
export const averagePrecision = (positive: readonly boolean[], scores: readonly number[]): number =>
  averagePrecisionStatistic(positive, scores)(everyRowOnce(scores.length))

/** The largest share of positives found while at most `falsePositiveRate` of the negatives are flagged. */
export const truePositiveRateAt = (
  positive: readonly boolean[],
  scores: readonly number[],
  falsePositiveRate: number,
): number => truePositiveRateStatistic(positive, scores, falsePositiveRate)(everyRowOnce(scores.length))

export const rocAucStatistic = (positive: readonly boolean[], scores: readonly number[]): Statistic =>
  curveStatistics(positive, scores).rocAuc

const averagePrecisionStatistic = (positive: readonly boolean[], scores: readonly number[]): Statistic =>
  curveStatistics(positive, scores).averagePrecision

/** Both areas, computed in one pass over the thresholds. */
export function curveStatistics(
  positive: readonly boolean[],
  scores: readonly number[],
): { readonly rocAuc: Statistic; readonly averagePrecision: Statistic } {
  const ranked = rank(positive, scores)
  const areas = countedOnce((weights) => areasOf(ranked, weights))
  return { rocAuc: (weights) => areas(weights).rocAuc, averagePrecision: (weights) => areas(weights).averagePrecision }
}

export function truePositiveRateStatistic(
  positive: readonly boolean[],
  scores: readonly number[],
  falsePositiveRate: number,
): Statistic {
  const { order, truth, last } = rank(positive, scores)
  return (weights) => {
    let allNegatives = 0
    for (let at = 0; at < order.length; at += 1) if (truth[at] === 0) allNegatives += weights[order[at]!]!
    let found = 0
    let flagged = 0
    let best = 0
    for (let at = 0; at < order.length; at += 1) {
      if (truth[at] === 1) found += weights[order[at]!]!
      else flagged += weights[order[at]!]!
      if (last[at] === 1 && flagged <= falsePositiveRate * allNegatives) best = found
    }
    return best / found
  }
}

/** Goes through the thresholds from the highest score down. Rows of equal score pass a threshold together. */
function areasOf({ order, truth, last }: Ranked, weights: Uint32Array) {
  let found = 0
  let flagged = 0
  let area = 0
  let precisions = 0
  let positives = 0
  let negatives = 0
  for (let at = 0; at < order.length; at += 1) {
    const weight = weights[order[at]!]!
    if (truth[at] === 1) positives += weight
    else negatives += weight
    if (last[at] === 0) continue
    area += negatives * (found + positives / 2)
    found += positives
    flagged += negatives
    if (positives > 0) precisions += positives * (found / (found + flagged))
    positives = 0
    negatives = 0
  }
  return { rocAuc: area / (found * flagged), averagePrecision: precisions / found }
}

interface Ranked {
  /** Rows from the highest score to the lowest. */
  readonly order: Uint32Array
  readonly truth: Uint8Array
  /** 1 where the next row has a lower score. */
  readonly last: Uint8Array
}

function rank(positive: readonly boolean[], scores: readonly number[]): Ranked {
  if (positive.length !== scores.length) {
    throw new RangeError(`every row needs a score, got ${positive.length} rows and ${scores.length} scores`)
  }
  const bad = scores.findIndex(Number.isNaN)
  if (bad !== -1) throw new RangeError(`scores must be numbers, got NaN in row ${bad}`)
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  const truth = Uint8Array.from(order, (row) => (positive[row] ? 1 : 0))
  const last = Uint8Array.from(order, (row, at) =>
    at + 1 === order.length || scores[row] !== scores[order[at + 1]!] ? 1 : 0,
  )
  return { order, truth, last }
}
