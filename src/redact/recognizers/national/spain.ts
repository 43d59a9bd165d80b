import { digitAt, digitsOf, isRepeated } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

const letters = 'TRWAGMYFPDXBNJZSQVHLCKE'

function letterMatches(value: string): boolean {
  return letters.charAt(Number(value.slice(0, -1)) % 23) === value.at(-1)
}

function foreigner(value: string): boolean {
  return letterMatches(String('XYZ'.indexOf(value.charAt(0))) + value.slice(1))
}

// Companies, and with K, L, M a few people without a DNI.
function company(number: string): boolean {
  const value = number.replace(/^ES/, '')
  const digits = value.slice(1, 8)
  let sum = 0
  for (let index = 0; index < 7; index++) {
    const product = digitAt(digits, index) * (index % 2 === 0 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  const control = (10 - (sum % 10)) % 10
  const last = value.charAt(8)
  if ('KLM'.includes(value.charAt(0))) return letterMatches(value.slice(1))
  if ('PQSNWR'.includes(value.charAt(0))) return last === 'JABCDEFGHI'.charAt(control)
  if ('ABEH'.includes(value.charAt(0))) return last === String(control)
  return last === String(control) || last === 'JABCDEFGHI'.charAt(control)
}

function socialSecurity(value: string): boolean {
  const digits = digitsOf(value)
  // A number below ten million is joined to its province without the leading zero.
  const serial = Number(digits.slice(2, 10))
  const joined = serial < 10_000_000 ? serial + Number(digits.slice(0, 2)) * 10_000_000 : Number(digits.slice(0, 10))
  return !isRepeated(digits) && joined % 97 === Number(digits.slice(10))
}

const passportWords = ['pasaporte', 'pasaportes', 'passport']

export const recognizers = [
  identifier({
    name: 'es-dni',
    type: 'ES_DNI',
    pattern: /\d{2}[. ]?\d{3}[. ]?\d{3}[- ]?[A-HJ-NP-TV-Z]|\d{7}-?[A-HJ-NP-TV-Z]/,
    check: letterMatches,
    evidence: 'strong',
    context: ['dni', 'nif', 'documento nacional', 'identidad', 'identificación'],
  }),
  identifier({
    name: 'es-nie',
    type: 'ES_NIE',
    pattern: /[XYZ][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]/,
    check: foreigner,
    evidence: 'strong',
    context: ['nie', 'extranjero', 'identificación'],
  }),
  identifier({
    name: 'es-cif',
    type: 'ES_CIF',
    pattern: /(?:ES ?)?[A-HJ-NP-SUVW][- ]?\d{7}[- ]?[A-J\d]|[KLM][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]/,
    check: company,
    evidence: 'fair',
    context: ['cif', 'nif', 'sociedad', 'empresa', 'vat'],
  }),
  identifier({
    name: 'es-social-security',
    type: 'ES_SOCIAL_SECURITY',
    pattern: /\d{2}[ /-]?\d{8}[ /-]?\d{2}/,
    check: socialSecurity,
    evidence: 'strong',
    context: ['seguridad social', 'nuss', 'nss', 'naf', 'social security'],
  }),
  identifier({
    name: 'es-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{3}\d{6}/,
    evidence: 'weak',
    context: passportWords,
  }),
  identifier({
    name: 'es-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}/,
    evidence: 'weak',
    context: ['matrícula', 'vehículo', 'coche', 'license plate'],
  }),
  postalCode('es', /(?:0[1-9]|[1-4]\d|5[0-2])\d{3}/, ['código postal', 'cp', 'c.p']),
]
