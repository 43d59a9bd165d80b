import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Tax administration of the Ministry of Finance: one check digit modulo 11 over prime weights. A branch code of three
 * digits may follow.
 */
function taxNumber(value: string): boolean {
  const serial = value.slice(2, 9) !== '0000000' && value.slice(10) !== '000'
  return serial && 10 - (weightedSum(value, [31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11) === digitAt(value, 9)
}

export const recognizers = [
  /** The citizen number of the Ministry of Public Security: province (001 to 096), century and sex, year, serial. */
  identifier({
    name: 'vn-citizen-card',
    type: 'VN_CITIZEN_CARD',
    pattern: /0\d{2}[0-3]\d{8}/,
    check: (value) => Number(value.slice(0, 3)) <= 96,
    evidence: 'weak',
    context: ['cccd', 'căn cước', 'căn cước công dân', 'cmnd', 'chứng minh', 'citizen card'],
  }),
  /** The nine digits of the older identity card of the Ministry of Public Security. */
  identifier({
    name: 'vn-identity-card-old',
    type: 'VN_CITIZEN_CARD',
    pattern: /\d{9}/,
    evidence: 'faint',
    context: ['cmnd', 'chứng minh nhân dân', 'chứng minh'],
  }),
  /** The tax number (MST) of the Ministry of Finance. */
  identifier({
    name: 'vn-tax-number',
    type: 'VN_TAX_NUMBER',
    pattern: /\d{10}(?: ?- ?\d{3}|\d{3})?|\d{9}-\d(?:-\d{3})?|\d{4} \d{3} \d{3}|\d\d\.\d\d\.\d{3}\.\d{3}/,
    check: taxNumber,
    evidence: 'fair',
    context: ['mst', 'mã số thuế', 'tax number'],
  }),
]
