import { isDate } from '../parts/calendar.js'
import { weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * CPR Office: the seventh digit and the year name the century. Since 2007 numbers are issued that fail the old check
 * modulo 11, so the check digit proves nothing and is not tested.
 */
function civilNumber(value: string): boolean {
  const year = Number(value.slice(4, 6))
  const seventh = Number(value.charAt(6))
  const century =
    seventh < 4 || (seventh === 4 && year > 36) || (seventh === 9 && year > 36)
      ? 1900
      : seventh === 4 || seventh === 9 || year < 58
        ? 2000
        : 1800
  return isDate(century + year, Number(value.slice(2, 4)), Number(value.slice(0, 2)))
}

export const recognizers = [
  /** The number of the Civil Registration System, issued by the CPR Office (CPR-kontoret). */
  identifier({
    name: 'dk-cpr',
    type: 'DK_CPR',
    pattern: /[0-3]\d[01]\d{3}[- ]?\d{4}/,
    check: civilNumber,
    evidence: 'fair',
    context: ['cpr', 'cpr-nr', 'cpr-nummer', 'personnummer', 'civil registration'],
  }),
  /**
   * The CVR number, issued by the Danish Business Authority (Erhvervsstyrelsen): the weighted sum is a multiple of 11.
   */
  identifier({
    name: 'dk-company',
    type: 'DK_COMPANY',
    pattern: /(?:DK ?)?[1-9]\d ?\d\d ?\d\d ?\d\d/,
    check: (value) => weightedSum(value.replace('DK', ''), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    evidence: 'fair',
    context: ['cvr', 'cvr-nr', 'cvr-nummer', 'momsnummer', 'se-nr'],
  }),
  /** The passport of the National Police: nine digits. */
  identifier({
    name: 'dk-passport',
    type: 'PASSPORT',
    pattern: /\d{9}/,
    evidence: 'faint',
    context: ['pas', 'pasnummer', 'passport'],
  }),
  /** The postal code of Denmark: four digits. */
  postalCode('dk', /\d{4}/, ['postnummer', 'postnr']),
]
