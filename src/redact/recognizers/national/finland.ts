import { isDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * Digital and Population Data Services Agency, HETU: the remainder of date and serial modulo 31 selects the check
 * character. Since 2023 several signs mean the same century. Serials 900 to 999 are temporary, but belong to a person
 * all the same.
 */
function personalCode(value: string): boolean {
  const sign = value.charAt(6)
  const century = sign === '+' ? 1800 : /[-YXWVU]/.test(sign) ? 1900 : 2000
  const serial = value.slice(7, 10)
  const dated = isDate(century + +value.slice(4, 6), +value.slice(2, 4), +value.slice(0, 2))
  const number = Number(value.slice(0, 6) + serial)
  return dated && Number(serial) > 1 && '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(number % 31) === value.charAt(10)
}

export const recognizers = [
  /** The henkilötunnus, issued by the Digital and Population Data Services Agency (DVV). */
  identifier({
    name: 'fi-hetu',
    type: 'FI_HETU',
    pattern: /[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[\dA-FHJ-NPR-Y]/,
    // The check reads the text as written: the sign before the serial names the century.
    check: (_, match) => personalCode(match.toUpperCase()),
    evidence: 'strong',
    context: ['hetu*', 'henkilötunnu*', 'personbeteckning', 'personal identity'],
  }),
  /**
   * The business identity code (Y-tunnus) of the Finnish Patent and Registration Office and the Tax Administration,
   * with a check digit modulo 11.
   */
  identifier({
    name: 'fi-business',
    type: 'FI_BUSINESS',
    pattern: /\d{7}-\d/,
    check: (value) => (11 - (weightedSum(value, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === digitAt(value, 7),
    evidence: 'fair',
    context: ['y-tunnu*', 'business id', 'alv'],
  }),
  /** Issued by the police. */
  identifier({
    name: 'fi-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{7}/,
    evidence: 'faint',
    context: ['passi*', 'passport'],
  }),
  /** The postal code of Posti. */
  postalCode('fi', /\d{5}/, ['postinumero', 'postnummer']),
]
