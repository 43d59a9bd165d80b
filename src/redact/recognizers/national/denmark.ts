import { isDate } from '../parts/calendar.js'
import { weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

// The seventh digit tells the century. The check digit is not used since 2007, so that it proves nothing.
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
  identifier({
    name: 'dk-cpr',
    type: 'DK_CPR',
    pattern: /[0-3]\d[01]\d{3}[- ]?\d{4}/,
    check: civilNumber,
    evidence: 'fair',
    context: ['cpr', 'cpr-nr', 'cpr-nummer', 'personnummer', 'civil registration'],
  }),
  identifier({
    name: 'dk-company',
    type: 'DK_COMPANY',
    pattern: /(?:DK ?)?[1-9]\d ?\d\d ?\d\d ?\d\d/,
    check: (value) => weightedSum(value.replace('DK', ''), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    evidence: 'fair',
    context: ['cvr', 'cvr-nr', 'cvr-nummer', 'momsnummer', 'se-nr'],
  }),
  identifier({
    name: 'dk-passport',
    type: 'PASSPORT',
    pattern: /\d{9}/,
    evidence: 'faint',
    context: ['pas', 'pasnummer', 'passport'],
  }),
  postalCode('dk', /\d{4}/, ['postnummer', 'postnr']),
]
