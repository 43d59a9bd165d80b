import { weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Department of Social Protection: one check letter modulo 23. */
function personalNumber(value: string): boolean {
  // A second letter A, B or H counts in the sum. T, W and X do not count; they are on older numbers, W for a spouse.
  const second = /[ABH]$/.test(value.slice(8)) ? (value.charCodeAt(8) - 64) * 9 : 0
  return 'WABCDEFGHIJKLMNOPQRSTUV'.charAt((weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) + second) % 23) === value.charAt(7)
}

export const recognizers = [
  /** The PPS number, issued by the Department of Social Protection. */
  identifier({
    name: 'ie-pps',
    type: 'IE_PPS',
    pattern: /\d{7}[ -]?[A-W](?:[ -]?[ABHTWX])?/,
    check: personalNumber,
    evidence: 'strong',
    context: ['pps', 'ppsn', 'pps no', 'rsi', 'personal public service'],
  }),
  /** The Eircode: a routing key of three characters and four more for the address. */
  identifier({
    name: 'ie-eircode',
    type: 'POSTAL_CODE',
    pattern: /(?:D6W|[AC-FHKNPRTV-Y]\d\d) ?[AC-FHKNPRTV-Y\d]{4}/,
    check: (value) => /[A-Z]/.test(value.slice(3)) && /\d/.test(value.slice(3)),
    evidence: 'weak',
    context: ['eircode', 'address', 'postcode', 'dublin', 'cork'],
  }),
  /** Issued by the Department of Foreign Affairs. */
  identifier({
    name: 'ie-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{1,2}\d{7}/,
    evidence: 'faint',
    context: ['passport'],
  }),
]
