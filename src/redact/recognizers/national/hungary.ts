import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

export const recognizers = [
  /** The TAJ of the health insurance fund (Act XX of 1996): weights 3 and 7 in turn, modulo 10. */
  identifier({
    name: 'hu-taj',
    type: 'HU_TAJ',
    pattern: /\d{3}[ -]?\d{3}[ -]?\d{3}/,
    check: (value) => weightedSum(value, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === digitAt(value, 8),
    evidence: 'fair',
    context: ['taj', 'taj-szám*', 'tajszám*', 'társadalombiztosítási*', 'social security'],
  }),
  /**
   * The adóazonosító jel of the tax authority NAV (Act XX of 1996): the first digit is 8, the last a check digit modulo
   * 11.
   */
  identifier({
    name: 'hu-tax-id',
    type: 'HU_TAX_ID',
    pattern: /8\d{9}/,
    check: (value) => weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === digitAt(value, 9),
    evidence: 'fair',
    context: ['adóazonosító*', 'tax id'],
  }),
  /** The személyi azonosító of Act XX of 1996. Its check digit is not tested. */
  identifier({
    name: 'hu-personal-number',
    type: 'HU_PERSONAL_NUMBER',
    pattern: /[1-8][ -]?\d{6}[ -]?\d{4}/,
    evidence: 'faint',
    context: ['személyi*', 'personal number'],
  }),
  /** The card of the Ministry of Interior: six digits and two letters. */
  identifier({
    name: 'hu-identity-card',
    type: 'HU_ID_CARD',
    pattern: /\d{6}[A-Z]{2}/,
    evidence: 'weak',
    context: ['igazolvány*', 'identity card'],
  }),
  /** The postal code of Magyar Posta. */
  postalCode('hu', /[1-9]\d{3}/, ['irányítószám*']),
]
