import { digitAt } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * General Directorate of Civil Registration and Nationality (NVİ): the tenth and the eleventh digit check those before
 * them, modulo 10.
 */
function identityNumber(value: string): boolean {
  const digit = (index: number) => digitAt(value, index)
  const odd = digit(0) + digit(2) + digit(4) + digit(6) + digit(8)
  const even = digit(1) + digit(3) + digit(5) + digit(7)
  return (((odd * 7 - even) % 10) + 10) % 10 === digit(9) && (odd + even + digit(9)) % 10 === digit(10)
}

/**
 * Revenue Administration (GİB): each digit is shifted by its place, multiplied by a power of 2 and reduced modulo 9.
 */
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
  /** The T.C. kimlik numarası, issued by NVİ. */
  identifier({
    name: 'tr-identity-number',
    type: 'TR_IDENTITY_NUMBER',
    pattern: /[1-9]\d{10}/,
    check: identityNumber,
    evidence: 'strong',
    context: ['tckn', 't.c', 'tc', 'kimlik*', 'tckn*', 'identity number', 'turkish id'],
  }),
  /** The vergi kimlik numarası, issued by the Revenue Administration. */
  identifier({
    name: 'tr-tax-number',
    type: 'TR_TAX_NUMBER',
    pattern: /\d{10}/,
    check: taxNumber,
    evidence: 'fair',
    context: ['vkn', 'vergi*', 'vergi kimlik*', 'tax number'],
  }),
  /** The plate: the code of the province (01 to 81), letters and digits. */
  identifier({
    name: 'tr-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /(?:0[1-9]|[1-7]\d|8[01]) [A-Z]{1,3} \d{2,5}/,
    // "12 May 1984" is a date and "36 to 21" belongs to a sentence, so months and small words are not the letters of a
    // plate.
    check: (value) =>
      !/JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|OCA|NIS|HAZ|TEM|EYL|EKI|KAS|ARA|TO|OF|IN|AT|OR|AND|FOR/.test(
        value,
      ),
    evidence: 'fair',
    context: plateWords,
  }),
  /** The same plate without spaces. */
  identifier({
    name: 'tr-license-plate-joined',
    type: 'LICENSE_PLATE',
    pattern: /(?:0[1-9]|[1-7]\d|8[01])[A-Z]{1,3}\d{2,5}/,
    evidence: 'weak',
    context: plateWords,
  }),
  /** The postal code of PTT. It begins with the code of the province. */
  postalCode('tr', /(?:0[1-9]|[1-7]\d|8[01])\d{3}/, ['posta kodu']),
]
