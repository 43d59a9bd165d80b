import { hasShortDateAt } from '../parts/calendar.js'
import { digitAt } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** RENAPO: the values of digits and letters in a CURP. Ñ has its own value. */
const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

/** RENAPO, CURP: one check digit modulo 10 over weights that fall from 18. */
function populationKey(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 17; index++) sum += alphabet.indexOf(value.charAt(index)) * (18 - index)
  return hasShortDateAt(value, 4) && (10 - (sum % 10)) % 10 === digitAt(value, 17)
}

/** Banco de México, CLABE: weights 3, 7 and 1 in turn; each product is taken modulo 10. */
function bankAccount(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 17; index++) sum += (digitAt(value, index) * [3, 7, 1][index % 3]!) % 10
  return (10 - (sum % 10)) % 10 === digitAt(value, 17)
}

export const recognizers = [
  /** The CURP, issued by RENAPO: name, date of birth, sex, state and a check digit. */
  identifier({
    name: 'mx-curp',
    type: 'MX_CURP',
    pattern:
      /[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX](?:AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|NE|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS)[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d/,
    check: populationKey,
    evidence: 'strong',
    context: ['curp', 'clave única', 'registro de población'],
  }),
  /**
   * The RFC, issued by the Servicio de Administración Tributaria. The check reads the text as written, because the
   * compact form loses Ñ and &.
   */
  identifier({
    name: 'mx-rfc',
    type: 'MX_RFC',
    pattern: /[A-ZÑ&]{3,4}[ -]?\d{6}(?:[ -]?[A-Z\d]{2}[A\d])?/,
    check: (_, match) => {
      const written = match.replace(/[ -]/g, '')
      return hasShortDateAt(written, written.search(/\d/))
    },
    evidence: 'strong',
    context: ['rfc', 'registro federal', 'contribuyente'],
  }),
  /** The CLABE of a bank account: bank, branch, account and a check digit. */
  identifier({
    name: 'mx-clabe',
    type: 'BANK_ACCOUNT',
    pattern: /\d{18}|\d{3} \d{3} \d{11} \d/,
    check: bankAccount,
    evidence: 'fair',
    context: ['clabe', 'cuenta', 'interbancaria', 'bank account'],
  }),
  /** The NSS, issued by the Instituto Mexicano del Seguro Social. */
  identifier({
    name: 'mx-social-security',
    type: 'MX_SOCIAL_SECURITY',
    pattern: /\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{4}[ -]?\d/,
    evidence: 'faint',
    context: ['nss', 'imss', 'seguro social', 'seguridad social'],
  }),
  /** The clave de elector, issued by the Instituto Nacional Electoral. */
  identifier({
    name: 'mx-voter',
    type: 'MX_VOTER',
    pattern: /[B-DF-HJ-NP-TV-Z]{6}\d{8}[HM]\d{3}/,
    evidence: 'strong',
    context: ['ine', 'ife', 'elector', 'clave de elector'],
  }),
  /** The código postal of Correos de México. */
  postalCode('mx', /\d{5}/, ['código postal', 'c.p', 'cp']),
]
