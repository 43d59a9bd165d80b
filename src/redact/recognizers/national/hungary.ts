import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

export const recognizers = [
  identifier({
    name: 'hu-taj',
    type: 'HU_TAJ',
    pattern: /\d{3}[ -]?\d{3}[ -]?\d{3}/,
    check: (value) => weightedSum(value, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === digitAt(value, 8),
    evidence: 'fair',
    context: ['taj', 'taj-szám*', 'tajszám*', 'társadalombiztosítási*', 'social security'],
  }),
  identifier({
    name: 'hu-tax-id',
    type: 'HU_TAX_ID',
    pattern: /8\d{9}/,
    check: (value) => weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === digitAt(value, 9),
    evidence: 'fair',
    context: ['adóazonosító*', 'tax id'],
  }),
  identifier({
    name: 'hu-personal-number',
    type: 'HU_PERSONAL_NUMBER',
    pattern: /[1-8][ -]?\d{6}[ -]?\d{4}/,
    evidence: 'faint',
    context: ['személyi*', 'personal number'],
  }),
  identifier({
    name: 'hu-identity-card',
    type: 'HU_ID_CARD',
    pattern: /\d{6}[A-Z]{2}/,
    evidence: 'weak',
    context: ['igazolvány*', 'identity card'],
  }),
  postalCode('hu', /[1-9]\d{3}/, ['irányítószám*']),
]
