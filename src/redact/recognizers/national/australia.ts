import { digitAt, isRepeated, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** The check of the Australian Taxation Office: a weighted sum modulo 11. Older numbers have eight digits. */
function taxFile(value: string): boolean {
  const weights = value.length === 8 ? [10, 7, 8, 4, 6, 3, 5, 1] : [1, 4, 3, 7, 5, 8, 6, 9, 10]
  return !isRepeated(value) && weightedSum(value, weights) % 11 === 0
}

/** Australian Business Register, ABN: subtract 1 from the first digit; the weighted sum is then a multiple of 89. */
function business(value: string): boolean {
  return (weightedSum(value, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0
}

/** Australian Securities and Investments Commission, ACN: one check digit modulo 10. */
function company(value: string): boolean {
  return (10 - (weightedSum(value, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === digitAt(value, 8)
}

export const recognizers = [
  /** The tax file number, issued by the Australian Taxation Office. */
  identifier({
    name: 'au-tfn',
    type: 'AU_TFN',
    pattern: /\d{3}([- ]?)\d{3}\1\d{2,3}/,
    check: taxFile,
    evidence: 'fair',
    context: ['tfn', 'tax file', 'tax file number'],
  }),
  /**
   * The Medicare card of Services Australia: the ninth digit checks the first eight; an issue number and a person's
   * number follow.
   */
  identifier({
    name: 'au-medicare',
    type: 'AU_MEDICARE',
    pattern: /[2-6]\d{3}([- ]?)\d{5}\1\d(?:[ /-]?\d)?/,
    check: (value) => weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digitAt(value, 8),
    evidence: 'fair',
    context: ['medicare', 'medicare card', 'irn'],
  }),
  /** The business number of the Australian Business Register. */
  identifier({
    name: 'au-abn',
    type: 'AU_ABN',
    pattern: /[1-9]\d([ -]?)\d{3}\1\d{3}\1\d{3}/,
    check: business,
    evidence: 'strong',
    context: ['abn', 'business number'],
  }),
  /** The company number of the Australian Securities and Investments Commission. */
  identifier({
    name: 'au-acn',
    type: 'AU_ACN',
    pattern: /\d{3}([ -]?)\d{3}\1\d{3}/,
    check: (value) => !isRepeated(value) && company(value),
    evidence: 'fair',
    context: ['acn', 'company number'],
  }),
  /** Issued by the Australian Passport Office. */
  identifier({
    name: 'au-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{1,2}\d{7}/,
    evidence: 'faint',
    context: ['passport'],
  }),
  /** Each state and territory issues licences in its own form. */
  identifier({
    name: 'au-drivers-license',
    type: 'DRIVERS_LICENSE',
    pattern: /\d{6,10}|[A-Z]\d{5,6}/,
    evidence: 'faint',
    context: ['driver licence', "driver's licence", 'drivers licence', 'driving licence', 'licence number'],
  }),
  /** The postcode of Australia Post. */
  postalCode('au', /\d{4}/, ['suburb']),
]
