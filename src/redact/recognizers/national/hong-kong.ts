import { identifier } from '../parts/identifier.js'

/**
 * Immigration Department: one check character modulo 11, where 10 is written as A. A missing first letter counts as 36,
 * the value of a space.
 */
function identityCard(value: string): boolean {
  const padded = value.padStart(9, ' ')
  let sum = 0
  for (let index = 0; index < 8; index++) {
    const character = padded.charAt(index)
    sum += (9 - index) * (character === ' ' ? 36 : Number.parseInt(character, 36))
  }
  return (11 - (sum % 11)) % 11 === Number.parseInt(padded.charAt(8), 36)
}

export const recognizers = [
  /** The identity card of the Immigration Department, with the check digit in brackets. */
  identifier({
    name: 'hk-identity-card',
    type: 'HK_IDENTITY_CARD',
    pattern: /[A-Z]{1,2}\d{6}\([\dA]\)/,
    check: identityCard,
    evidence: 'strong',
    context: ['hkid', '身份證', '身分證', 'identity card'],
  }),
  /** The same card without the brackets. */
  identifier({
    name: 'hk-identity-card-plain',
    type: 'HK_IDENTITY_CARD',
    pattern: /[A-Z]{1,2}\d{6}[\dA]/,
    check: identityCard,
    evidence: 'fair',
    context: ['hkid', '身份證', '身分證', 'identity card'],
  }),
]
