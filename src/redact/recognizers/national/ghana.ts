import { identifier } from '../identifier.js'

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
    evidence: 'strong',
    context: ['tin', 'gra', 'tax number'],
  }),
]
