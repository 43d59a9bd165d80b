import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Ministerio de Hacienda, NIT: one check digit modulo 11. Serials up to 100 follow an older rule with other weights.
 */
function taxNumber(number: string): boolean {
  const value = number.replace('SV', '')
  if (value.slice(10, 13) <= '100') {
    return (weightedSum(value, [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10 === digitAt(value, 13)
  }
  const sum = weightedSum(value, [2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
  return ((11 - (sum % 11)) % 11) % 10 === digitAt(value, 13)
}

export const recognizers = [
  /** The NIT, issued by the Ministerio de Hacienda. */
  identifier({
    name: 'sv-nit',
    type: 'SV_NIT',
    pattern: /(?:SV ?)?[019]\d{3}-?\d{6}-?\d{3}-?\d/,
    check: taxNumber,
    evidence: 'fair',
    context: ['nit', 'tributaria'],
  }),
  /** The DUI of the Registro Nacional de las Personas Naturales: one check digit modulo 10. */
  identifier({
    name: 'sv-identity-document',
    type: 'SV_IDENTITY_DOCUMENT',
    pattern: /\d{8}-?\d/,
    check: (value) => (10 - (weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 10)) % 10 === digitAt(value, 8),
    evidence: 'fair',
    context: ['dui', 'documento único', 'identidad'],
  }),
]
