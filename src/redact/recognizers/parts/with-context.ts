const RAISE = 0.35
const LOWER = 0.4

/** The score of a finding after the words around it: 1 raises it, -1 lowers it. The result is at most 1. */
export function withContext(score: number, words: -1 | 0 | 1): number {
  return Math.min(1, score + (words > 0 ? RAISE : words < 0 ? -LOWER : 0))
}
