import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** Inland Revenue: one check digit modulo 11. A remainder of 10 asks for a second round with other weights. */
function inlandRevenue(value: string): boolean {
  const digits = value.replace('NZ', '').padStart(9, '0')
  const first = (11 - (weightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  const check = first < 10 ? first : (11 - (weightedSum(digits, [7, 4, 3, 2, 5, 2, 7, 6]) % 11)) % 11
  const number = Number(digits)
  return number > 10_000_000 && number < 150_000_000 && check === digitAt(digits, 8)
}

/**
 * HISO 10046: letters count by their place in an alphabet without I and O. The older form ends in a check digit modulo
 * 11, the newer one in a check letter.
 */
function healthIndex(value: string): boolean {
  const alphabet = ' ABCDEFGHJKLMNPQRSTUVWXYZ'
  const number = (index: number) =>
    Math.max(alphabet.indexOf(value.charAt(index)), Number.parseInt(value.charAt(index), 10) || 0)
  let sum = 0
  for (let index = 0; index < 6; index++) sum += number(index) * (7 - index)
  const newer = /[A-Z]$/.test(value)
  return newer ? 23 - (sum % 23) === number(6) : sum % 11 > 0 && (11 - (sum % 11)) % 10 === number(6)
}

export const recognizers = [
  /** The IRD number, issued by Inland Revenue. */
  identifier({
    name: 'nz-ird',
    type: 'NZ_IRD',
    pattern: /(?:NZ ?)?(?:\d{2,3}([- ]?)\d{3}\1\d{3}|\d{7,8}-\d)/,
    check: inlandRevenue,
    evidence: 'fair',
    context: ['ird', 'inland revenue', 'tax number'],
  }),
  /** The National Health Index number, issued by Health New Zealand (HISO 10046). */
  identifier({
    name: 'nz-health-index',
    type: 'NZ_HEALTH_INDEX',
    pattern: /[A-HJ-NP-Z]{3}(?:\d{4}|\d\d[A-HJ-NP-Z]{2})/,
    check: healthIndex,
    evidence: 'fair',
    context: ['nhi', 'national health index', 'patient', 'health'],
  }),
  /** Bank, branch, account and suffix, under the rules of Payments NZ. */
  identifier({
    name: 'nz-bank-account',
    type: 'BANK_ACCOUNT',
    pattern: /\d\d[- ]\d{4}[- ]\d{7}[- ]\d{2,3}/,
    evidence: 'fair',
    context: ['account', 'bank account'],
  }),
  /** The postcode of NZ Post. */
  postalCode('nz', /\d{4}/, ['suburb']),
]
