import { isShortDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Registers Iceland, kennitala: one check digit modulo 11. Companies have a kennitala too, with 40 added to the day.
 */
function identityNumber(value: string): boolean {
  const day = Number(value.slice(0, 2)) % 40
  const check = (11 - (weightedSum(value, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return isShortDate(+value.slice(4, 6), +value.slice(2, 4), day) && check === digitAt(value, 8)
}

export const recognizers = [
  /** The kennitala of people and companies, issued by Registers Iceland. The last digit names the century. */
  identifier({
    name: 'is-kennitala',
    type: 'IS_KENNITALA',
    pattern: /[0-7]\d[01]\d{3}[- ]?\d{3}[890]/,
    check: identityNumber,
    evidence: 'strong',
    context: ['kennitala', 'kt', 'kennitölu', 'identity number'],
  }),
]
