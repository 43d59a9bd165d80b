export type TokenCounts = ReadonlyMap<string, number>

export function countTokens(tokens: Iterable<string>): TokenCounts {
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

/** All runs of `order` consecutive tokens, joined by `separator`. */
export function grams(tokens: readonly string[], order: number, separator: string): string[] {
  const found: string[] = []
  for (let start = 0; start + order <= tokens.length; start += 1) {
    found.push(tokens.slice(start, start + order).join(separator))
  }
  return found
}

/** The number of tokens that two bags have in common. A token counts as often as both bags have it. */
export function overlapOf(a: TokenCounts, b: TokenCounts): number {
  let shared = 0
  for (const [token, count] of a) shared += Math.min(count, b.get(token) ?? 0)
  return shared
}

export const sizeOf = (counts: TokenCounts): number => {
  let size = 0
  for (const count of counts.values()) size += count
  return size
}

/** Splits at the whitespace of Python's `str.split`, which the reference implementations use. */
export const splitWords = (text: string): string[] =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these separators are whitespace there
  text.split(/[\s\x1c-\x1f\x85]+/).filter((word) => word !== '')
