import type { RunCounts } from './run-counts.js'

/** A rate by which a version can be worse. */
export type WorseRate = 'failures' | 'guard' | 'feedback'

/** The first look at the counts of a version. Each further look comes when the counts have doubled. */
const FIRST_LOOK = 16

/**
 * The rate that is worse than that of the reference, if one is. The test is Fisher's exact test, one-sided. It looks at
 * 16, 32, 64, … runs (or ratings), and look k of a rate spends `alpha / 3 / 2^k` of the error. So an equally good
 * version is called worse with a probability of at most `alpha`, over all looks and all three rates together, however
 * long it runs.
 */
export function worseThan(candidate: RunCounts, reference: RunCounts, alpha: number): WorseRate | undefined {
  const rates: readonly (readonly [WorseRate, number, number, number, number])[] = [
    ['failures', candidate.failed, candidate.runs, reference.failed, reference.runs],
    ['guard', candidate.guarded, candidate.runs, reference.guarded, reference.runs],
    ['feedback', candidate.down, candidate.up + candidate.down, reference.down, reference.up + reference.down],
  ]
  return rates.find(([, bad, of, badBefore, ofBefore]) => {
    const look = Math.log2(of / FIRST_LOOK) + 1
    if (!Number.isInteger(look) || look < 1) return false
    return fisherGreater(bad, of, badBefore, ofBefore) < alpha / 3 / 2 ** look
  })?.[0]
}

/**
 * The probability that chance alone puts at least `bad` of all bad cases into the first group, where both groups have the same rate.
 */
export function fisherGreater(bad: number, of: number, badBefore: number, ofBefore: number): number {
  const allBad = bad + badBefore
  const most = Math.min(allBad, of)
  const whole = logChoose(of + ofBefore, allBad)
  let sum = 0
  for (let count = bad; count <= most; count += 1) {
    if (allBad - count > ofBefore) continue
    sum += Math.exp(logChoose(of, count) + logChoose(ofBefore, allBad - count) - whole)
  }
  return Math.min(1, sum)
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

/** Stirling's series; below 20 the product itself is exact. */
function logFactorial(n: number): number {
  if (n >= 20) {
    return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
  }
  let sum = 0
  for (let k = 2; k <= n; k += 1) sum += Math.log(k)
  return sum
}
