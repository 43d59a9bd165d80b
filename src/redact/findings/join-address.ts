import { endsLikeStreet, looksLikeStreet } from '../words/street-words.js'
import type { Entity } from './recognizer.js'

const STREETS = new Set(['ADDRESS', 'STREET_ADDRESS'])
const PARTS = new Set(['ADDRESS', 'STREET_ADDRESS', 'LOCATION', 'POSTAL_CODE'])

/** Between two parts of one address: spaces, commas, line ends, the code of a state, a postal code. */
const BETWEEN = /^\.?[\s,]*(?:(?:[A-Z]{2,3}|\d[\d-]{2,8})[\s,.]+){0,2}$/

/** A period in an address follows a shortened word or a number. Any other period ends the sentence and the address. */
const SHORTENED = /\d$|(?:^|[\s,])(?:\p{L}{0,40}str|\p{L}{1,3}|blvd|pkwy|bldg)$/iu

/** A part of a building, or the line of a town with its postal code. */
const NO_STREET =
  /^(?:apt|apartment|flat|unit|suite|ste|floor|fl|room|building|bldg|box|po box|p\.o\. box|whg|wohnung|piso|étage|#)/iu
const TOWN = /^\d{4,6}(?:-\d{2,4})? \p{L}[\p{L} .-]*$/u

/** A postal code right after the last part, with or without the code of a state in front of it. */
const TRAILING_CODE = /^(?:,? [A-Z]{2})?[, \n]{1,2}\d{4,6}(?:-\d{3,4})?(?![\d-]|[.,]\d)/

/**
 * Joins a street and the lines that follow it into one address. Rules and models find the parts one by one. A state or a postal
 * code between them, which nothing has found, would otherwise stay readable.
 */
export function joinAddresses(text: string, entities: readonly Entity[]): Entity[] {
  const joined: Entity[] = []
  for (const entity of entities) {
    const last = joined.at(-1)
    if (last && STREETS.has(last.type) && PARTS.has(entity.type) && isOneAddress(text, last, entity)) {
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

function isOneAddress(text: string, last: Entity, next: Entity): boolean {
  const between = text.slice(last.end, next.start)
  if (next.start - last.end > 24 || !BETWEEN.test(between)) return false
  if (between.startsWith('.') && !SHORTENED.test(text.slice(Math.max(0, last.end - 48), last.end))) return false
  // Two streets with their numbers are two addresses, one below the other.
  return /^ *$/.test(between) || !(isNumberedStreet(text, last) && isNumberedStreet(text, next))
}

function isNumberedStreet(text: string, { type, start, end }: Entity): boolean {
  if (!STREETS.has(type)) return false
  const line = text.slice(start, end).split(/[,\n]/, 1)[0]!
  return looksLikeStreet(line) && !NO_STREET.test(line) && (!TOWN.test(line) || endsLikeStreet(line))
}
