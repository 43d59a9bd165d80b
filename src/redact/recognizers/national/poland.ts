import { isDate } from '../parts/calendar.js'
import { digitAt, isRepeated, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * Act of 24 September 2010 on the population register, PESEL: weights 1, 3, 7, 9, modulo 10. The month carries the
 * century: 80 is added for 18yy, 20 for 20yy, 40 for 21yy and 60 for 22yy.
 */
function personalNumber(value: string): boolean {
  const month = Number(value.slice(2, 4))
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)]!
  const dated = isDate(century + +value.slice(0, 2), month % 20, +value.slice(4, 6))
  return dated && weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
}

/** Tax administration, NIP: one check digit modulo 11. */
function taxNumber(value: string): boolean {
  const digits = value.replace('PL', '')
  return !isRepeated(digits) && weightedSum(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(digits, 9)
}

/**
 * Statistics Poland (GUS), REGON: one check digit modulo 11, where 10 is written as 0. Fourteen digits name a branch
 * and have a second check digit.
 */
function businessRegister(value: string): boolean {
  const short = (weightedSum(value, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 === digitAt(value, 8)
  const long =
    value.length === 9 || (weightedSum(value, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11) % 10 === digitAt(value, 13)
  return short && long && !isRepeated(value)
}

/**
 * Letters count from A = 10. The check digit is the fourth character of an identity card and the third of a passport.
 */
function weightedLetters(value: string, weights: readonly number[]): boolean {
  return weights.reduce((sum, weight, index) => sum + weight * Number.parseInt(value.charAt(index), 36), 0) % 10 === 0
}

export const recognizers = [
  /** The PESEL number, assigned by the minister for digital affairs. */
  identifier({
    name: 'pl-pesel',
    type: 'PL_PESEL',
    pattern: /\d{11}/,
    check: personalNumber,
    evidence: 'strong',
    context: ['pesel*', 'personal number'],
  }),
  /** The NIP of a taxpayer, issued by the National Revenue Administration. */
  identifier({
    name: 'pl-nip',
    type: 'PL_NIP',
    pattern: /(?:PL ?)?\d{10}|(?:PL ?)?\d{3}[- ]\d{3}[- ]\d\d[- ]\d\d|(?:PL ?)?\d{3}[- ]\d\d[- ]\d\d[- ]\d{3}/,
    check: taxNumber,
    evidence: 'fair',
    context: ['nip', 'nip-u', 'nipem', 'identyfikacji podatkowej', 'vat'],
  }),
  /** The REGON number of Statistics Poland (GUS). */
  identifier({
    name: 'pl-regon',
    type: 'PL_REGON',
    pattern: /\d{9}(?:\d{5})?/,
    check: businessRegister,
    evidence: 'fair',
    context: ['regon'],
  }),
  /**
   * The number of the dowód osobisty, issued by a municipality: weights 7, 3, 1 for all but the check digit, modulo 10.
   */
  identifier({
    name: 'pl-identity-card',
    type: 'PL_ID_CARD',
    pattern: /[A-Z]{3} ?\d{6}/,
    check: (value) => weightedLetters(value, [7, 3, 1, 9, 7, 3, 1, 7, 3]),
    evidence: 'fair',
    context: ['dowód*', 'dowod*', 'identity card'],
  }),
  /** The passport number, issued by a voivode: weights 7, 3, 1 for all but the check digit, modulo 10. */
  identifier({
    name: 'pl-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2} ?\d{7}/,
    check: (value) => weightedLetters(value, [7, 3, 9, 1, 7, 3, 1, 7, 3]),
    evidence: 'fair',
    context: ['paszport*', 'passport'],
  }),
  /** The postal code of Poczta Polska. */
  postalCode('pl', /\d\d-\d{3}/, ['kod pocztowy', 'kodu pocztowego']),
]
