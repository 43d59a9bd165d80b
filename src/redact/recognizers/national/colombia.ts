import { digitAt } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** The weights of the DIAN, from the right end. */
const primes = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]

/** DIAN, NIT: one check digit modulo 11. */
function taxNumber(value: string): boolean {
  const body = value.slice(0, -1)
  let sum = 0
  for (let index = 0; index < body.length; index++) sum += digitAt(body, body.length - 1 - index) * primes[index]!
  return '01987654321'.charAt(sum % 11) === value.at(-1)
}

export const recognizers = [
  /** The NIT, issued by the tax authority DIAN. */
  identifier({
    name: 'co-nit',
    type: 'CO_NIT',
    pattern: /\d{1,3}[., ]\d{3}[., -]\d{3}(?: ?- ?|\.)\d|\d{7,15}(?: ?- ?)?\d/,
    check: taxNumber,
    evidence: 'fair',
    context: ['nit', 'rut', 'dian', 'tributaria'],
  }),
  /** The cédula de ciudadanía, issued by the Registraduría Nacional del Estado Civil. It has no check digit. */
  identifier({
    name: 'co-citizen-card',
    type: 'CO_CITIZEN_CARD',
    pattern: /\d{1,2}\.\d{3}\.\d{3}|1\.\d{3}\.\d{3}\.\d{3}|\d{6,10}/,
    evidence: 'faint',
    context: ['cédula', 'cedula', 'c.c', 'cc', 'ciudadanía', 'documento'],
  }),
]
