import { identifier } from '../parts/identifier.js'

/** Ghana Revenue Authority: one check character modulo 11, where 10 is written as X. */
function taxNumber(value: string): boolean {
  let sum = 0
  for (let index = 1; index < 10; index++) sum += index * Number.parseInt(value.charAt(index), 36)
  return '0123456789X'.charAt(sum % 11) === value.charAt(10)
}

export const recognizers = [
  /** The Ghana Card, issued by the National Identification Authority. */
  identifier({
    name: 'gh-card',
    type: 'GH_CARD',
    pattern: /GHA-?\d{9}-?\d/,
    evidence: 'strong',
    context: ['ghana card', 'nia', 'national id'],
  }),
  /** The TIN, issued by the Ghana Revenue Authority. */
  identifier({
    name: 'gh-tin',
    type: 'GH_TIN',
    pattern: /[PCGQV]00[A-Z\d]\d{6}[\dX]/,
    check: taxNumber,
    evidence: 'strong',
    context: ['tin', 'gra', 'tax number'],
  }),
]
