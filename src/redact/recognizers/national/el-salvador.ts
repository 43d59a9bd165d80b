import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

// Serials up to 100 were given under an older rule.
function taxNumber(number: string): boolean {
  const value = number.replace('SV', '')
  if (value.slice(10, 13) <= '100') {
    return (weightedSum(value, [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10 === digitAt(value, 13)
  }
  const sum = weightedSum(value, [2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
  return ((11 - (sum % 11)) % 11) % 10 === digitAt(value, 13)
}

export const recognizers = [
  identifier({
    name: 'sv-nit',
    type: 'SV_NIT',
    pattern: /(?:SV ?)?[019]\d{3}-?\d{6}-?\d{3}-?\d/,
    check: taxNumber,
    evidence: 'fair',
    context: ['nit', 'tributaria'],
  }),
  identifier({
    name: 'sv-identity-document',
    type: 'SV_IDENTITY_DOCUMENT',
    pattern: /\d{8}-?\d/,
    check: (value) => (10 - (weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 10)) % 10 === digitAt(value, 8),
    evidence: 'fair',
    context: ['dui', 'documento único', 'identidad'],
  }),
]
