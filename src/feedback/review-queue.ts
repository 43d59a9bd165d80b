import { randomNumbers } from '../evaluate/statistics/random.js'
import type { LabelScore } from '../shared/tasks.js'
import type { Distance } from './distance.js'
import type { FeedbackEntry } from './feedback-entry.js'

/** How unsure a model was: 1 minus its best score, how near the second score is, or how evenly all scores are spread. */
export type ReviewStrategy = 'least-confidence' | 'margin' | 'entropy'

/** An entry that should be reviewed. */
export interface ReviewItem {
  /** The entry. */
  readonly entry: FeedbackEntry
  /** Why it is in the queue. Pass it to `review`. */
  readonly picked: 'uncertain' | 'random'
  /** How unsure the model was, from 0 to 1; 0.5 where its scores are not known. */
  readonly uncertainty: number
}

export interface QueueRules {
  readonly strategy: ReviewStrategy
  readonly limit: number
  readonly randomShare: number
  readonly seed: number
}

/** So many times the limit of uncertain entries are compared with each other. */
const POOL = 5

/**
 * First come random entries, because figures of uncertain entries alone are biased. Then come uncertain entries that
 * differ: each next entry is the uncertain one that is farthest from all entries before.
 */
export async function reviewQueue(
  entries: readonly FeedbackEntry[],
  { strategy, limit, randomShare, seed }: QueueRules,
  distanceIn: (pool: readonly FeedbackEntry[]) => Promise<Distance>,
): Promise<readonly ReviewItem[]> {
  const random = randomNumbers(seed)
  const items = entries.map((entry) => ({ entry, uncertainty: uncertaintyOf(entry.scores, strategy) }))
  const drawn = shuffled(items, random).slice(0, Math.round(Math.min(limit, items.length) * randomShare))
  const rest = items
    .filter((item) => !drawn.includes(item))
    .sort((a, b) => b.uncertainty - a.uncertainty)
    .slice(0, POOL * limit)
  const distance = await distanceIn([...drawn, ...rest].map(({ entry }) => entry))
  const far = farthestFirst(rest, drawn, limit - drawn.length, distance)
  return [
    ...drawn.map((item) => ({ ...item, picked: 'random' as const })),
    ...far.map((item) => ({ ...item, picked: 'uncertain' as const })),
  ]
}

type Item = Omit<ReviewItem, 'picked'>

function farthestFirst(pool: readonly Item[], taken: readonly Item[], count: number, distance: Distance): Item[] {
  const nearest = new Map(pool.map((item) => [item, Number.POSITIVE_INFINITY]))
  const measure = (from: Item) => {
    for (const [item, known] of nearest) nearest.set(item, Math.min(known, distance(item.entry, from.entry)))
  }
  for (const item of taken) measure(item)
  const chosen: Item[] = []
  while (chosen.length < count && nearest.size > 0) {
    // The pool is sorted, so the most uncertain of equally far entries comes first.
    const next = [...nearest].reduce((best, each) => (each[1] > best[1] ? each : best))[0]
    chosen.push(next)
    nearest.delete(next)
    measure(next)
  }
  return chosen
}

export function uncertaintyOf(scores: readonly LabelScore[] | undefined, strategy: ReviewStrategy): number {
  const sorted = (scores ?? []).map(({ score }) => score).sort((a, b) => b - a)
  const [first = 0, second = 0] = sorted
  if (sorted.length === 0) return 0.5
  switch (strategy) {
    case 'least-confidence':
      return 1 - first
    case 'margin':
      return 1 - (first - second)
    case 'entropy': {
      const total = sorted.reduce((sum, score) => sum + score, 0)
      const shares = sorted.map((score) => score / total).filter((share) => share > 0)
      return sorted.length < 2
        ? 0
        : -shares.reduce((sum, share) => sum + share * Math.log(share), 0) / Math.log(sorted.length)
    }
  }
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const copy = [...items]
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    ;[copy[at], copy[other]] = [copy[other]!, copy[at]!]
  }
  return copy
}
