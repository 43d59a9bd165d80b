import { weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** The check letter by series and remainder. M uses its row backwards. */
const letters: Readonly<Record<string, string>> = {
  S: 'JZIHGFEDCBA',
  T: 'JZIHGFEDCBA',
  F: 'XWUTRQPNMLK',
  G: 'XWUTRQPNMLK',
  M: 'KLJNPQRTUWX',
}

/**
 * Immigration & Checkpoints Authority: weights 2765432, modulo 11. T and G, in use since 2000, add 4. M, in use since
 * 2022, adds 3.
 */
function identityCard(value: string): boolean {
  const series = value.charAt(0)
  const offset = series === 'T' || series === 'G' ? 4 : series === 'M' ? 3 : 0
  const remainder = (weightedSum(value.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11
  return letters[series]!.charAt(series === 'M' ? 10 - remainder : remainder) === value.charAt(8)
}

/**
 * Accounting and Corporate Regulatory Authority, UEN: one check letter modulo 11. Businesses, local companies and other
 * entities have different weights and letters.
 */
function company(value: string): boolean {
  if (/^\d{8}[A-Z]$/.test(value))
    return 'XMKECAWLJDB'.charAt(weightedSum(value, [10, 4, 9, 3, 8, 2, 7, 1]) % 11) === value.charAt(8)
  if (/^\d{9}[A-Z]$/.test(value))
    return 'ZKCMDNERGWH'.charAt(weightedSum(value, [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11) === value.charAt(9)
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWX0123456789'
  const weights = [4, 3, 5, 3, 10, 2, 2, 5, 7]
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(value.charAt(index)), 0)
  return alphabet.charAt((((sum - 5) % 11) + 11) % 11) === value.charAt(9)
}

const cardWords = ['nric', 'fin', 'identity card', 'ic number', 'ic no']

export const recognizers = [
  /**
   * The NRIC of citizens and residents (S, T) and the FIN of foreigners (F, G, M), issued by the Immigration &
   * Checkpoints Authority.
   */
  identifier({
    name: 'sg-nric',
    type: 'SG_NRIC',
    pattern: /[STFGM]\d{7}[A-Z]/,
    check: identityCard,
    evidence: 'strong',
    context: cardWords,
  }),
  /** The same shape with an error in it, so that the check letter fails. */
  identifier({
    name: 'sg-nric-shape',
    type: 'SG_NRIC',
    pattern: /[A-Z]\d{7}[A-Z]/,
    evidence: 'weak',
    context: cardWords,
  }),
  /** The UEN, issued by the Accounting and Corporate Regulatory Authority. */
  identifier({
    name: 'sg-uen',
    type: 'SG_UEN',
    pattern: /\d{8,9}[A-Z]|[RST]\d\d[A-Z][A-Z\d]\d{4}[A-Z\d]/,
    check: company,
    evidence: 'strong',
    context: ['uen', 'unique entity', 'company'],
  }),
  /** The postal code of Singapore Post. */
  postalCode('sg', /\d{6}/, ['singapore']),
]
