import type { Entity } from '../../findings/recognizer.js'

/**
 * Returns a function that tells whether one of the entities overlaps a piece of text. The entities must not overlap
 * each other, and the calls must go from left to right. Searching all entities at each call would be quadratic in a
 * list of telephone numbers.
 */
export function overlapping(entities: readonly Entity[]): (start: number, end: number) => boolean {
  const sorted = [...entities].sort((a, b) => a.start - b.start)
  let cursor = 0
  return (start, end) => {
    while (cursor < sorted.length && sorted[cursor]!.end <= start) cursor++
    return cursor < sorted.length && sorted[cursor]!.start < end
  }
}
