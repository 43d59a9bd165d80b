import { isShortDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

// D-numbers, for people without residence, add 40 to the day; H-numbers of hospitals 40 to the month.
function birthNumber(value: string): boolean {
  const day = Number(value.slice(0, 2))
  const month = Number(value.slice(2, 4))
  const first = (11 - (weightedSum(value, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11
  const second = (11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  const dated = isShortDate(Number(value.slice(4, 6)), month > 40 ? month % 40 : month, day > 40 ? day - 40 : day)
  return dated && first === digitAt(value, 9) && second === digitAt(value, 10)
}

function organisation(value: string): boolean {
  const digits = value.replace(/\D/g, '')
  return (11 - (weightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digitAt(digits, 8)
}

export const recognizers = [
  identifier({
    name: 'no-birth-number',
    type: 'NO_BIRTH_NUMBER',
    pattern: /[0-7]\d[ .-]?\d\d[ .-]?\d\d[ -]?\d{3}[ -]?\d\d/,
    check: birthNumber,
    evidence: 'strong',
    context: ['fødselsnummer', 'fnr', 'personnummer', 'd-nummer', 'fødselsnr', 'national identity'],
  }),
  identifier({
    name: 'no-organisation',
    type: 'NO_ORGANISATION',
    pattern: /(?:NO ?)?[89]\d\d ?\d{3} ?\d{3}(?: ?MVA)?/,
    check: organisation,
    evidence: 'fair',
    context: ['orgnr', 'organisasjonsnummer', 'org.nr', 'foretak', 'mva'],
  }),
  identifier({
    name: 'no-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{0,3}\d{7,8}/,
    evidence: 'faint',
    context: ['pass', 'passnummer', 'passport'],
  }),
  postalCode('no', /\d{4}/, ['postnummer', 'postnr']),
]
