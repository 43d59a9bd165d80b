import { digitAt, digitsOf, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** Central Compensation Office, AHV number: the check digit of EAN-13, with weights 1 and 3 in turn. */
function socialSecurity(value: string): boolean {
  return weightedSum(value, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}

/** Federal Statistical Office, UID: one check digit modulo 11. */
function company(value: string): boolean {
  const digits = digitsOf(value)
  return (11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === digitAt(digits, 8)
}

export const recognizers = [
  /** The AHV number of the Central Compensation Office. 756 is the country code of ISO 3166. */
  identifier({
    name: 'ch-social-security',
    type: 'CH_SOCIAL_SECURITY',
    pattern: /756[. ]?\d{4}[. ]?\d{4}[. ]?\d\d/,
    check: socialSecurity,
    evidence: 'strong',
    context: ['ahv', 'ahv-nummer', 'avs', 'numéro avs', 'sozialversicherungsnummer', 'social security'],
  }),
  /** The UID of the Federal Statistical Office. MWST, TVA and IVA mark a company that is registered for VAT. */
  identifier({
    name: 'ch-company',
    type: 'CH_COMPANY',
    pattern: /CHE[- ]?\d{3}[. ]?\d{3}[. ]?\d{3}(?: ?(?:MWST|TVA|IVA|TPV))?/,
    check: company,
    evidence: 'strong',
    context: ['uid', 'ide', 'mwst', 'tva', 'iva'],
  }),
  /** The passport of the Federal Office of Police (fedpol): a letter and seven digits. */
  identifier({
    name: 'ch-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]\d{7}/,
    evidence: 'faint',
    context: ['reisepass', 'pass', 'passeport', 'passaporto', 'passport'],
  }),
  /** The postal code of Swiss Post. */
  postalCode('ch', /[1-9]\d{3}/, ['plz', 'postleitzahl', 'npa', 'code postal']),
]
