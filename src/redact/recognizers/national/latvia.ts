import { isDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Office of Citizenship and Migration Affairs: one check digit modulo 11. Numbers issued since 2017 begin with 32 and
 * hold no date of birth.
 */
function personalCode(value: string): boolean {
  const century = 1800 + 100 * digitAt(value, 6)
  const dated = value.startsWith('32') || isDate(century + +value.slice(4, 6), +value.slice(2, 4), +value.slice(0, 2))
  const check = (1 + weightedSum(value, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11
  return dated && check % 10 === digitAt(value, 10)
}

export const recognizers = [
  /** The personas kods, issued by the Office of Citizenship and Migration Affairs (PMLP). */
  identifier({
    name: 'lv-personal-code',
    type: 'LV_PERSONAL_CODE',
    pattern: /[0-3]\d{5}-?[0-9]\d{4}/,
    check: personalCode,
    evidence: 'strong',
    context: ['personas kods', 'personas kodu', 'p.k', 'personal code'],
  }),
]
