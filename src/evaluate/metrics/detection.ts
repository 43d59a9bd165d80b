import { everyRowOnce, type Statistic } from '../statistics/statistic.js'

/**
 * The probability that a positive row scores above a negative one, ties counted half.
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

export function rocAucStatistic(positive: readonly boolean[], scores: readonly number[]): Statistic {
  const sweep = thresholds(positive, scores)
  return (weights) => {
    let found = 0
    let flagged = 0
    let area = 0
    sweep(weights, (positives, negatives) => {
      area += negatives * (found + positives / 2)
      found += positives
      flagged += negatives
    })
    return area / (found * flagged)
  }
}

export function averagePrecisionStatistic(positive: readonly boolean[], scores: readonly number[]): Statistic {
  const sweep = thresholds(positive, scores)
  return (weights) => {
    let found = 0
    let flagged = 0
    let sum = 0
    sweep(weights, (positives, negatives) => {
      found += positives
      flagged += negatives
      if (positives > 0) sum += positives * (found / (found + flagged))
    })
    return sum / found
  }
}

export function truePositiveRateStatistic(
  positive: readonly boolean[],
  scores: readonly number[],
  falsePositiveRate: number,
): Statistic {
  const sweep = thresholds(positive, scores)
  return (weights) => {
    const steps: [number, number][] = []
    let found = 0
    let flagged = 0
    sweep(weights, (positives, negatives) => {
      found += positives
      flagged += negatives
      steps.push([found, flagged])
    })
    let best = 0
    for (const [positives, negatives] of steps) if (negatives <= falsePositiveRate * flagged) best = positives
    return best / found
  }
}

type Sweep = (weights: Uint32Array, step: (positives: number, negatives: number) => void) => void

/** Walks the thresholds from the highest score down; rows of equal score pass a threshold together. */
function thresholds(positive: readonly boolean[], scores: readonly number[]): Sweep {
  if (positive.length !== scores.length) {
    throw new RangeError(`every row needs a score, got ${positive.length} rows and ${scores.length} scores`)
  }
  const bad = scores.findIndex(Number.isNaN)
  if (bad !== -1) throw new RangeError(`scores must be numbers, got NaN in row ${bad}`)
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  const truth = Uint8Array.from(order, (row) => (positive[row] ? 1 : 0))
  const last = Uint8Array.from(order, (row, rank) =>
    rank + 1 === order.length || scores[row] !== scores[order[rank + 1]!] ? 1 : 0,
  )
  return (weights, step) => {
    let positives = 0
    let negatives = 0
    for (let rank = 0; rank < order.length; rank += 1) {
      const weight = weights[order[rank]!]!
      if (truth[rank] === 1) positives += weight
      else negatives += weight
      if (last[rank] === 0) continue
      if (positives + negatives > 0) step(positives, negatives)
      positives = 0
      negatives = 0
    }
  }
}
