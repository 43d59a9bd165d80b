import { isDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * The check of GRAO, the civil registration of Bulgaria: modulo 11, where 10 is written as 0. The month has 20 added
 * for people born before 1900 and 40 for those born since 2000.
 */
function citizenNumber(value: string): boolean {
  const month = Number(value.slice(2, 4))
  const century = month > 40 ? 2000 : month > 20 ? 1800 : 1900
  const dated = isDate(century + Number(value.slice(0, 2)), month % 20, Number(value.slice(4, 6)))
  return dated && (weightedSum(value, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digitAt(value, 9)
}

export const recognizers = [
  /** The EGN of a citizen, issued by GRAO, the civil registration. */
  identifier({
    name: 'bg-egn',
    type: 'BG_EGN',
    pattern: /\d{6} ?\d{3} ?\d/,
    check: citizenNumber,
    evidence: 'strong',
    context: ['егн', 'егн-то', 'граждански номер', 'egn', 'единен граждански номер', 'personal number'],
  }),
  /** The LNCh of a foreigner, issued by the Ministry of Interior: one check digit modulo 10. */
  identifier({
    name: 'bg-foreigner',
    type: 'BG_FOREIGNER',
    pattern: /\d{4} ?\d{3} ?\d{3}/,
    check: (value) => weightedSum(value, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === digitAt(value, 9),
    evidence: 'fair',
    context: ['лнч', 'lnch', 'личен номер на чужденец', 'foreigner'],
  }),
]
