import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The national identity card, issued by the Ministry of the Interior. */
  identifier({
    name: 'tn-identity-card',
    type: 'TN_IDENTITY_CARD',
    pattern: /[01]\d{7}/,
    evidence: 'faint',
    context: ['cin', "carte d'identité", 'بطاقة التعريف', 'identity card'],
  }),
  /**
   * The matricule fiscal of the tax administration: number, key letter, two letters for the kind of taxpayer, and
   * establishment.
   */
  identifier({
    name: 'tn-tax-number',
    type: 'TN_TAX_NUMBER',
    pattern: /\d{7}[ /]?[A-HJ-NP-TV-Z][ /]?[ABDNP][ /]?[CMNPE][ /]?\d{3}/,
    evidence: 'strong',
    context: ['matricule fiscal', 'mf', 'tax number'],
  }),
]
