/** Whether two models differ in more rows than chance explains. */
export interface McNemar {
  /** Rows that only the first got right. */
  readonly onlyFirst: number
  /** Rows that only the second got right. */
  readonly onlySecond: number
  /** How often a fair coin would split the discordant rows at least as unevenly. */
  readonly p: number
}

/**
 * Whether two models that answered the same rows differ in accuracy: the exact test on the rows where one is right
 * and the other is not.
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

/** In logarithms: 2^-n is zero in floating point from n = 1075 on. */
function binomialTwoSided(smaller: number, trials: number): number {
  let logTerm = -trials * Math.LN2
  let sum = Math.exp(logTerm)
  for (let k = 1; k <= smaller; k += 1) {
    logTerm += Math.log((trials - k + 1) / k)
    sum += Math.exp(logTerm)
  }
  return Math.min(1, 2 * sum)
}
