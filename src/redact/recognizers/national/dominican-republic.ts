import { digitAt, luhn, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  identifier({
    name: 'do-identity-card',
    type: 'DO_IDENTITY_CARD',
    pattern: /\d{3}-?\d{7}-?\d/,
    check: (value) => !value.startsWith('00000000') && luhn(value),
    evidence: 'fair',
    context: ['cédula', 'cedula', 'identidad', 'identificación', 'electoral'],
  }),
  // Many cards in use were printed with a wrong check digit.
  identifier({
    name: 'do-identity-card-unchecked',
    type: 'DO_IDENTITY_CARD',
    pattern: /\d{3}-?\d{7}-?\d/,
    evidence: 'weak',
    context: ['cédula', 'cedula', 'identidad', 'identificación', 'electoral'],
  }),
  identifier({
    name: 'do-rnc',
    type: 'DO_RNC',
    pattern: /\d-?\d\d-?\d{5}-?\d/,
    check: (value) => ((10 - (weightedSum(value, [7, 9, 8, 6, 5, 4, 3, 2]) % 11)) % 9) + 1 === digitAt(value, 8),
    evidence: 'fair',
    context: ['rnc', 'contribuyente'],
  }),
]
