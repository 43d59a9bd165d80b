/** A share with its 95 % interval. */
export interface ShareInterval {
  /** The share; 0 of nothing. */
  readonly share: number
  /** The lower end of the interval. */
  readonly low: number
  /** The upper end of the interval. */
  readonly high: number
}

const Z = 1.96

/** The interval of Wilson, which stays within 0 and 1 and fits few rows, too. */
export function wilson(hits: number, of: number): ShareInterval {
  if (of === 0) return { share: 0, low: 0, high: 1 }
  const share = hits / of
  const spread = Z ** 2 / of
  const middle = (share + spread / 2) / (1 + spread)
  const half = (Z * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))) / (1 + spread)
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** How many times as often the first of two groups is hit as the second, with its 95 % interval. */
export function relativeRate(
  [hits, of]: readonly [number, number],
  [otherHits, otherOf]: readonly [number, number],
): { readonly times: number; readonly low: number; readonly high: number } {
  // Half a hit more, because without a hit in one of the groups the ratio would be zero or infinite.
  const [a, n, b, m] = [hits + 0.5, of + 1, otherHits + 0.5, otherOf + 1]
  const times = a / n / (b / m)
  const error = Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
  return { times, low: times * Math.exp(-Z * error), high: times * Math.exp(Z * error) }
}
