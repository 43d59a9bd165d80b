import { isShortDate } from '../parts/calendar.js'
import { digitAt, luhn, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * The check of the Austrian social insurance (Dachverband der Sozialversicherungsträger): the fourth digit is a
 * weighted sum modulo 11. Months 13 to 15 replace 01 where the birthday is not known or all numbers of that day are
 * taken.
 */
function socialSecurity(value: string): boolean {
  const month = Number(value.slice(6, 8))
  const dated = isShortDate(+value.slice(8), month > 12 && month < 16 ? 1 : month, +value.slice(4, 6))
  return dated && weightedSum(value, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === digitAt(value, 3)
}

export const recognizers = [
  /** The insurance number, issued by the Dachverband der Sozialversicherungsträger. */
  identifier({
    name: 'at-social-security',
    type: 'AT_SOCIAL_SECURITY',
    pattern: /[1-9]\d{3}[ -]?\d{6}/,
    check: socialSecurity,
    evidence: 'strong',
    context: ['svnr', 'svnr.', 'sozialversicherungsnummer', 'versicherungsnummer', 'e-card', 'social security'],
  }),
  /** The tax number of a tax office (Finanzamt Österreich): the last digit is a Luhn check digit. */
  identifier({
    name: 'at-tax-number',
    type: 'AT_TAX_NUMBER',
    pattern: /\d\d ?-? ?\d{3}[ /]?\d{4}/,
    check: luhn,
    evidence: 'fair',
    context: ['steuernummer', 'abgabenkontonummer', 'finanzamt', 'tax number'],
  }),
  /** The passport number (Passgesetz 1992): a letter and seven digits. */
  identifier({
    name: 'at-passport',
    type: 'PASSPORT',
    pattern: /[A-Z] ?\d{7}/,
    evidence: 'faint',
    context: ['reisepass', 'passnummer', 'pass-nr', 'passport'],
  }),
  /** The postal code of Österreichische Post. */
  postalCode('at', /[1-9]\d{3}/, ['plz', 'postleitzahl']),
]
