import { digitAt } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Superintendencia de Administración Tributaria, NIT: one check character modulo 11, where 10 is written as K. */
function taxNumber(value: string): boolean {
  const body = value.slice(0, -1)
  let sum = 0
  for (let index = 0; index < body.length; index++) sum += digitAt(body, body.length - 1 - index) * (index + 2)
  return '0123456789K'.charAt((11 - (sum % 11)) % 11) === value.at(-1)
}

/**
 * RENAP, CUI: the ninth digit checks the first eight modulo 11; the department (1 to 22) and the municipality follow.
 */
function personalCode(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 8; index++) sum += digitAt(value, index) * (index + 2)
  const department = Number(value.slice(9, 11))
  return department >= 1 && department <= 22 && sum % 11 === digitAt(value, 8)
}

export const recognizers = [
  /** The NIT, issued by the Superintendencia de Administración Tributaria. */
  identifier({
    name: 'gt-nit',
    type: 'GT_NIT',
    pattern: /\d{4,11}-[\dK]|\d{5,11}[\dK]/,
    check: taxNumber,
    evidence: 'fair',
    context: ['nit', 'tributaria', 'sat'],
  }),
  /** The CUI on the DPI, issued by RENAP. */
  identifier({
    name: 'gt-cui',
    type: 'GT_CUI',
    pattern: /\d{4} ?\d{5} ?\d{4}/,
    check: personalCode,
    evidence: 'strong',
    context: ['cui', 'dpi', 'documento personal', 'identificación'],
  }),
]
