import { digitAt } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Servicio de Impuestos Internos, RUT: one check character modulo 11, where 10 is written as K. */
function taxRoll(value: string): boolean {
  const body = value.slice(0, -1).replace('CL', '')
  let sum = 0
  for (let index = body.length - 1, weight = 2; index >= 0; index--, weight = weight === 7 ? 2 : weight + 1) {
    sum += digitAt(body, index) * weight
  }
  return '0K987654321'.charAt(sum % 11) === value.at(-1)
}

const words = ['rut', 'run', 'r.u.t', 'rol único', 'cédula']

export const recognizers = [
  /**
   * The RUT of Servicio de Impuestos Internos, which for people equals the RUN of the Registro Civil, with its hyphen.
   */
  identifier({
    name: 'cl-rut',
    type: 'CL_RUT',
    pattern: /(?:CL ?)?\d{1,2}\.?\d{3}\.?\d{3} ?- ?[\dK]/,
    check: taxRoll,
    evidence: 'strong',
    context: words,
  }),
  /** The same number without its hyphen. */
  identifier({
    name: 'cl-rut-plain',
    type: 'CL_RUT',
    pattern: /\d{7,8}[\dK]/,
    check: taxRoll,
    evidence: 'fair',
    context: words,
  }),
]
