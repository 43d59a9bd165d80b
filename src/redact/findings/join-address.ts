import { endsLikeStreet, looksLikeStreet } from '../words/street-words.js'
import type { Entity } from './recognizer.js'

const STREETS = new Set(['ADDRESS', 'STREET_ADDRESS'])
const PARTS = new Set(['ADDRESS', 'STREET_ADDRESS', 'LOCATION', 'POSTAL_CODE'])

/** Between two parts of one address: spaces, commas, line ends, the code of a state, a postal code. */
const BETWEEN = /^\.?[\s,]*(?:(?:[A-Z]{2,3}|\d[\d-]{2,8})[\s,.]+){0,2}$/

/** A flat or a part of a town between two parts of one address: "bus 2", "m. 3", "2.º Esq.", "Col. Centro". */
const FLAT =
  /^[\s,]*(?:(?:apt|app|appt|bus|bte|boîte|m|lok|kl|int|interno|scala|piso|esc|pta|top|tür|stiege|bis|ter|hs|kv)\.?(?: ?\d{1,4}[A-Z]?)?|\d{0,2}\.?[ºª°o]\.?(?: ?(?:[A-Z]|esq|dto|dta|izq|izda|dcha|fte|frente)\.?)?|(?:col|colonia|urb|fracc|bairro|barrio)\.? \p{Lu}[\p{L} ]{2,24}?)[\s,]+(?:\d[\d-]{2,8}[\s,]+)?$/iu

/** A period in an address follows a shortened word or a number. Any other period ends the sentence and the address. */
const SHORTENED = /\d$|(?:^|[\s,])(?:\p{L}{0,40}str|\p{L}{1,3}|blvd|pkwy|bldg)$/iu

/** A part of a building, or the line of a town with its postal code. */
const NO_STREET =
  /^(?:apt|apartment|flat|unit|suite|ste|floor|fl|room|building|bldg|box|po box|p\.o\. box|whg|wohnung|piso|étage|#)/iu
const TOWN = /^\d{4,6}(?:-\d{2,4})? \p{L}[\p{L} .-]*$/u

/** The province of an Italian town: " (VE)". */
const PROVINCE = /^ \([A-Z]{2}\)/
/** A Polish flat and town: " m. 3, 31-147 Kraków". */
const POLISH_TOWN = /^(?:,? (?:m|lok)\.? ?\d{1,4})?, \d\d-\d{3} \p{Lu}[\p{L}-]+/u
/** The words that Germans add to the name of a town: " im Breisgau", " am Main". A month behind "im" is no such word. */
const REGION =
  /^ (?:im|am|an der|in der|ob der|vor der) (?!(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\p{L}))\p{Lu}\p{Ll}{3,}/u
/** A German town at the end of an address. */
const ENDS_IN_TOWN = /\d{5} \p{Lu}[\p{L}-]+$/u
/** A word for a street before its name, which a model may leave out: "via Nassa 5". */
const STREET_BEFORE = /(?<![\p{L}\p{N}])(?:via|viale|vicolo|corso|rua|rue|calle|ulica|ul\.|os\.|al\.|pl\.) $/iu
/** A part of a Mexican town whose shortened word ends the last finding: "Col" + ". Juárez, ". */
const COLONIA = /^\. \p{Lu}[\p{L} ]{2,24}, $/u

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
    if (!STREETS.has(entity.type)) return entity
    const limit = Math.min(joined[index + 1]?.start ?? text.length, entity.end + 48)
    const after = text.slice(entity.end, limit)
    const own = text.slice(Math.max(0, entity.end - 40), entity.end)
    const rest =
      (entity.type === 'ADDRESS' ? TRAILING_CODE.exec(after) : undefined) ??
      PROVINCE.exec(after) ??
      POLISH_TOWN.exec(after) ??
      (ENDS_IN_TOWN.test(own) ? REGION.exec(after) : undefined)
    const from = Math.max(joined[index - 1]?.end ?? 0, entity.start - 12)
    const street = STREET_BEFORE.exec(text.slice(from, entity.start))
    const start = street ? from + street.index : entity.start
    return rest || street ? { ...entity, start, end: entity.end + (rest?.[0].length ?? 0) } : entity
  })
}

function isOneAddress(text: string, last: Entity, next: Entity): boolean {
  const between = text.slice(last.end, next.start)
  if (next.start - last.end > 40) return false
  const ending = text.slice(Math.max(0, last.end - 48), last.end)
  if (COLONIA.test(between) && /(?:^|[\s,])(?:col|fracc|urb)$/i.test(ending)) return true
  if (!BETWEEN.test(between) && !FLAT.test(between)) return false
  if (between.startsWith('.') && !FLAT.test(between) && !SHORTENED.test(ending)) return false
  // Two streets with their numbers are two addresses, one below the other.
  return /^ *$/.test(between) || !(isNumberedStreet(text, last) && isNumberedStreet(text, next))
}

function isNumberedStreet(text: string, { type, start, end }: Entity): boolean {
  if (!STREETS.has(type)) return false
  const line = text.slice(start, end).split(/[,\n]/, 1)[0]!
  return looksLikeStreet(line) && !NO_STREET.test(line) && (!TOWN.test(line) || endsLikeStreet(line))
}
