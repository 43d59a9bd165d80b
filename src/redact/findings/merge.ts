import { firstEndingAfter } from './first-ending-after.js'
import type { Entity, Tier } from './recognizer.js'

// A context word and a model both judge by the sentence, so the longer of two such findings wins. In the same place the
// context word wins, because it separates a date of birth from a date.
const RANK: Readonly<Record<Tier, number>> = { listed: 0, checksum: 1, pattern: 2, context: 3, known: 3, model: 3 }

/**
 * Makes overlapping findings disjoint and orders them by position. The stronger tier wins; within a tier the longer finding, then
 * the higher score, then the earlier finding, then the given order. The rest of a weaker finding beyond the winner stays a finding
 * of its own, so that no word is uncovered, unless check digits or context found a number.
 */
export function mergeEntities(text: string, findings: readonly Entity[]): Entity[] {
  const merged: Entity[] = []
  for (const group of overlappingGroups(findings)) {
    if (group.length === 1) merged.push(group[0]!)
    else for (const entity of resolve(text, group)) merged.push(entity)
  }
  return merged
}

/** Findings that overlap, directly or through others; each group can be resolved by itself. */
function* overlappingGroups(findings: readonly Entity[]): Generator<readonly Entity[]> {
  let group: Entity[] = []
  let end = 0
  // Array.prototype.sort is stable, so within a group the order given is kept.
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    if (finding.start >= end && group.length > 0) {
      yield group
      group = []
    }
    group.push(finding)
    end = Math.max(end, finding.end)
  }
  if (group.length > 0) yield group
}

function resolve(text: string, group: readonly Entity[]): readonly Entity[] {
  const byStrength = [...group].sort(
    (a, b) =>
      RANK[a.tier] - RANK[b.tier] ||
      b.end - b.start - (a.end - a.start) ||
      Number(a.tier === 'model') - Number(b.tier === 'model') ||
      b.score - a.score ||
      a.start - b.start,
  )
  const taken: Entity[] = []
  for (const finding of byStrength) {
    for (const piece of subtract(finding, taken)) {
      const whole = piece.start === finding.start && piece.end === finding.end
      const entity = whole ? piece : remainder(text, piece)
      if (entity) taken.splice(firstEndingAfter(taken, entity.start), 0, entity)
    }
  }
  return taken
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

/** The rest of a weaker finding, without spaces and punctuation at its edges. A misread number leaves no rest. */
function remainder(text: string, piece: Entity): Entity | undefined {
  // A name is no misread number: the rest of the name still names somebody.
  if (piece.tier === 'checksum' || (piece.tier === 'context' && piece.type !== 'PERSON')) return undefined
  const rest = text.slice(piece.start, piece.end)
  const start = rest.search(/[\p{L}\p{N}]/u)
  if (start === -1) return undefined
  const trailing = /[^\p{L}\p{N}]*$/u.exec(rest.slice(-64))![0].length
  const entity = { ...piece, start: piece.start + start, end: piece.end - trailing }
  return entity.end - entity.start > 1 ? entity : undefined
}
