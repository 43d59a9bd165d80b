import { hasShortDateAt } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

function individualNumber(value: string): boolean {
  const first = weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11
  const check = first < 10 ? first : weightedSum(value, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11
  return hasShortDateAt(value, 0) && check === digitAt(value, 11)
}

export const recognizers = [
  identifier({
    name: 'kz-iin',
    type: 'KZ_IIN',
    pattern: /\d{6}[0-6]\d{5}/,
    check: individualNumber,
    evidence: 'strong',
    context: ['иин', 'жсн', 'iin', 'individual number'],
  }),
]
