import { digitAt, luhn, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** The first two digits name the province: 01 to 24. Cards with 30 and 50 are valid too. */
function province(value: string): boolean {
  const number = Number(value.slice(0, 2))
  return (number >= 1 && number <= 24) || number === 30 || number === 50
}

/**
 * Servicio de Rentas Internas, RUC: the third digit tells people (below 6) from public bodies (6) and companies (9).
 * People have the Luhn digit of their cédula, the others a check digit modulo 11.
 */
function taxpayer(value: string): boolean {
  const kind = digitAt(value, 2)
  if (!province(value)) return false
  const companies = (11 - (weightedSum(value, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digitAt(value, 9)
  const publicBodies = (11 - (weightedSum(value, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digitAt(value, 8)
  const person = luhn(value.slice(0, 10))
  const branch = !value.endsWith('000')
  if (kind < 6) return branch && person
  return kind === 6
    ? (publicBodies && !value.endsWith('0000')) || (branch && person)
    : kind === 9 && branch && companies
}

export const recognizers = [
  /** The cédula of the Dirección General de Registro Civil, with a Luhn check digit. */
  identifier({
    name: 'ec-identity-card',
    type: 'EC_IDENTITY_CARD',
    pattern: /\d{9}-?\d|\d{6}-\d{3}-\d/,
    check: (value) => province(value) && digitAt(value, 2) <= 6 && luhn(value),
    evidence: 'fair',
    context: ['cédula', 'cedula', 'c.i', 'ci', 'identidad', 'identificación'],
  }),
  /** The RUC, issued by the Servicio de Rentas Internas. */
  identifier({
    name: 'ec-ruc',
    type: 'EC_RUC',
    pattern: /\d{10}-?\d{3}/,
    check: taxpayer,
    evidence: 'fair',
    context: ['ruc', 'contribuyente', 'sri'],
  }),
]
