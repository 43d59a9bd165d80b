import type { Scored } from './top.js'

/**
 * Picks results that fit the query and differ from each other (maximal marginal relevance). `diversity` 0 keeps the ranking; 1 looks at the
 * difference alone. `similarity` compares two candidates by their indexes.
 */
export function diversify<Candidate extends Scored>(
  candidates: readonly Candidate[],
  similarity: (one: number, other: number) => number,
  { diversity, limit }: { readonly diversity: number; readonly limit: number },
): Candidate[] {
  const picked: number[] = []
  // For each candidate, its similarity to the closest result picked so far.
  const closeness = new Float64Array(candidates.length)
  while (picked.length < Math.min(limit, candidates.length)) {
    let best = -1
    let bestValue = Number.NEGATIVE_INFINITY
    for (const [index, { score }] of candidates.entries()) {
      const value = (1 - diversity) * score - diversity * closeness[index]!
      if (value > bestValue && !picked.includes(index)) {
        best = index
        bestValue = value
      }
    }
    picked.push(best)
    for (const index of candidates.keys()) {
      closeness[index] = Math.max(closeness[index]!, similarity(best, index))
    }
  }
  return picked.map((index) => candidates[index]!)
}
