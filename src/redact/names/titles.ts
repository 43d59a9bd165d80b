import type { Entity } from '../findings/recognizer.js'
import { otherHalfBefore } from '../subjects/gender-of-title.js'

const TITLES =
  'Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Madam|Lord|Lady|Rev|Fr|Capt|Herrn?|Frau|Dipl|Mme|Mlle|Mgr|Sra?|Srta|Don|Doña|Sig|Dott|Ing|Pani?|Hr|Dhr|Mevr'
const AT_START = new RegExp(`^(?:${TITLES})(?![\\p{L}\\p{N}])\\.?`, 'u')
const IN_FRONT = new RegExp(`(?<![\\p{L}\\p{N}])(?:${TITLES})\\.?(?= {1,2}$)`, 'u')

/**
 * Gives the titles of persons spans of their own. A title tells a gender or a profession, and a name must have the same placeholder
 * with and without its title.
 */
export function separateTitles(text: string, entities: readonly Entity[]): Entity[] {
  return entities.flatMap((entity) => {
    if (entity.type !== 'PERSON') return [entity]
    const from = Math.max(0, entity.start - 12)
    const inFront = IN_FRONT.exec(text.slice(from, entity.start))
    if (inFront) return [...titleOf(text, entity, from + inFront.index, inFront[0], entity.start), entity]
    // The slice is one unit longer than the name, because the period of a title that is alone comes after the name.
    const own = AT_START.exec(text.slice(entity.start, entity.end + 1))?.[0]
    if (own === undefined) return [entity]
    const end = entity.start + own.length
    const rest = text.slice(end, entity.end).search(/[\p{L}\p{N}]/u)
    const titles = titleOf(text, entity, entity.start, own, rest === -1 ? undefined : end + rest)
    return rest === -1 ? titles : [...titles, { ...entity, start: end + rest }]
  })
}

/** The title, and before it the other half of a couple: "Mr. and Mrs. Lee" are two people, and the first has only a title. */
function titleOf(text: string, person: Entity, start: number, title: string, name: number | undefined): Entity[] {
  const found: Entity = { ...person, type: 'TITLE', start, end: start + title.length }
  const other = name === undefined ? undefined : otherHalfBefore(text, start)
  return other ? [{ ...person, ...other, partOf: text.slice(name, person.end) }, found] : [found]
}
