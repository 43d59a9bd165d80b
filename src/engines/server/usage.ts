export interface ServerUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  /** The input tokens that the server had computed before. They are often cheaper. */
  readonly cachedTokens: number
}

/** The most tokens in one call. No model can read or write more. */
const MOST_TOKENS = 1_000_000_000

/**
 * The usage from the server; undefined if its numbers are impossible. A negative number would pay back into a budget,
 * and a text would damage the account.
 */
export function readUsage(usage: unknown): ServerUsage | undefined {
  if (typeof usage !== 'object' || usage === null) return undefined
  const { prompt_tokens, completion_tokens, prompt_tokens_details } = usage as Record<string, unknown>
  const details = prompt_tokens_details as { readonly cached_tokens?: unknown } | null | undefined
  const outputTokens = completion_tokens ?? 0
  if (!isCount(prompt_tokens) || !isCount(outputTokens)) return undefined
  const cached = details?.cached_tokens
  // More cached tokens than input tokens are impossible: the rest would have a negative cost.
  const cachedTokens = isCount(cached) && cached <= prompt_tokens ? cached : 0
  return { inputTokens: prompt_tokens, outputTokens, cachedTokens }
}

const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_TOKENS
