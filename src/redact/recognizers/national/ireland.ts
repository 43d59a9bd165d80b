import { weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

function personalNumber(value: string): boolean {
  // A second letter counts, unless it is one of those that once marked a spouse.
  const second = /[ABH]$/.test(value.slice(8)) ? (value.charCodeAt(8) - 64) * 9 : 0
  return 'WABCDEFGHIJKLMNOPQRSTUV'.charAt((weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) + second) % 23) === value.charAt(7)
}

export const recognizers = [
  identifier({
    name: 'ie-pps',
    type: 'IE_PPS',
    pattern: /\d{7}[ -]?[A-W](?:[ -]?[ABHTWX])?/,
    check: personalNumber,
    evidence: 'strong',
    context: ['pps', 'ppsn', 'pps no', 'rsi', 'personal public service'],
  }),
  identifier({
    name: 'ie-eircode',
    type: 'POSTAL_CODE',
    pattern: /(?:D6W|[AC-FHKNPRTV-Y]\d\d) ?[AC-FHKNPRTV-Y\d]{4}/,
    check: (value) => /[A-Z]/.test(value.slice(3)) && /\d/.test(value.slice(3)),
    evidence: 'weak',
    context: ['eircode', 'address', 'postcode', 'dublin', 'cork'],
  }),
  identifier({
    name: 'ie-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{1,2}\d{7}/,
    evidence: 'faint',
    context: ['passport'],
  }),
]
