import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { masterCitizenNumber } from './master-citizen-number.js'

export const recognizers = [
  /** The EMŠO of the Central Population Register. */
  identifier({
    name: 'si-emso',
    type: 'SI_EMSO',
    pattern: /[0-3]\d{12}|[0-3]\d{6}[ -]\d{6}/,
    check: masterCitizenNumber,
    evidence: 'strong',
    context: ['emšo', 'emso', 'matična številka občana', 'citizen number'],
  }),
  /**
   * The tax number of the Financial Administration (FURS): one check digit modulo 11, where 10 and 11 are written as 0.
   */
  identifier({
    name: 'si-tax-number',
    type: 'SI_TAX_NUMBER',
    pattern: /(?:SI ?)?[1-9]\d{3} ?\d{4}/,
    check: (value) => {
      const digits = value.slice(-8)
      return ((11 - (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === digitAt(digits, 7)
    },
    evidence: 'fair',
    context: ['davčna številka', 'davčna', 'ddv', 'tax number', 'vat'],
  }),
]
