import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Department of Provincial Administration: the second and third digits name the province of registration. These codes
 * were never assigned.
 */
const unassigned = /^.(?:0\d|2[89]|59|6[89]|7[89]|8[789]|9[789])/

/** Department of Provincial Administration: one check digit modulo 11 over weights that fall from 13. */
function checkDigit(value: string): boolean {
  return (11 - (weightedSum(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(value, 12)
}

export const recognizers = [
  /** The identity number, issued by the Department of Provincial Administration. */
  identifier({
    name: 'th-identity-number',
    type: 'TH_IDENTITY_NUMBER',
    pattern: /[1-9](?:[ -]{0,5}\d){12}/,
    check: (value) => !unassigned.test(value) && checkDigit(value),
    evidence: 'fair',
    context: [
      'เลขประจำตัวประชาชน',
      'เลขประจำตัว',
      'หมายเลขบัตร',
      'ประชาชน',
      'บัตรประชาชน',
      'เลขบัตร',
      'thai id',
      'national id',
      'tnin',
    ],
  }),
  /** The tax number of a company, which begins with 0 (Revenue Department). */
  identifier({
    name: 'th-tax-number',
    type: 'TH_TAX_NUMBER',
    pattern: /0\d{12}|0[- ]\d{4}[- ]\d{5}[- ]\d\d[- ]\d/,
    check: checkDigit,
    evidence: 'fair',
    context: ['เลขประจำตัวผู้เสียภาษี', 'ผู้เสียภาษี', 'tax id', 'tin'],
  }),
]
