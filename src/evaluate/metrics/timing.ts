import { quantile } from '../statistics/quantile.js'

/** A list of times in a few figures. */
export interface TimingSummary {
  /** The number of times. */
  readonly count: number
  /** The mean. */
  readonly mean: number
  /** The median. */
  readonly p50: number
  /** 95 % of the times are at most this long. */
  readonly p95: number
  /** 99 % of the times are at most this long. */
  readonly p99: number
  /** The longest time. */
  readonly max: number
}

/**
 * Summarizes durations; undefined for an empty list.
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
