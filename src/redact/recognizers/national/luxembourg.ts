import { isDate } from '../parts/calendar.js'
import { luhn, verhoeff } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Law of 19 June 2013: two check digits over the same eleven digits, first by Luhn, then by Verhoeff. */
function nationalNumber(value: string): boolean {
  const dated = isDate(+value.slice(0, 4), +value.slice(4, 6), +value.slice(6, 8))
  return dated && luhn(value.slice(0, 12)) && verhoeff(value.slice(0, 11) + value.slice(12))
}

export const recognizers = [
  /** The matricule of the national register of natural persons (law of 19 June 2013). */
  identifier({
    name: 'lu-national-number',
    type: 'LU_NATIONAL_NUMBER',
    pattern: /(?:18|19|20)\d{2} ?\d{2} ?\d{2} ?\d{5}/,
    check: nationalNumber,
    evidence: 'strong',
    context: ['matricule', "numéro d'identification", 'cns', 'sozialversicherung', 'national number'],
  }),
]
