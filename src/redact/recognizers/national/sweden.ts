import { isDate, isShortDate } from '../parts/calendar.js'
import { isRepeated, luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * Skatteverket: Luhn over ten digits. A coordination number (samordningsnummer), for people who are not registered,
 * adds 60 to the day.
 */
function personalNumber(value: string): boolean {
  const digits = value.slice(-10)
  const day = Number(digits.slice(4, 6))
  const monthDay = [Number(digits.slice(2, 4)), day > 60 ? day - 60 : day] as const
  const dated =
    value.length === 12 ? isDate(+value.slice(0, 4), ...monthDay) : isShortDate(+digits.slice(0, 2), ...monthDay)
  return dated && luhn(digits)
}

export const recognizers = [
  /** The personnummer and the samordningsnummer, issued by the tax agency (Skatteverket). */
  identifier({
    name: 'se-personnummer',
    type: 'SE_PERSONNUMMER',
    pattern: /(?:18|19|20)?\d{6}[-+ ]?\d{4}/,
    check: personalNumber,
    evidence: 'strong',
    context: ['personnummer', 'pnr', 'samordningsnummer', 'personal identity'],
  }),
  /**
   * The organisation number of Bolagsverket: the third digit is at least 2, which no month begins with, and the last is
   * a Luhn check digit.
   */
  identifier({
    name: 'se-organisation',
    type: 'SE_ORGANISATION',
    pattern: /(?:16)?\d\d[2-9]\d{3}-?\d{4}/,
    check: (value) => !isRepeated(value) && luhn(value.slice(-10)),
    evidence: 'fair',
    context: ['organisationsnummer', 'orgnr', 'orgnummer', 'org.nr', 'org nr', 'bolag', 'företag', 'company'],
  }),
  /** Issued by the police. */
  identifier({
    name: 'se-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{6}|\d{8}/,
    evidence: 'faint',
    context: ['pass', 'passnummer', 'passport'],
  }),
  /** The postal code of PostNord. */
  postalCode('se', /[1-9]\d{2} ?\d{2}/, ['postnummer', 'postnr']),
]
