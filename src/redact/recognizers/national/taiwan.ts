import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

// The county's letter stands for a number from 10 on, in this order.
function identityCard(value: string): boolean {
  const county = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(value.charAt(0)) + 10
  const second = value.charAt(1)
  const digits =
    (second >= 'A' ? String(('ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(second) + 10) % 10) : second) + value.slice(2)
  return (Math.floor(county / 10) + (county % 10) * 9 + weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0
}

// Since 2023 divisibility by 5 is enough; a 7 in the seventh place may count as 0 or 1.
function businessNumber(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 8; index++) {
    const product = digitAt(value, index) * [1, 2, 1, 2, 1, 2, 4, 1][index]!
    sum += Math.floor(product / 10) + (product % 10)
  }
  return sum % 5 === 0 || (value.charAt(6) === '7' && (sum + 1) % 5 === 0)
}

export const recognizers = [
  identifier({
    name: 'tw-identity-card',
    type: 'TW_IDENTITY_CARD',
    pattern: /[A-Z][1289A-D]\d{8}/,
    check: identityCard,
    evidence: 'strong',
    context: ['身分證', '身份證', '身分證字號', '居留證', 'identity card'],
  }),
  identifier({
    name: 'tw-business-number',
    type: 'TW_BUSINESS_NUMBER',
    pattern: /\d{8}/,
    check: businessNumber,
    evidence: 'weak',
    context: ['統一編號', '統編', 'ubn', 'business number'],
  }),
]
