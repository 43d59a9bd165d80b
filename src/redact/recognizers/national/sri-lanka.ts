import { identifier } from '../parts/identifier.js'

/** Department for Registration of Persons: the day of the year, with 500 added for women. */
function dayOfYear(day: number): boolean {
  return (day >= 1 && day <= 366) || (day >= 501 && day <= 866)
}

export const recognizers = [
  /** The older identity card number of the Department for Registration of Persons: nine digits and V or X. */
  identifier({
    name: 'lk-nic',
    type: 'LK_NIC',
    pattern: /\d{9}[VX]/,
    check: (value) => dayOfYear(Number(value.slice(2, 5))),
    evidence: 'strong',
    context: ['nic', 'identity card', 'හැඳුනුම්පත'],
  }),
  /** The twelve digits of newer cards. */
  identifier({
    name: 'lk-nic-long',
    type: 'LK_NIC',
    pattern: /(?:19|20)\d{10}/,
    check: (value) => dayOfYear(Number(value.slice(4, 7))),
    evidence: 'weak',
    context: ['nic', 'identity card', 'හැඳුනුම්පත'],
  }),
]
