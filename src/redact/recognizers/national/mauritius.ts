import { isShortDate } from '../parts/calendar.js'
import { identifier } from '../parts/identifier.js'

/**
 * Civil Status Division: the initial of the surname, the birthday, and a check character modulo 17 over the first
 * thirteen.
 */
function nationalId(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 13; index++) sum += (14 - index) * Number.parseInt(value.charAt(index), 36)
  const dated = isShortDate(+value.slice(5, 7), +value.slice(3, 5), +value.slice(1, 3))
  return dated && (17 - (sum % 17)) % 17 === Number.parseInt(value.charAt(13), 36)
}

export const recognizers = [
  /** The national identity card of the Civil Status Division. */
  identifier({
    name: 'mu-national-id',
    type: 'MU_NATIONAL_ID',
    pattern: /[A-Z]\d{12}[A-Z\d]/,
    check: nationalId,
    evidence: 'strong',
    context: ['nic', 'national identity', 'identity card'],
  }),
]
