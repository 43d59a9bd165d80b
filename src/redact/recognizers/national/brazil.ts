import { isRepeated } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Receita Federal: one check digit modulo 11, with weights that rise from 2 at the right end. Letters count by their
 * character code: a CNPJ issued since 2026 may contain letters.
 */
function checkDigit(value: string, highest: number): number {
  let sum = 0
  for (let index = value.length - 1, weight = 2; index >= 0; index--, weight = weight === highest ? 2 : weight + 1) {
    sum += (value.charCodeAt(index) - 48) * weight
  }
  return sum % 11 < 2 ? 0 : 11 - (sum % 11)
}

/** Receita Federal, CPF and CNPJ: two check digits modulo 11; the second covers the first. */
function endsInCheckDigits(value: string, highest: number): boolean {
  const body = value.slice(0, -2)
  const first = checkDigit(body, highest)
  return !isRepeated(value) && value.endsWith(`${first}${checkDigit(body + first, highest)}`)
}

/**
 * The two check digits of the CNH register (Senatran), both modulo 11, over weights that fall from 9 and rise from 1.
 */
function driversLicense(value: string): boolean {
  let falling = 0
  let rising = 0
  for (let index = 0; index < 9; index++) {
    falling += Number(value.charAt(index)) * (9 - index)
    rising += Number(value.charAt(index)) * (index + 1)
  }
  const first = falling % 11
  const second = (rising % 11) - (first > 9 ? 2 : 0)
  const last = second < 0 ? second + 11 : second > 9 ? 0 : second
  return !isRepeated(value) && value.endsWith(`${first > 9 ? 0 : first}${last}`)
}

export const recognizers = [
  /** The CPF of a person, issued by Receita Federal. */
  identifier({
    name: 'br-cpf',
    type: 'BR_CPF',
    pattern: /\d{3}[. ]?\d{3}[. ]?\d{3}[- /]?\d\d/,
    check: (value) => endsInCheckDigits(value, 12),
    evidence: 'strong',
    context: ['cpf', 'cadastro de pessoas', 'contribuinte'],
  }),
  /** The CNPJ of a company, issued by Receita Federal. Four digits are required, so that long words do not match. */
  identifier({
    name: 'br-cnpj',
    type: 'BR_CNPJ',
    pattern: /[A-Z\d]{2}[. ]?[A-Z\d]{3}[. ]?[A-Z\d]{3}[/ ]?[A-Z\d]{4}[- ]?\d\d/,
    check: (value) => /\d.*\d.*\d.*\d/.test(value) && endsInCheckDigits(value, 9),
    evidence: 'strong',
    context: ['cnpj', 'empresa', 'razão social'],
  }),
  /** The CNH register number of Senatran. */
  identifier({
    name: 'br-drivers-license',
    type: 'DRIVERS_LICENSE',
    pattern: /\d{11}/,
    check: driversLicense,
    evidence: 'fair',
    context: ['cnh', 'habilitação', 'carteira de motorista'],
  }),
  /** The PIS, PASEP or NIS number of Caixa Econômica Federal and the NIT of INSS: one check digit modulo 11. */
  identifier({
    name: 'br-pis',
    type: 'BR_PIS',
    pattern: /\d{3}\.?\d{5}\.?\d\d-?\d/,
    check: (value) => !isRepeated(value) && checkDigit(value.slice(0, 10), 9) === Number(value.charAt(10)),
    evidence: 'fair',
    context: ['pis', 'pasep', 'nis', 'nit'],
  }),
  /** The identity card. Each state issues it with its own rule, so no check digit is tested. */
  identifier({
    name: 'br-rg',
    type: 'BR_RG',
    pattern: /\d{1,2}\.?\d{3}\.?\d{3}-?[\dX]/,
    evidence: 'faint',
    context: ['rg', 'registro geral', 'identidade', 'carteira de identidade'],
  }),
  /** The CEP of Correios. */
  identifier({
    name: 'br-postal-code',
    type: 'POSTAL_CODE',
    pattern: /\d{5}-\d{3}|\d{8}/,
    evidence: 'faint',
    context: ['cep', 'endereço', 'rua', 'avenida'],
  }),
]
