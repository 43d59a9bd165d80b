import type { ServerUsage } from './usage.js'

/** The prices of a server. Prices change, so the app provides them. */
export interface Prices {
  /** The price of a million input tokens. */
  readonly inputPerMillion: number
  /** The price of a million output tokens. */
  readonly outputPerMillion: number
  /** The price of a million input tokens that the server had cached. @default inputPerMillion */
  readonly cachedInputPerMillion?: number | undefined
  /** The currency in results, for example 'USD'. */
  readonly currency: string
}

export function costOf(prices: Prices | undefined, { inputTokens, outputTokens, cachedTokens }: ServerUsage): number {
  if (prices === undefined) return 0
  const { inputPerMillion, outputPerMillion, cachedInputPerMillion = inputPerMillion } = prices
  const fresh = inputTokens - cachedTokens
  return (fresh * inputPerMillion + cachedTokens * cachedInputPerMillion + outputTokens * outputPerMillion) / 1_000_000
}
