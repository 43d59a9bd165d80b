import type { Entity } from '../findings/recognizer.js'
import { escapePattern } from '../spelling/escape-pattern.js'
import { namesThatAreWords } from '../words/names-that-are-words.js'

/** Beyond this many different names the search would cost more than the model did. */
const MOST_NAMES = 400

/**
 * Other places of the names that were found. For a person each part of the name counts too, unless it is a common word. In "Lopez
 * will call" a model does not see the sentence that made Lopez a person.
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
      if (/^\p{Lu}\p{L}/u.test(part) && !namesThatAreWords.has(part.toLowerCase())) add(part, entity)
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
