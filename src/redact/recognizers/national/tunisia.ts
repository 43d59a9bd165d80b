import { identifier } from '../parts/identifier.js'

export const recognizers = [
  identifier({
    name: 'tn-identity-card',
    type: 'TN_IDENTITY_CARD',
    pattern: /[01]\d{7}/,
    evidence: 'faint',
    context: ['cin', "carte d'identité", 'بطاقة التعريف', 'identity card'],
  }),
  identifier({
    name: 'tn-tax-number',
    type: 'TN_TAX_NUMBER',
    pattern: /\d{7}[ /]?[A-HJ-NP-TV-Z][ /]?[ABDNP][ /]?[CMNPE][ /]?\d{3}/,
    evidence: 'strong',
    context: ['matricule fiscal', 'mf', 'tax number'],
  }),
]
