import type { Entity } from '../findings/recognizer.js'

/** Where one name ends and another begins: after a sentence, a line, or a dash with its spaces. */
const BETWEEN_PERSONS =
  /(?<=(?<![\p{L}\p{N}])(?<word>[\p{L}\p{M}'’-]{2,40}))[.!?]\s+(?=\p{Lu})|\s+[-–—/|]\s+(?=\p{Lu})|\s*\n\s*/gu
/** Only a number and a street begin another address, because a town may follow any shortened word. */
const BETWEEN_ADDRESSES = /(?<=(?<![\p{L}\p{N}])(?<word>[\p{L}\p{M}'’-]{4,40}))[.!?]\s+(?=\d{1,5}[A-Za-z]? \p{L}{3})/gu

/** Words whose period belongs to them. "Jr." is missing, because a name is over after it. */
const TITLE =
  /^(?:Mrs?|Ms|Mx|Drs?|Prof|St|Ste|Rev|Fr|Capt|Lt|Sgt|Col|Gen|Hon|Sra?|Srta|Dra|Sig|Dott|Ing|Dhr|Mevr|Mme|Mlle)$/iu
const SHORT_STREET = /^\p{L}{1,40}str$/iu

/**
 * Parts a span that a model has drawn over several names. "Anna Weber. Tom" is two people, and each needs a number.
 */
export function splitNames(text: string, entity: Entity): Entity[] {
  const between = entity.type === 'PERSON' ? BETWEEN_PERSONS : entity.type === 'ADDRESS' ? BETWEEN_ADDRESSES : undefined
  if (!between) return [entity]
  const abbreviation = entity.type === 'PERSON' ? TITLE : SHORT_STREET
  const value = text.slice(entity.start, entity.end)
  const parts: Entity[] = []
  let from = 0
  for (const { 0: gap, index, groups } of value.matchAll(between)) {
    if (groups?.['word'] !== undefined && abbreviation.test(groups['word'])) continue
    const keepsPeriod = gap.startsWith('.') && /(?:^|[\s,])[JS]r$/.test(value.slice(from, index))
    if (index > from)
      parts.push({ ...entity, start: entity.start + from, end: entity.start + index + (keepsPeriod ? 1 : 0) })
    from = index + gap.length
  }
  if (from < value.length) parts.push({ ...entity, start: entity.start + from })
  return parts
}

/** Whether a name continues after a period: only an initial or a title has a period. */
export function endsInAbbreviation(text: string, end: number): boolean {
  const word = /(?<![\p{L}\p{N}])[\p{L}\p{M}]{1,8}$/u.exec(text.slice(Math.max(0, end - 10), end))?.[0]
  return word !== undefined && (word.length === 1 || TITLE.test(word))
}
