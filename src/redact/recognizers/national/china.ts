import { isDate } from '../parts/calendar.js'
import { isRepeated, mod11And2 } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * The first two digits of GB/T 2260 name the province; 71, 81 and 82 are Taiwan, Hong Kong and Macau, and 83 occurs on
 * residence permits for people from Taiwan.
 */
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/

/** GB 11643: region, date of birth, serial and the check character of ISO 7064 MOD 11-2. */
function residentIdentity(value: string): boolean {
  return (
    provinces.test(value) && isDate(+value.slice(6, 10), +value.slice(10, 12), +value.slice(12, 14)) && mod11And2(value)
  )
}

/** The digits and letters of GB 32100; I, O, S, V and Z are left out. */
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** GB 32100: the powers of 3 modulo 31 are the weights of the check character. */
function socialCredit(value: string): boolean {
  let sum = 0
  let weight = 1
  for (let index = 0; index < 17; index++, weight = (weight * 3) % 31)
    sum += creditAlphabet.indexOf(value.charAt(index)) * weight
  return !isRepeated(value) && creditAlphabet.charAt((31 - (sum % 31)) % 31) === value.charAt(17)
}

export const recognizers = [
  /** The citizen identity number, issued by the Ministry of Public Security (GB 11643). */
  identifier({
    name: 'cn-resident-identity',
    type: 'CN_RESIDENT_IDENTITY',
    pattern: /[1-8]\d{16}[\dX]|[1-8]\d{5} \d{8} \d{3}[\dX]/,
    check: residentIdentity,
    evidence: 'strong',
    context: [
      '身份证',
      '居民身份',
      '身份號碼',
      '身份号码',
      '身份證',
      '公民身份',
      '证件号',
      'resident identity',
      'id card',
    ],
  }),
  /** The unified social credit code of organisations (GB 32100). */
  identifier({
    name: 'cn-social-credit',
    type: 'CN_SOCIAL_CREDIT',
    pattern: /[1-9A-HJ-NPQRTUWXY][\dA-HJ-NPQRTUWXY]\d{6}[\dA-HJ-NPQRTUWXY]{10}/,
    check: socialCredit,
    evidence: 'strong',
    context: ['统一社会信用代码', '信用代码', 'social credit'],
  }),
  /** Issued by the National Immigration Administration. */
  identifier({
    name: 'cn-passport',
    type: 'PASSPORT',
    pattern: /[EGDSPH][A-Z\d]\d{7}/,
    evidence: 'weak',
    context: ['护照', '護照', 'passport'],
  }),
  /** The postal code of China Post. */
  postalCode('cn', /\d{6}/, ['邮编', '邮政编码']),
]
