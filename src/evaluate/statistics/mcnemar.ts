/** The result of a test whether two models differ in more rows than chance explains. */
export interface McNemar {
  /** The number of rows that only the first model got right. */
  readonly onlyFirst: number
  /** The number of rows that only the second model got right. */
  readonly onlySecond: number
  /** The probability that a fair coin splits the rows that only one model got right at least as unevenly. */
  readonly p: number
}

/**
 * Tests whether two models that answered the same rows differ in accuracy: the exact test on the rows where one model is right and the
 * other is not.
 *
 * @example
 * const { p } = mcnemar([true, true, false], [true, false, false])
 */
export function mcnemar(first: readonly boolean[], second: readonly boolean[]): McNemar {
  if (first.length !== second.length) {
    throw new RangeError(`both runs must have the same rows, got ${first.length} and ${second.length}`)
  }
  let onlyFirst = 0
  let onlySecond = 0
  for (const [row, right] of first.entries()) {
    if (right && !second[row]) onlyFirst += 1
    if (!right && second[row]) onlySecond += 1
  }
  return { onlyFirst, onlySecond, p: binomialTwoSided(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond) }
}

/** Computed in logarithms, because 2^-n is zero in floating point from n = 1075 on. */
function binomialTwoSided(smaller: number, trials: number): number {
  let logTerm = -trials * Math.LN2
  let sum = Math.exp(logTerm)
  for (let k = 1; k <= smaller; k += 1) {
    logTerm += Math.log((trials - k + 1) / k)
    sum += Math.exp(logTerm)
  }
  return Math.min(1, 2 * sum)
}
