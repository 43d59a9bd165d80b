import { digitAt, weightedSum } from '../checksums.js'
import { identifier } from '../identifier.js'

// The second and third digits are the province of registration.
function identityNumber(value: string): boolean {
  const province = Number(value.slice(1, 3))
  const assigned =
    (province >= 10 && province <= 27) ||
    (province >= 30 && province <= 58 && province !== 59) ||
    (province >= 60 && province <= 67) ||
    (province >= 70 && province <= 77) ||
    (province >= 80 && province <= 86) ||
    (province >= 90 && province <= 96)
  const check = (11 - (weightedSum(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10
  return (assigned || value.charAt(0) === '0' || value.charAt(0) === '9') && check === digitAt(value, 12)
}

export const recognizers = [
  identifier({
    name: 'th-identity-number',
    type: 'TH_IDENTITY_NUMBER',
    pattern: /[1-9](?:[ -]{0,5}\d){12}/,
    check: identityNumber,
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
  identifier({
    name: 'th-tax-number',
    type: 'TH_TAX_NUMBER',
    pattern: /0\d{12}|0[- ]\d{4}[- ]\d{5}[- ]\d\d[- ]\d/,
    check: (value) =>
      (11 - (weightedSum(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(value, 12),
    evidence: 'fair',
    context: ['เลขประจำตัวผู้เสียภาษี', 'ผู้เสียภาษี', 'tax id', 'tin'],
  }),
]
