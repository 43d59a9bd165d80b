import { luhn, mod97 } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * INSEE, NIR: the key is 97 minus the remainder modulo 97. Corsica's 2A and 2B count as 19 and 18. Months 20 to 42 and
 * from 50 on mean that the month of birth is not known.
 */
function socialSecurity(value: string): boolean {
  const month = Number(value.slice(3, 5))
  const number = value.slice(0, 13).replace('2A', '19').replace('2B', '18')
  const dated = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50
  return dated && /^\d+$/.test(number) && 97 - mod97(number) === Number(value.slice(13))
}

/**
 * INSEE, SIREN and SIRET: Luhn. The digits of a branch of La Poste (SIREN 356 000 000) only add up to a multiple of 5.
 */
function company(value: string): boolean {
  const digitSum = [...value].reduce((sum, digit) => sum + Number(digit), 0)
  return luhn(value) || (value.startsWith('356000000') && digitSum % 5 === 0)
}

/** Direction générale des Finances publiques: the last three digits are the remainder of the first ten modulo 511. */
function taxNumber(value: string): boolean {
  return Number(value.slice(0, 10)) % 511 === Number(value.slice(10))
}

export const recognizers = [
  /** The NIR, assigned by INSEE. */
  identifier({
    name: 'fr-social-security',
    type: 'FR_SOCIAL_SECURITY',
    pattern: /[1-478] ?\d\d ?\d\d ?(?:\d\d|2[AB]) ?\d{3} ?\d{3} ?\d\d/,
    check: socialSecurity,
    evidence: 'strong',
    context: [
      'nir',
      'sécurité sociale',
      'numéro de sécurité sociale',
      'insee',
      'secu',
      'sécu',
      'carte vitale',
      'social security',
    ],
  }),
  /** The numéro fiscal (SPI) of the Direction générale des Finances publiques. */
  identifier({
    name: 'fr-tax-number',
    type: 'FR_TAX_NUMBER',
    pattern: /[0-3]\d ?\d\d ?\d{3} ?\d{3} ?\d{3}/,
    check: taxNumber,
    evidence: 'strong',
    context: ['spi', 'numéro fiscal', 'nif', 'impôts', 'tax number'],
  }),
  /** The SIREN of a company and the SIRET of a branch, assigned by INSEE. */
  identifier({
    name: 'fr-company',
    type: 'FR_COMPANY',
    pattern: /\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?/,
    check: company,
    evidence: 'fair',
    context: ['siren', 'siret', 'rcs'],
  }),
  /** The VAT number of the Direction générale des Finances publiques: two key digits modulo 97, then the SIREN. */
  identifier({
    name: 'fr-vat',
    type: 'FR_VAT',
    pattern: /FR ?\d\d ?\d{3} ?\d{3} ?\d{3}/,
    check: (value) =>
      luhn(value.slice(4)) && (12 + 3 * (Number(value.slice(4)) % 97)) % 97 === Number(value.slice(2, 4)),
    evidence: 'strong',
    context: ['tva', 'vat'],
  }),
  /** Issued by the Ministère de l'Intérieur: two digits, two letters and five digits. */
  identifier({
    name: 'fr-passport',
    type: 'PASSPORT',
    pattern: /\d\d[A-Z]{2}\d{5}/,
    evidence: 'weak',
    context: ['passeport', 'passport'],
  }),
  /** Issued by the Ministère de l'Intérieur: twelve digits on older cards, nine letters and digits on newer ones. */
  identifier({
    name: 'fr-identity-card',
    type: 'FR_ID_CARD',
    pattern: /\d{12}|[A-Z\d]{9}/,
    check: (value) => /\d.*\d/.test(value),
    evidence: 'faint',
    context: ["carte d'identité", 'carte nationale', 'cni', 'identity card'],
  }),
  /**
   * The plate of the Système d'immatriculation des véhicules, in use since 2009. The letters I, O and U never occur.
   */
  identifier({
    name: 'fr-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}/,
    evidence: 'fair',
    context: ['immatriculation', 'immatriculé', 'immatriculée', 'plaque', 'véhicule', 'license plate'],
  }),
  /** The postal code of La Poste. */
  postalCode('fr', /\d{5}/, ['code postal', 'cp']),
]
