import { digitAt, isRepeated, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

function individualNumber(value: string): boolean {
  const remainder = weightedSum(value, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
  return !isRepeated(value) && (remainder < 2 ? 0 : 11 - remainder) === digitAt(value, 11)
}

function corporateNumber(value: string): boolean {
  return 9 - (weightedSum(value.slice(1), [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9) === digitAt(value, 0)
}

export const recognizers = [
  identifier({
    name: 'jp-individual-number',
    type: 'JP_INDIVIDUAL_NUMBER',
    pattern: /\d{4}([ -]?)\d{4}\1\d{4}/,
    check: individualNumber,
    evidence: 'fair',
    context: ['マイナンバー', '個人番号', '個人ナンバー', 'my number', 'individual number'],
  }),
  identifier({
    name: 'jp-corporate-number',
    type: 'JP_CORPORATE_NUMBER',
    pattern: /[1-9]-?\d{4}-?\d{4}-?\d{4}/,
    check: corporateNumber,
    evidence: 'fair',
    context: ['法人番号', 'corporate number'],
  }),
  identifier({
    name: 'jp-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{7}/,
    evidence: 'faint',
    context: ['旅券', 'パスポート', 'passport'],
  }),
  identifier({
    name: 'jp-drivers-license',
    type: 'DRIVERS_LICENSE',
    pattern: /\d{12}/,
    evidence: 'faint',
    context: ['運転免許', '免許証', "driver's license"],
  }),
  identifier({
    name: 'jp-postal-code',
    type: 'POSTAL_CODE',
    pattern: /\d{3}-\d{4}/,
    evidence: 'weak',
    context: ['〒', '郵便番号', '住所', 'postal code'],
  }),
]
