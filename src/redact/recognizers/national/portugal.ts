import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** Autoridade Tributária, NIF: one check digit modulo 11. */
function taxNumber(value: string): boolean {
  const digits = value.replace('PT', '')
  return ((11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === digitAt(digits, 8)
}

/**
 * Instituto dos Registos e do Notariado: Luhn over digits and letters, where A is 10. Every second character is
 * doubled, from the second last on to the left.
 */
function citizenCard(value: string): boolean {
  let sum = 0
  for (let index = 0; index < value.length; index++) {
    const number = Number.parseInt(value.charAt(index), 36)
    const product = index % 2 === 0 ? number * 2 : number
    sum += index % 2 === 0 && product > 9 ? product - 9 : product
  }
  return sum % 10 === 0
}

/** Instituto da Segurança Social, NISS: 9 minus the weighted sum modulo 10. The weights are prime numbers. */
function socialSecurity(value: string): boolean {
  return 9 - (weightedSum(value, [29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10) === digitAt(value, 10)
}

export const recognizers = [
  /** The NIF, issued by the Autoridade Tributária e Aduaneira. */
  identifier({
    name: 'pt-nif',
    type: 'PT_NIF',
    pattern: /(?:PT ?)?[1-35689]\d\d[ .]?\d{3}[ .]?\d{3}/,
    check: taxNumber,
    evidence: 'fair',
    context: ['nif', 'contribuinte', 'identificação fiscal', 'tax number', 'vat'],
  }),
  /** The document number of the Cartão de Cidadão: civil number, check digit, version and check digit. */
  identifier({
    name: 'pt-citizen-card',
    type: 'PT_CITIZEN_CARD',
    pattern: /\d{8}[ -]?\d ?[A-Z\d]{2} ?\d/,
    check: citizenCard,
    evidence: 'fair',
    context: ['cartão de cidadão', 'cartão do cidadão', 'cc', 'identificação civil', 'citizen card'],
  }),
  /** The NISS, issued by the Instituto da Segurança Social. */
  identifier({
    name: 'pt-social-security',
    type: 'PT_SOCIAL_SECURITY',
    pattern: /[12]\d{10}/,
    check: socialSecurity,
    evidence: 'fair',
    context: ['niss', 'segurança social', 'social security'],
  }),
  /** The passport number, printed by Imprensa Nacional-Casa da Moeda: one or two letters and six digits. */
  identifier({
    name: 'pt-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{1,2}\d{6}/,
    evidence: 'faint',
    context: ['passaporte', 'passport'],
  }),
  /** The código postal of CTT. */
  postalCode('pt', /[1-9]\d{3}-\d{3}/, ['código postal', 'cp']),
]
