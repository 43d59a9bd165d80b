import { isDate } from '../parts/calendar.js'
import { identifier } from '../parts/identifier.js'

/**
 * Century (2 for 19yy, 3 for 20yy), date of birth, governorate, serial and a check digit. The check digit is not
 * tested.
 */
function nationalId(value: string): boolean {
  const century = value.startsWith('2') ? 1900 : 2000
  const governorate = Number(value.slice(7, 9))
  const dated = isDate(century + +value.slice(1, 3), +value.slice(3, 5), +value.slice(5, 7))
  return dated && ((governorate >= 1 && governorate <= 35) || governorate === 88)
}

export const recognizers = [
  /** The national number of the Civil Status Organization, Ministry of Interior. */
  identifier({
    name: 'eg-national-id',
    type: 'EG_NATIONAL_ID',
    pattern: /[23]\d{13}/,
    check: nationalId,
    evidence: 'strong',
    context: ['الرقم القومي', 'القومي', 'بطاقة', 'بطاقته', 'رقم قومي', 'البطاقة', 'national id'],
  }),
]
