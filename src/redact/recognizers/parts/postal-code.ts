import type { Recognizer } from '../../findings/recognizer.js'
import { identifier } from './identifier.js'

/** The postal codes of a country, which are mostly plain digits and need a word such as its own for "postcode". */
export function postalCode(country: string, pattern: RegExp, context: readonly string[]): Recognizer {
  return identifier({
    name: `${country}-postal-code`,
    type: 'POSTAL_CODE',
    pattern,
    evidence: 'faint',
    context: [...context, 'postal code', 'postcode', 'zip code', 'zip'],
  })
}
