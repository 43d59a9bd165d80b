import { isShortDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Ministry of Internal Affairs, CNP: the weights 279146358279, modulo 11. */
function personalCode(value: string): boolean {
  const county = Number(value.slice(7, 9))
  const dated = isShortDate(Number(value.slice(1, 3)), Number(value.slice(3, 5)), Number(value.slice(5, 7)))
  // A remainder of 10 is written as 1, not as 0.
  const sum = weightedSum(value, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
  return dated && county > 0 && (county < 53 || county === 70) && (sum === 10 ? 1 : sum) === digitAt(value, 12)
}

export const recognizers = [
  /**
   * The cod numeric personal, issued by the Ministry of Internal Affairs: sex and century, date of birth, county,
   * serial and a check digit.
   */
  identifier({
    name: 'ro-cnp',
    type: 'RO_CNP',
    pattern: /[1-9]\d{12}/,
    check: personalCode,
    evidence: 'strong',
    context: ['cnp', 'cod numeric personal', 'personal code'],
  }),
  /** Issued by the Ministry of Internal Affairs: two letters for the series and six digits. */
  identifier({
    name: 'ro-identity-card',
    type: 'RO_ID_CARD',
    pattern: /[A-Z]{2} ?\d{6}/,
    evidence: 'faint',
    context: ['carte de identitate', 'buletin', 'seria', 'ci', 'identity card'],
  }),
]
