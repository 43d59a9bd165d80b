import type { Entity } from './recognizer.js'

const TITLE =
  '(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Madam|Lord|Lady|Rev|Fr|Capt|Herrn?|Frau|Dipl|Mme|Mlle|Mgr|Sr|Sra|Srta|Don|Doña|Sig|Sig\\.ra|Dott|Ing|Pan|Pani|Hr|Dhr|Mevr)\\.?'
const AT_START = new RegExp(`^${TITLE}(?:\\s|$)`, 'u')
const IN_FRONT = new RegExp(`(?<![\\p{L}\\p{N}])${TITLE} {1,2}$`, 'u')

/**
 * Gives the titles of persons spans of their own: they tell a gender or a profession, and a name must have the same
 * placeholder with and without them.
 */
export function separateTitles(text: string, entities: readonly Entity[]): Entity[] {
  return entities.flatMap((entity) => {
    if (entity.type !== 'PERSON') return [entity]
    const name = text.slice(entity.start, entity.end)
    const inside = AT_START.exec(name)?.[0] ?? ''
    const before = text.slice(Math.max(0, entity.start - 12), entity.start)
    const titleStart = inside ? entity.start : entity.start - (IN_FRONT.exec(before)?.[0].length ?? 0)
    const titleEnd = titleStart + (inside || text.slice(titleStart, entity.start)).trimEnd().length
    if (titleEnd === titleStart) return [entity]
    const title = { ...entity, type: 'TITLE', start: titleStart, end: text[titleEnd] === '.' ? titleEnd + 1 : titleEnd }
    const start =
      Math.max(title.end, entity.start) +
      (/^[\s.]*/.exec(text.slice(Math.max(title.end, entity.start), entity.end))?.[0].length ?? 0)
    return start < entity.end ? [title, { ...entity, start }] : [title]
  })
}
