import { digitAt } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** One check digit modulo 11, with weights that rise from 2 at the right end. */
function taxRoll(value: string): boolean {
  const body = value.slice(0, -1)
  let sum = 0
  for (let index = 0; index < body.length; index++) sum += digitAt(body, body.length - 1 - index) * (index + 2)
  return ((11 - (sum % 11)) % 11) % 10 === Number(value.at(-1))
}

export const recognizers = [
  /** The RUC, issued by the tax authority (DNIT). */
  identifier({
    name: 'py-ruc',
    type: 'PY_RUC',
    pattern: /\d{4,8}-\d|\d{5,9}/,
    check: taxRoll,
    evidence: 'fair',
    context: ['ruc', 'contribuyente', 'set'],
  }),
  /** The cédula, issued by the Policía Nacional. */
  identifier({
    name: 'py-identity-card',
    type: 'PY_IDENTITY_CARD',
    pattern: /\d{1,2}\.?\d{3}\.?\d{3}/,
    evidence: 'faint',
    context: ['cédula', 'cedula', 'c.i', 'ci', 'identidad'],
  }),
]
