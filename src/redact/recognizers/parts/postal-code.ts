import { type Identifier, identifier } from './identifier.js'

/** Postal codes of a country. Most are plain digits, so they need a word of context such as "postcode". */
export function postalCode(country: string, pattern: RegExp, context: readonly string[]): Identifier {
  return identifier({
    name: `${country}-postal-code`,
    type: 'POSTAL_CODE',
    pattern,
    evidence: 'faint',
    context: [...context, 'postal code', 'postcode', 'zip code', 'zip'],
  })
}
