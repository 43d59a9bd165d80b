import { identifier } from '../parts/identifier.js'

export const recognizers = [
  identifier({
    name: 'mt-identity-card',
    type: 'MT_ID_CARD',
    pattern: /\d{3,7} ?[MGAPLHBZ]/,
    evidence: 'faint',
    context: ['id card', 'karta tal-identità', 'karta tal-identita', 'identity card'],
  }),
]
