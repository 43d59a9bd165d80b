import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Ministry of the Interior: the letter of the county counts as a number from 10 on, in the order of this alphabet. The
 * weighted sum is a multiple of 10.
 */
function identityCard(value: string): boolean {
  const county = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(value.charAt(0)) + 10
  const second = value.charAt(1)
  const digits =
    (second >= 'A' ? String(('ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(second) + 10) % 10) : second) + value.slice(2)
  return (Math.floor(county / 10) + (county % 10) * 9 + weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0
}

/**
 * Ministry of Finance: the sum must be a multiple of 5; multiples of 10 were required until 2023. A 7 at the seventh
 * place may count as 0 or 1.
 */
function businessNumber(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 8; index++) {
    const product = digitAt(value, index) * [1, 2, 1, 2, 1, 2, 4, 1][index]!
    sum += Math.floor(product / 10) + (product % 10)
  }
  return sum % 5 === 0 || (value.charAt(6) === '7' && (sum + 1) % 5 === 0)
}

export const recognizers = [
  /**
   * The identity card of the Ministry of the Interior, and the resident certificate of the National Immigration Agency,
   * which has 8, 9 or a letter at the second place.
   */
  identifier({
    name: 'tw-identity-card',
    type: 'TW_IDENTITY_CARD',
    pattern: /[A-Z][1289A-D]\d{8}/,
    check: identityCard,
    evidence: 'strong',
    context: ['身分證', '身份證', '身分證字號', '居留證', 'identity card'],
  }),
  /** The unified business number of the Ministry of Finance. */
  identifier({
    name: 'tw-business-number',
    type: 'TW_BUSINESS_NUMBER',
    pattern: /\d{8}/,
    check: businessNumber,
    evidence: 'weak',
    context: ['統一編號', '統編', 'ubn', 'business number'],
  }),
]
