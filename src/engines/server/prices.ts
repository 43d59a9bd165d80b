import type { ServerUsage } from './usage.js'

/** What the server charges; prices change, so the application brings them. */
export interface Prices {
  /** The price of a million tokens that are read. */
  readonly inputPerMillion: number
  /** The price of a million tokens that are written. */
  readonly outputPerMillion: number
  /** For input tokens that the server had cached. @default inputPerMillion */
  readonly cachedInputPerMillion?: number | undefined
  /** The currency, as it is shown in results: 'USD', say. */
  readonly currency: string
}

export function costOf(prices: Prices | undefined, { inputTokens, outputTokens, cachedTokens }: ServerUsage): number {
  if (prices === undefined) return 0
  const { inputPerMillion, outputPerMillion, cachedInputPerMillion = inputPerMillion } = prices
  const fresh = inputTokens - cachedTokens
  return (fresh * inputPerMillion + cachedTokens * cachedInputPerMillion + outputTokens * outputPerMillion) / 1_000_000
}
