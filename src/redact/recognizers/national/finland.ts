import { isDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

// Since 2023 more signs stand for each century. Numbers 900 to 999 are given for a time, and are somebody's too.
function personalCode(value: string): boolean {
  const sign = value.charAt(6)
  const century = sign === '+' ? 1800 : /[-YXWVU]/.test(sign) ? 1900 : 2000
  const serial = value.slice(7, 10)
  const dated = isDate(century + +value.slice(4, 6), +value.slice(2, 4), +value.slice(0, 2))
  const number = Number(value.slice(0, 6) + serial)
  return dated && Number(serial) > 1 && '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(number % 31) === value.charAt(10)
}

export const recognizers = [
  identifier({
    name: 'fi-hetu',
    type: 'FI_HETU',
    pattern: /[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[\dA-FHJ-NPR-Y]/,
    // The separator carries the century.
    check: (_, match) => personalCode(match.toUpperCase()),
    evidence: 'strong',
    context: ['hetu*', 'henkilötunnu*', 'personbeteckning', 'personal identity'],
  }),
  identifier({
    name: 'fi-business',
    type: 'FI_BUSINESS',
    pattern: /\d{7}-\d/,
    check: (value) => (11 - (weightedSum(value, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === digitAt(value, 7),
    evidence: 'fair',
    context: ['y-tunnu*', 'business id', 'alv'],
  }),
  identifier({
    name: 'fi-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{7}/,
    evidence: 'faint',
    context: ['passi*', 'passport'],
  }),
  postalCode('fi', /\d{5}/, ['postinumero', 'postnummer']),
]
