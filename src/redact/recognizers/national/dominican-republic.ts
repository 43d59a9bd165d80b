import { digitAt, luhn, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The cédula of the Junta Central Electoral, with a Luhn check digit. */
  identifier({
    name: 'do-identity-card',
    type: 'DO_IDENTITY_CARD',
    pattern: /\d{3}-?\d{7}-?\d/,
    check: (value) => !value.startsWith('00000000') && luhn(value),
    evidence: 'fair',
    context: ['cédula', 'cedula', 'identidad', 'identificación', 'electoral'],
  }),
  /** The same card without the check: many cards in use have a wrong check digit. */
  identifier({
    name: 'do-identity-card-unchecked',
    type: 'DO_IDENTITY_CARD',
    pattern: /\d{3}-?\d{7}-?\d/,
    evidence: 'weak',
    context: ['cédula', 'cedula', 'identidad', 'identificación', 'electoral'],
  }),
  /** The RNC of the tax authority DGII: one check digit modulo 11, mapped to 1 to 9. */
  identifier({
    name: 'do-rnc',
    type: 'DO_RNC',
    pattern: /\d-?\d\d-?\d{5}-?\d/,
    check: (value) => ((10 - (weightedSum(value, [7, 9, 8, 6, 5, 4, 3, 2]) % 11)) % 9) + 1 === digitAt(value, 8),
    evidence: 'fair',
    context: ['rnc', 'contribuyente'],
  }),
]
