import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Dirección Nacional de Identificación Civil: weights 2987634, modulo 10. */
function identityCard(value: string): boolean {
  const digits = value.padStart(8, '0')
  return (10 - (weightedSum(digits, [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10 === digitAt(digits, 7)
}

/** Dirección General Impositiva, RUT: one check digit modulo 11. The first two digits are 01 to 22. */
function taxRoll(value: string): boolean {
  const digits = value.replace('UY', '')
  const check = (11 - (weightedSum(digits, [4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  const office = Number(digits.slice(0, 2))
  return office >= 1 && office <= 22 && digits.slice(2, 8) !== '000000' && check === digitAt(digits, 11)
}

export const recognizers = [
  /** The cédula of the Dirección Nacional de Identificación Civil. */
  identifier({
    name: 'uy-identity-card',
    type: 'UY_IDENTITY_CARD',
    pattern: /\d\.?\d{3}\.?\d{3}-?\d|\d{3}\.?\d{3}-\d/,
    check: identityCard,
    evidence: 'fair',
    context: ['cédula', 'cedula', 'c.i', 'ci', 'identidad', 'identificación'],
  }),
  /** The RUT, issued by the Dirección General Impositiva. */
  identifier({
    name: 'uy-rut',
    type: 'UY_RUT',
    pattern: /(?:UY ?)?\d\d-?\d{6}-?00-?1-?\d/,
    check: taxRoll,
    evidence: 'strong',
    context: ['rut', 'ruc', 'dgi'],
  }),
]
