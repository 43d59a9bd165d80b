import { identifier } from '../parts/identifier.js'

/**
 * The check letter of the Tax Department: digits at odd places count by a table, the others by their value, modulo 26.
 */
function taxNumber(value: string): boolean {
  const table = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
  let sum = 0
  for (let index = 0; index < 8; index++)
    sum += index % 2 === 0 ? table[Number(value.charAt(index))]! : Number(value.charAt(index))
  return String.fromCharCode(65 + (sum % 26)) === value.charAt(8)
}

export const recognizers = [
  /** The tax identification code (TIC), issued by the Tax Department. */
  identifier({
    name: 'cy-tax-number',
    type: 'CY_TAX_NUMBER',
    pattern: /(?:CY[ -]?)?\d{8}[A-Z]/,
    check: (value) => taxNumber(value.slice(-9)),
    evidence: 'strong',
    context: ['αφμ', 'φπα', 'tic', 'tax number', 'vat'],
  }),
  /** Issued by the Civil Registry and Migration Department. */
  identifier({
    name: 'cy-identity-card',
    type: 'CY_ID_CARD',
    pattern: /\d{6,10}/,
    evidence: 'faint',
    context: ['ταυτότητα', 'ταυτότητας', 'αδτ', 'identity card'],
  }),
]
