import { digitAt } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

function identityNumber(value: string): boolean {
  const digit = (index: number) => digitAt(value, index)
  const odd = digit(0) + digit(2) + digit(4) + digit(6) + digit(8)
  const even = digit(1) + digit(3) + digit(5) + digit(7)
  return (((odd * 7 - even) % 10) + 10) % 10 === digit(9) && (odd + even + digit(9)) % 10 === digit(10)
}

function taxNumber(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 9; index++) {
    const shifted = (digitAt(value, index) + 9 - index) % 10
    if (shifted > 0) sum += (shifted * 2 ** (9 - index)) % 9 || 9
  }
  return (10 - (sum % 10)) % 10 === digitAt(value, 9)
}

const plateWords = ['plaka', 'plakası', 'plakalı', 'araç', 'plate', 'license plate']

export const recognizers = [
  identifier({
    name: 'tr-identity-number',
    type: 'TR_IDENTITY_NUMBER',
    pattern: /[1-9]\d{10}/,
    check: identityNumber,
    evidence: 'strong',
    context: ['tckn', 't.c', 'tc', 'kimlik*', 'tckn*', 'identity number', 'turkish id'],
  }),
  identifier({
    name: 'tr-tax-number',
    type: 'TR_TAX_NUMBER',
    pattern: /\d{10}/,
    check: taxNumber,
    evidence: 'fair',
    context: ['vkn', 'vergi*', 'vergi kimlik*', 'tax number'],
  }),
  identifier({
    name: 'tr-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /(?:0[1-9]|[1-7]\d|8[01]) [A-Z]{1,3} \d{2,5}/,
    // 12 May 1984 is a date, 36 to 21 a sentence.
    check: (value) =>
      !/JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|OCA|NIS|HAZ|TEM|EYL|EKI|KAS|ARA|TO|OF|IN|AT|OR|AND|FOR/.test(
        value,
      ),
    evidence: 'fair',
    context: plateWords,
  }),
  identifier({
    name: 'tr-license-plate-joined',
    type: 'LICENSE_PLATE',
    pattern: /(?:0[1-9]|[1-7]\d|8[01])[A-Z]{1,3}\d{2,5}/,
    evidence: 'weak',
    context: plateWords,
  }),
  postalCode('tr', /(?:0[1-9]|[1-7]\d|8[01])\d{3}/, ['posta kodu']),
]
