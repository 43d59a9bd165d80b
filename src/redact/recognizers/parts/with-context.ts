const RAISE = 0.35
const LOWER = 0.4

/** A score after what the words around a finding say of it: 1 for it, -1 against it. Never above 1. */
export function withContext(score: number, words: -1 | 0 | 1): number {
  return Math.min(1, score + (words > 0 ? RAISE : words < 0 ? -LOWER : 0))
}
