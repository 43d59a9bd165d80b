import { hasShortDateAt } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** One check digit modulo 11. A remainder of 10 asks for a second round with other weights. */
function individualNumber(value: string): boolean {
  const first = weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11
  const check = first < 10 ? first : weightedSum(value, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11
  return hasShortDateAt(value, 0) && check === digitAt(value, 11)
}

export const recognizers = [
  /** The IIN of the national register of identification numbers (Law No. 223-III of 12 January 2007). */
  identifier({
    name: 'kz-iin',
    type: 'KZ_IIN',
    pattern: /\d{6}[0-6]\d{5}/,
    check: individualNumber,
    evidence: 'strong',
    context: ['иин', 'жсн', 'iin', 'individual number'],
  }),
]
