/** The first of these values that is a number above zero. */
export function positive(...candidates: readonly unknown[]): number | undefined {
  return candidates.find((value): value is number => typeof value === 'number' && value > 0)
}

/** The smallest of these limits in tokens. A tokenizer may state 1e30 for "no limit". */
export function smallestLimit(...limits: readonly (number | undefined)[]): number {
  const known = limits.filter((limit): limit is number => limit !== undefined && limit < 1e6)
  return known.length === 0 ? 512 : Math.min(...known)
}
