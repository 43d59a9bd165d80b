import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** Issued by Identità: a serial and a letter for the kind of holder. */
  identifier({
    name: 'mt-identity-card',
    type: 'MT_ID_CARD',
    pattern: /\d{3,7} ?[MGAPLHBZ]/,
    evidence: 'faint',
    context: ['id card', 'karta tal-identità', 'karta tal-identita', 'identity card'],
  }),
]
