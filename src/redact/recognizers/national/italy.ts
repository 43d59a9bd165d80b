import { isRepeated, luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * Ministerial decree of 23 December 1976: the values of 0 to 9 and A to Z at an odd place. At an even place a character
 * counts for itself.
 */
const odd = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22,
  25, 24, 23,
]

/** Ministerial decree of 23 December 1976: the sum modulo 26 is the check letter. */
function fiscalCode(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 15; index++) {
    const place = Number.parseInt(value.charAt(index), 36)
    sum += index % 2 === 0 ? odd[place]! : place > 9 ? place - 10 : place
  }
  return String.fromCharCode(65 + (sum % 26)) === value.charAt(15)
}

/**
 * The shape allows letters in place of digits (L is 0, M is 1 and so on), which distinguish two persons with the same
 * name and birthday.
 */
const fiscalCodeShape = /[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]/
const fiscalWords = ['codice fiscale', 'cf', 'c.f.', 'cod. fisc', 'tax code']
const passportWords = ['passaporto', 'passport']

export const recognizers = [
  /** The codice fiscale, issued by the Agenzia delle Entrate. */
  identifier({
    name: 'it-fiscal-code',
    type: 'IT_FISCAL_CODE',
    pattern: fiscalCodeShape,
    check: fiscalCode,
    evidence: 'strong',
    context: fiscalWords,
  }),
  /** The codice fiscale with an error in it, so that its check letter fails. */
  identifier({
    name: 'it-fiscal-code-shape',
    type: 'IT_FISCAL_CODE',
    pattern: fiscalCodeShape,
    evidence: 'fair',
    context: fiscalWords,
  }),
  /** The partita IVA, issued by the Agenzia delle Entrate, with a Luhn check digit. */
  identifier({
    name: 'it-vat',
    type: 'IT_VAT',
    pattern: /(?:IT ?)?\d{11}/,
    check: (value) => !isRepeated(value.replace('IT', '')) && luhn(value.replace('IT', '')),
    evidence: 'fair',
    context: ['partita iva', 'p.iva', 'p. iva', 'iva', 'vat'],
  }),
  /** The licence of the Motorizzazione Civile. */
  identifier({
    name: 'it-drivers-license',
    type: 'DRIVERS_LICENSE',
    pattern: /[A-Z]{2}\d{7}[A-Z]|U1[B-DF-HJ-NPR-Z\d]{7}[A-Z]/,
    check: (value) => /\d.*\d/.test(value.slice(2)),
    evidence: 'weak',
    context: ['patente', 'patente di guida', 'license', 'licence', 'driving'],
  }),
  /** Issued by the Ministero dell'Interno through the municipalities. */
  identifier({
    name: 'it-identity-card',
    type: 'IT_ID_CARD',
    pattern: /[A-Z]{2} ?\d{7}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2}/,
    evidence: 'weak',
    context: ["carta d'identità", 'carta identità', 'cie', 'documento', 'identity card'],
  }),
  /** Issued by the Polizia di Stato: two letters and seven digits. */
  identifier({
    name: 'it-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{7}/,
    evidence: 'weak',
    context: passportWords,
  }),
  /** The plate of the Motorizzazione Civile, in use since 1994. The letters I, O, Q and U never occur. */
  identifier({
    name: 'it-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /[A-HJ-NPR-TV-Z]{2} ?\d{3} ?[A-HJ-NPR-TV-Z]{2}/,
    evidence: 'weak',
    context: ['targa', 'targato', 'veicolo', 'license plate'],
  }),
  /** The CAP of Poste Italiane. */
  postalCode('it', /\d{5}/, ['cap', 'codice postale']),
]
