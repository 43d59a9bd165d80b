import { weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** SUNAT, RUC: one check digit modulo 11. */
function taxNumber(value: string): boolean {
  const check = (11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10
  return String(check) === value.charAt(10)
}

/** RENIEC, DNI: the check character modulo 11 is printed as a digit or as a letter. */
function identityNumber(value: string): boolean {
  const remainder = weightedSum(value, [3, 2, 7, 6, 5, 4, 3, 2]) % 11
  return '65432110987'.charAt(remainder) === value.charAt(8) || 'KJIHGFEDCBA'.charAt(remainder) === value.charAt(8)
}

export const recognizers = [
  /** The DNI, issued by RENIEC, with its check character. */
  identifier({
    name: 'pe-dni',
    type: 'PE_DNI',
    pattern: /\d{8}-?[A-K\d]/,
    check: identityNumber,
    evidence: 'fair',
    context: ['dni', 'cui', 'documento', 'identidad', 'identificación'],
  }),
  /** The DNI as people write it, without its check character. */
  identifier({
    name: 'pe-dni-plain',
    type: 'PE_DNI',
    pattern: /\d{8}/,
    evidence: 'faint',
    context: ['dni', 'cui', 'documento', 'identidad', 'identificación'],
  }),
  /** The RUC, issued by SUNAT. */
  identifier({
    name: 'pe-ruc',
    type: 'PE_RUC',
    pattern: /(?:1[0567]|20)\d{9}/,
    check: taxNumber,
    evidence: 'fair',
    context: ['ruc', 'contribuyente', 'sunat'],
  }),
]
