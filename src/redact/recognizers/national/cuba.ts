import { isDate } from '../parts/calendar.js'
import { identifier } from '../parts/identifier.js'

/** The seventh digit names the century: 9 for the 19th, 0 to 5 for the 20th, 6 to 8 for the 21st. */
function identityNumber(value: string): boolean {
  const century = value.charAt(6) === '9' ? 1800 : value.charAt(6) <= '5' ? 1900 : 2000
  return isDate(century + Number(value.slice(0, 2)), Number(value.slice(2, 4)), Number(value.slice(4, 6)))
}

export const recognizers = [
  /** The number of the carné de identidad, issued by the Ministry of the Interior. */
  identifier({
    name: 'cu-identity-number',
    type: 'CU_IDENTITY_NUMBER',
    pattern: /\d{11}/,
    check: identityNumber,
    evidence: 'weak',
    context: ['carné de identidad', 'carnet', 'número de identidad', 'ci', 'identidad'],
  }),
]
