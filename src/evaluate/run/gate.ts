import type { RunComparison } from './compare.js'
import type { RunScore } from './score.js'

/** Limits for figures, and for losses relative to a baseline. */
export interface Gates {
  /** Lower limits of figures. @default none */
  readonly failBelow?: Readonly<Record<string, number>> | undefined
  /** Upper limits of figures, for leaks and errors. @default none */
  readonly failAbove?: Readonly<Record<string, number>> | undefined
  /** Whether a figure that got worse beyond doubt makes the run fail. @default false */
  readonly failOnRegression?: boolean | undefined
  /** A smaller loss is never a regression, because the last digits of scores differ between machines. @default 0.001 */
  readonly tolerance?: number | undefined
  /** The comparison with a baseline, which `failOnRegression` needs. */
  readonly comparison?: RunComparison | undefined
}

/**
 * Returns the reasons why a run fails, one line each; empty if the run passes. A run without an answered row always fails.
 *
 * @example
 * const failures = checkGates(scoreRun(dataset, run), { failBelow: { accuracy: 0.8 } })
 * if (failures.length > 0) throw new Error(failures.join('\n'))
 */
export function checkGates(
  score: RunScore,
  { failBelow = {}, failAbove = {}, failOnRegression = false, tolerance = 0.001, comparison }: Gates,
): string[] {
  if (failOnRegression && comparison === undefined) {
    throw new TypeError('`failOnRegression` needs `comparison`, the result of `compareRuns` with an earlier run')
  }
  const failures: string[] = []
  if (score.rows > 0 && score.answered === 0) failures.push('the model answered no row, so no figure means anything')
  const limits = [
    ...Object.entries(failBelow).map(([name, limit]) => ({ name, limit, side: 'below' as const })),
    ...Object.entries(failAbove).map(([name, limit]) => ({ name, limit, side: 'above' as const })),
  ]
  for (const { name, limit, side } of limits) {
    const metric = score.metrics.find((candidate) => candidate.name === name)
    if (metric === undefined) {
      const known = score.metrics.map((candidate) => candidate.name).join(', ')
      failures.push(`${name} is not a figure of this task; it has ${known}`)
      continue
    }
    // The comparison is written so that NaN fails: a figure that could not be computed proves nothing.
    const passes = side === 'below' ? metric.value >= limit : metric.value <= limit
    if (!passes) failures.push(`${name} is ${format(metric.value)}, ${side} ${limit}`)
  }
  if (!failOnRegression || comparison === undefined) return failures
  for (const { name, value, low, high, verdict, adjustedP } of comparison.metrics) {
    // With eight figures at 95 %, chance alone makes one look changed in every third run, so the p value is adjusted for all of them.
    if (verdict !== 'worse' || adjustedP >= 0.05 || Math.abs(value) < tolerance) continue
    failures.push(`${name} got worse by ${format(Math.abs(value))} (95 % interval ${format(low)} to ${format(high)})`)
  }
  return failures
}

const format = (value: number): string => value.toFixed(4)
