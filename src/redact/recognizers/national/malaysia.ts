import { isShortDate } from '../parts/calendar.js'
import { identifier } from '../parts/identifier.js'

/** National Registration Department: digits 7 and 8 name the place of birth. These codes were never assigned. */
const unassigned = new Set(['00', '17', '18', '19', '20', '69', '70', '73', '80', '81', '94', '95', '96', '97'])

/** National Registration Department: date of birth, place of birth and serial. The number has no check digit. */
function registrationCard(value: string): boolean {
  const dated = isShortDate(+value.slice(0, 2), +value.slice(2, 4), +value.slice(4, 6))
  return dated && !unassigned.has(value.slice(6, 8))
}

export const recognizers = [
  /** The number of the MyKad, issued by the National Registration Department (JPN). */
  identifier({
    name: 'my-nric',
    type: 'MY_NRIC',
    pattern: /\d\d[01]\d[0-3]\d([- ]?)\d\d\1\d{4}/,
    check: registrationCard,
    evidence: 'fair',
    context: ['nric', 'mykad', 'kad pengenalan', 'no. kp', 'ic', 'ic number', 'identity card'],
  }),
  /** Issued by the Immigration Department; A, H or K names the issuing region. */
  identifier({
    name: 'my-passport',
    type: 'PASSPORT',
    pattern: /[AHK]\d{8}/,
    evidence: 'weak',
    context: ['pasport', 'passport'],
  }),
]
