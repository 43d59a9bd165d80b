import type { Entity } from '../../findings/recognizer.js'

/**
 * Tells of stretches, asked about from left to right, whether one of some disjoint entities overlaps them. A search
 * through all of them for each would be quadratic in a list of telephone numbers.
 */
export function overlapping(entities: readonly Entity[]): (start: number, end: number) => boolean {
  const sorted = [...entities].sort((a, b) => a.start - b.start)
  let cursor = 0
  return (start, end) => {
    while (cursor < sorted.length && sorted[cursor]!.end <= start) cursor++
    return cursor < sorted.length && sorted[cursor]!.start < end
  }
}
