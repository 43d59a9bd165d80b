import { digitAt, digitsOf, isRepeated } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** Dirección General de la Policía: the check letter of a DNI by the remainder modulo 23. */
const letters = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** The check letter of a DNI: the number modulo 23. */
function letterMatches(value: string): boolean {
  return letters.charAt(Number(value.slice(0, -1)) % 23) === value.at(-1)
}

/** The check letter of a NIE: X, Y and Z count as 0, 1 and 2, then the rule of the DNI applies. */
function foreigner(value: string): boolean {
  return letterMatches(String('XYZ'.indexOf(value.charAt(0))) + value.slice(1))
}

/**
 * Agencia Tributaria, NIF of companies: one check digit or letter by Luhn. K, L and M mark people without a DNI, whose
 * letter follows the rule of the DNI.
 */
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

/** Tesorería General de la Seguridad Social: the last two digits are the rest modulo 97. */
function socialSecurity(value: string): boolean {
  const digits = digitsOf(value)
  // A serial below ten million loses its leading zero when the province goes in front of it.
  const serial = Number(digits.slice(2, 10))
  const joined = serial < 10_000_000 ? serial + Number(digits.slice(0, 2)) * 10_000_000 : Number(digits.slice(0, 10))
  return !isRepeated(digits) && joined % 97 === Number(digits.slice(10))
}

const passportWords = ['pasaporte', 'pasaportes', 'passport']

export const recognizers = [
  /** The DNI, issued by the Dirección General de la Policía. */
  identifier({
    name: 'es-dni',
    type: 'ES_DNI',
    pattern: /\d{2}[. ]?\d{3}[. ]?\d{3}[- ]?[A-HJ-NP-TV-Z]|\d{7}-?[A-HJ-NP-TV-Z]/,
    check: letterMatches,
    evidence: 'strong',
    context: ['dni', 'nif', 'documento nacional', 'identidad', 'identificación'],
  }),
  /** The NIE of a foreigner, issued by the Dirección General de la Policía. */
  identifier({
    name: 'es-nie',
    type: 'ES_NIE',
    pattern: /[XYZ][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]/,
    check: foreigner,
    evidence: 'strong',
    context: ['nie', 'extranjero', 'identificación'],
  }),
  /**
   * The NIF of a company, long called CIF, issued by the Agencia Tributaria (Orden EHA/451/2008 lists the first
   * letters).
   */
  identifier({
    name: 'es-cif',
    type: 'ES_CIF',
    pattern: /(?:ES ?)?[A-HJ-NP-SUVW][- ]?\d{7}[- ]?[A-J\d]|[KLM][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]/,
    check: company,
    evidence: 'fair',
    context: ['cif', 'nif', 'sociedad', 'empresa', 'vat'],
  }),
  /** The number of the Tesorería General de la Seguridad Social. */
  identifier({
    name: 'es-social-security',
    type: 'ES_SOCIAL_SECURITY',
    pattern: /\d{2}[ /-]?\d{8}[ /-]?\d{2}/,
    check: socialSecurity,
    evidence: 'strong',
    context: ['seguridad social', 'nuss', 'nss', 'naf', 'social security'],
  }),
  /** Issued by the Dirección General de la Policía. */
  identifier({
    name: 'es-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{3}\d{6}/,
    evidence: 'weak',
    context: passportWords,
  }),
  /** The plate of the Dirección General de Tráfico, in use since 2000: no vowels, no Ñ, no Q. */
  identifier({
    name: 'es-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}/,
    evidence: 'weak',
    context: ['matrícula', 'vehículo', 'coche', 'license plate'],
  }),
  /** The postal code of Correos. The first two digits are the province, 01 to 52. */
  postalCode('es', /(?:0[1-9]|[1-4]\d|5[0-2])\d{3}/, ['código postal', 'cp', 'c.p']),
]
