import type { Entity } from './recognizer.js'

const TITLES =
  'Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Madam|Lord|Lady|Rev|Fr|Capt|Herrn?|Frau|Dipl|Mme|Mlle|Mgr|Sra?|Srta|Don|Doña|Sig|Dott|Ing|Pani?|Hr|Dhr|Mevr'
const AT_START = new RegExp(`^(?:${TITLES})(?![\\p{L}\\p{N}])\\.?`, 'u')
const IN_FRONT = new RegExp(`(?<![\\p{L}\\p{N}])(?:${TITLES})\\.?(?= {1,2}$)`, 'u')

/**
 * Gives the titles of persons spans of their own: they tell a gender or a profession, and a name must have the same
 * placeholder with and without them.
 */
export function separateTitles(text: string, entities: readonly Entity[]): Entity[] {
  return entities.flatMap((entity) => {
    if (entity.type !== 'PERSON') return [entity]
    const from = Math.max(0, entity.start - 12)
    const inFront = IN_FRONT.exec(text.slice(from, entity.start))
    if (inFront) return [titleOf(entity, from + inFront.index, inFront[0]), entity]
    // One unit more than the name: the period of a title that stands alone lies behind it.
    const own = AT_START.exec(text.slice(entity.start, entity.end + 1))?.[0]
    if (own === undefined) return [entity]
    const title = titleOf(entity, entity.start, own)
    const rest = text.slice(title.end, entity.end).search(/[\p{L}\p{N}]/u)
    return rest === -1 ? [title] : [title, { ...entity, start: title.end + rest }]
  })
}

function titleOf(person: Entity, start: number, title: string): Entity {
  return { ...person, type: 'TITLE', start, end: start + title.length }
}
