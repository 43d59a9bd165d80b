import { identifier } from '../parts/identifier.js'

function taxNumber(value: string): boolean {
  let sum = 0
  for (let index = 1; index < 10; index++) sum += index * Number.parseInt(value.charAt(index), 36)
  return '0123456789X'.charAt(sum % 11) === value.charAt(10)
}

export const recognizers = [
  identifier({
    name: 'gh-card',
    type: 'GH_CARD',
    pattern: /GHA-?\d{9}-?\d/,
    evidence: 'strong',
    context: ['ghana card', 'nia', 'national id'],
  }),
  identifier({
    name: 'gh-tin',
    type: 'GH_TIN',
    pattern: /[PCGQV]00[A-Z\d]\d{6}[\dX]/,
    check: taxNumber,
    evidence: 'strong',
    context: ['tin', 'gra', 'tax number'],
  }),
]
