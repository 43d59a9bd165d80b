import { escapePattern } from './escape-pattern.js'
import type { Entity } from './recognizer.js'

/** Names that are also words: alone, even in capitals, they are no evidence of a person. */
const AMBIGUOUS = new Set(
  'Will May Mark Bill Grace Rose Hope Faith Joy June April August Art Frank Grant Chase Drew Jack Rich Sue Pat Van Von Dawn Summer Sky Iris Ivy Lily Ruby Pearl Amber Dean Baker Cook King Young Long Brown White Black Green Gray Grey Wood Woods Stone Rivers Banks Bush Field Fields Hill Hall Page Price Sharp Short Small Smart Strong Swift The And Best Love Day Bell Church Street North West Park Parks'.split(
    ' ',
  ),
)

/** Beyond this many different names the search would cost more than the model did. */
const MOST_NAMES = 400

/**
 * Other places where a name that was found stands: whole, and for persons also each of its parts that is no common
 * word. A model sees "Lopez will call" without the sentence that made Lopez a person.
 */
export function repeatedMentions(text: string, found: readonly Entity[]): Entity[] {
  const byName = new Map<string, Entity>()
  const add = (name: string, entity: Entity) => {
    if (name.length < 3 || byName.size >= MOST_NAMES || byName.has(name)) return
    byName.set(name, entity)
  }
  for (const entity of found) if (MENTIONED.has(entity.type)) add(text.slice(entity.start, entity.end), entity)
  for (const entity of found) {
    if (entity.type !== 'PERSON') continue
    for (const part of text.slice(entity.start, entity.end).split(/[\s.]+/)) {
      if (/^\p{Lu}\p{L}/u.test(part) && !AMBIGUOUS.has(part)) add(part, entity)
    }
  }
  if (byName.size === 0) return []
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map(escapePattern)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  const taken = new Set(found.map(({ start }) => start))
  return Array.from(text.matchAll(pattern))
    .filter(({ index }) => !taken.has(index))
    .map(({ 0: name, index }) => ({ ...byName.get(name)!, start: index, end: index + name.length }))
}

const MENTIONED = new Set(['PERSON', 'ORGANIZATION', 'LOCATION', 'ADDRESS'])
