import { isShortDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * Skatteetaten: two check digits modulo 11; the second covers the first. A D-number, for people without residence, adds
 * 40 to the day. An H-number of a hospital adds 40 to the month.
 */
function birthNumber(value: string): boolean {
  const day = Number(value.slice(0, 2))
  const month = Number(value.slice(2, 4))
  const first = (11 - (weightedSum(value, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11
  const second = (11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  const dated = isShortDate(Number(value.slice(4, 6)), month > 40 ? month % 40 : month, day > 40 ? day - 40 : day)
  return dated && first === digitAt(value, 9) && second === digitAt(value, 10)
}

/** Brønnøysundregistrene: one check digit modulo 11. */
function organisation(value: string): boolean {
  const digits = value.replace(/\D/g, '')
  return (11 - (weightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digitAt(digits, 8)
}

export const recognizers = [
  /** The fødselsnummer and the D-number, issued by the tax administration (Skatteetaten). */
  identifier({
    name: 'no-birth-number',
    type: 'NO_BIRTH_NUMBER',
    pattern: /[0-7]\d[ .-]?\d\d[ .-]?\d\d[ -]?\d{3}[ -]?\d\d/,
    check: birthNumber,
    evidence: 'strong',
    context: ['fødselsnummer', 'fnr', 'personnummer', 'd-nummer', 'fødselsnr', 'national identity'],
  }),
  /** The number of the Brønnøysund Register Centre. MVA marks a company that is registered for VAT. */
  identifier({
    name: 'no-organisation',
    type: 'NO_ORGANISATION',
    pattern: /(?:NO ?)?[89]\d\d ?\d{3} ?\d{3}(?: ?MVA)?/,
    check: organisation,
    evidence: 'fair',
    context: ['orgnr', 'organisasjonsnummer', 'org.nr', 'foretak', 'mva'],
  }),
  /** Issued by the police. */
  identifier({
    name: 'no-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{0,3}\d{7,8}/,
    evidence: 'faint',
    context: ['pass', 'passnummer', 'passport'],
  }),
  /** The postal code of Posten. */
  postalCode('no', /\d{4}/, ['postnummer', 'postnr']),
]
