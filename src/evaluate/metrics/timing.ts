import { quantile } from '../statistics/quantile.js'

export interface TimingSummary {
  readonly count: number
  readonly mean: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/**
 * Durations in one line; undefined where there are none.
 *
 * @example
 * summarizeTimings([12, 15, 11])?.p50 // 12
 */
export function summarizeTimings(milliseconds: readonly number[]): TimingSummary | undefined {
  if (milliseconds.length === 0) return undefined
  const sorted = Float64Array.from(milliseconds).sort()
  return {
    count: sorted.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted[sorted.length - 1]!,
  }
}
