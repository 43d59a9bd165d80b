/**
 * A figure as a function of how often each row counts. With every row once, the result is the figure itself. With the counts of a resample,
 * the result is one draw of the bootstrap distribution. So each metric is written only once, and two runs can use the same resamples. An
 * array of weights must not change after a statistic has seen it: figures that share a count recognize the array.
 */
export type Statistic = (weights: Uint32Array) => number

export const everyRowOnce = (rows: number): Uint32Array => new Uint32Array(rows).fill(1)

/**
 * The mean of one value per row. NaN where no row counts.
 *
 * @example
 * bootstrap({ accuracy: meanStatistic([1, 0, 1]) }, 3).accuracy.value // 0.666…
 */
export function meanStatistic(values: ArrayLike<number>): Statistic {
  const numbers = Float64Array.from(values)
  return (weights) => {
    let sum = 0
    let count = 0
    for (let row = 0; row < numbers.length; row += 1) {
      const weight = weights[row]!
      sum += weight * numbers[row]!
      count += weight
    }
    return sum / count
  }
}

/**
 * The sum of one column over the sum of another, as in micro averages and corpus scores.
 *
 * @example
 * bootstrap({ leak: ratioStatistic([1, 0], [10, 20]) }, 2).leak.value // 1 / 30
 */
export function ratioStatistic(numerators: ArrayLike<number>, denominators: ArrayLike<number>, empty = 0): Statistic {
  const above = Float64Array.from(numerators)
  const below = Float64Array.from(denominators)
  return (weights) => {
    let sum = 0
    let total = 0
    for (let row = 0; row < above.length; row += 1) {
      sum += weights[row]! * above[row]!
      total += weights[row]! * below[row]!
    }
    return total === 0 ? empty : sum / total
  }
}

/** A count that several figures share, computed once for each array of weights. */
export function countedOnce<Counts>(count: (weights: Uint32Array) => Counts): (weights: Uint32Array) => Counts {
  let last: { readonly weights: Uint32Array; readonly counts: Counts } | undefined
  return (weights) => {
    if (last?.weights !== weights) last = { weights, counts: count(weights) }
    return last.counts
  }
}
