import type { Entity } from './recognizer.js'

const STREETS = new Set(['ADDRESS', 'STREET_ADDRESS'])
const PARTS = new Set(['ADDRESS', 'STREET_ADDRESS', 'LOCATION', 'POSTAL_CODE'])

/** Between two parts of one address: spaces, commas, line ends, the code of a state, a postal code. */
const BETWEEN = /^[\s,.]*(?:(?:[A-Z]{2,3}|\d[\d-]{2,8})[\s,.]+){0,2}$/

/** A postal code right after the last part, with the code of a state in front of it or not. */
const TRAILING_CODE = /^(?:,? [A-Z]{2})?[, \n]{1,2}\d{4,6}(?:-\d{3,4})?(?![\d-]|[.,]\d)/

/**
 * Makes one address of a street and the lines that follow it. Rules and models find its parts one by one, and what
 * nobody found between them, a state or a postal code, would stay readable.
 */
export function joinAddresses(text: string, entities: readonly Entity[]): Entity[] {
  const joined: Entity[] = []
  for (const entity of entities) {
    const last = joined.at(-1)
    if (last && STREETS.has(last.type) && PARTS.has(entity.type) && isBetween(text, last.end, entity.start)) {
      joined[joined.length - 1] = { ...last, type: 'ADDRESS', end: entity.end }
    } else joined.push(entity)
  }
  return joined.map((entity, index) => {
    if (entity.type !== 'ADDRESS') return entity
    const limit = Math.min(joined[index + 1]?.start ?? text.length, entity.end + 24)
    const code = TRAILING_CODE.exec(text.slice(entity.end, limit))
    return code ? { ...entity, end: entity.end + code[0].length } : entity
  })
}

function isBetween(text: string, end: number, start: number): boolean {
  return start - end <= 24 && BETWEEN.test(text.slice(end, start))
}
