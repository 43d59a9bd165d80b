import { type Distance, wordsOf } from './distance.js'
import type { FeedbackEntry } from './feedback-entry.js'

/** Errors on similar texts. */
export interface ErrorCluster {
  /** Words that the texts of the group have more often than the texts of the other groups. */
  readonly words: readonly string[]
  /** The errors; the one that is nearest to all others of the group comes first. */
  readonly entries: readonly FeedbackEntry[]
}

/** Each text is compared with each other text, so a page can compute only some hundreds in a moment. */
export const MOST_CLUSTERED = 300
const ROUNDS = 5
const WORDS = 4

/** Groups of entries that are near to each other. The largest group comes first. */
export function clustersOf(entries: readonly FeedbackEntry[], count: number, distance: Distance): ErrorCluster[] {
  const table = entries.map((one) => entries.map((other) => distance(one, other)))
  const all = entries.map((_, index) => index)
  /** The mean distance of an entry to a group, without itself. */
  const apart = (index: number, group: readonly number[]): number => {
    const others = group.filter((other) => other !== index)
    return others.reduce((sum, other) => sum + table[index]![other]!, 0) / Math.max(1, others.length)
  }
  // An entry alone in its group stays there: it is like no other.
  const nearestOf = (index: number, groups: readonly (readonly number[])[]): number =>
    best(groups.keys(), (at) => -apart(index, groups[at]!))

  let groups: number[][] = farApart(all, count, table).map((index) => [index])
  for (let round = 0; round < ROUNDS; round += 1) {
    const next: number[][] = groups.map(() => [])
    for (const index of all) next[nearestOf(index, groups)]!.push(index)
    groups = next.filter((group) => group.length > 0)
  }
  return groups
    .sort((a, b) => b.length - a.length)
    .map((group) => {
      const sorted = [...group].sort((a, b) => apart(a, group) - apart(b, group)).map((index) => entries[index]!)
      const others = entries.filter((entry) => !sorted.includes(entry))
      return { words: tellingWords(sorted, others), entries: sorted }
    })
}

/** The first entry is the one in the middle; each next entry is the one that is farthest from those before. */
function farApart(all: readonly number[], count: number, table: readonly (readonly number[])[]): number[] {
  if (all.length === 0) return []
  const chosen = [best(all, (index) => -table[index]!.reduce((sum, each) => sum + each, 0))]
  while (chosen.length < Math.min(count, all.length)) {
    const nearest = (index: number) => Math.min(...chosen.map((each) => table[index]![each]!))
    const next = best(all, nearest)
    // The remaining entries have the same texts as the chosen ones.
    if (nearest(next) <= 0) break
    chosen.push(next)
  }
  return chosen
}

function best(items: Iterable<number>, value: (item: number) => number): number {
  const list = [...items]
  const values = list.map(value)
  return list[values.indexOf(Math.max(...values))]!
}

function tellingWords(group: readonly FeedbackEntry[], others: readonly FeedbackEntry[]): string[] {
  const inside = shares(group)
  const outside = shares(others)
  const more = (word: string) => (inside.get(word) ?? 0) - (outside.get(word) ?? 0)
  return [...inside.keys()]
    .filter((word) => more(word) > 0)
    .sort((a, b) => more(b) - more(a))
    .slice(0, WORDS)
}

/** The share of texts that have each word. */
function shares(entries: readonly FeedbackEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const entry of entries) {
    for (const word of wordsOf(entry)) counts.set(word, (counts.get(word) ?? 0) + 1 / entries.length)
  }
  return counts
}
