import { byScore, type Scored } from './top.js'

/** How two rankings become one: `weighted` brings their scores to the same range, `rank` uses the ranks alone. */
export type Fusion = 'weighted' | 'rank'

// The published constant of reciprocal rank fusion. Larger values flatten the difference between ranks.
const RANK_OFFSET = 60

/**
 * Joins two rankings. `weight` is the share of the first. Scores keep how sure each ranking is. Ranks give the weaker list the same
 * influence, and that measurably costs quality, so `rank` is for scores that cannot be compared at all.
 */
export function fuse(
  first: readonly Scored[],
  second: readonly Scored[],
  { weight, fusion }: { readonly weight: number; readonly fusion: Fusion },
): Scored[] {
  const totals = new Map<number, number>()
  for (const [list, share] of [
    [first, weight],
    [second, 1 - weight],
  ] as const) {
    const votes = fusion === 'weighted' ? spread(list) : list.map((_, rank) => 1 / (RANK_OFFSET + rank + 1))
    for (const [index, { row }] of list.entries()) totals.set(row, (totals.get(row) ?? 0) + share * votes[index]!)
  }
  return [...totals].map(([row, score]) => ({ row, score })).sort(byScore)
}

/** Scales scores to the range from 0 (the worst of the list) to 1 (the best). */
function spread(list: readonly Scored[]): number[] {
  const scores = list.map(({ score }) => score)
  const low = Math.min(...scores)
  const range = Math.max(...scores) - low
  return scores.map((score) => (range === 0 ? 1 : (score - low) / range))
}
