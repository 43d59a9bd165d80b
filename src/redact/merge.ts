import type { Entity, Tier } from './recognizer.js'

// A word of context and a model both judge by the sentence, so between them the longer finding decides.
const RANK: Readonly<Record<Tier, number>> = { listed: 0, checksum: 1, pattern: 2, context: 3, model: 3 }

/**
 * Makes overlapping findings disjoint and orders them by position. The stronger tier wins; within a tier the longer
 * finding, then the higher score, then the earlier one, then the order given. What a shape or a model found beyond the
 * winner stays a finding of its own, so that winning never uncovers text.
 */
export function mergeEntities(text: string, findings: readonly Entity[]): Entity[] {
  // Array.prototype.sort is stable, which makes the order given the last criterion.
  const byStrength = [...findings].sort(
    (a, b) =>
      RANK[a.tier] - RANK[b.tier] || b.end - b.start - (a.end - a.start) || b.score - a.score || a.start - b.start,
  )
  const merged: Entity[] = []
  for (const finding of byStrength) {
    for (const piece of subtract(finding, merged)) {
      const whole = piece.start === finding.start && piece.end === finding.end
      const entity = whole ? piece : remainder(text, piece)
      if (entity) insert(merged, entity)
    }
  }
  return merged
}

/** The parts of `entity` that none of the sorted, disjoint `taken` covers. */
function subtract(entity: Entity, taken: readonly Entity[]): Entity[] {
  const pieces: Entity[] = []
  let start = entity.start
  for (let index = firstEndingAfter(taken, start); index < taken.length; index++) {
    const other = taken[index]!
    if (other.start >= entity.end) break
    if (other.start > start) pieces.push({ ...entity, start, end: other.start })
    start = Math.max(start, other.end)
  }
  if (start === entity.start) return [entity]
  if (start < entity.end) pieces.push({ ...entity, start })
  return pieces
}

/** What is left of a loser, without the spaces and punctuation at its edges; a misread number leaves nothing. */
function remainder(text: string, piece: Entity): Entity | undefined {
  if (piece.tier === 'checksum' || piece.tier === 'context') return undefined
  const rest = text.slice(piece.start, piece.end)
  const start = rest.search(/[\p{L}\p{N}]/u)
  if (start === -1) return undefined
  const trailing = /[^\p{L}\p{N}]*$/u.exec(rest.slice(-64))![0].length
  const entity = { ...piece, start: piece.start + start, end: piece.end - trailing }
  return entity.end - entity.start > 1 ? entity : undefined
}

function insert(sorted: Entity[], entity: Entity): void {
  sorted.splice(firstEndingAfter(sorted, entity.start), 0, entity)
}

function firstEndingAfter(sorted: readonly Entity[], position: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]!.end <= position) low = middle + 1
    else high = middle
  }
  return low
}
