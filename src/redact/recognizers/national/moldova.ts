import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The IDNP, issued by the Public Services Agency: weights 7, 3, 1, modulo 10. */
  identifier({
    name: 'md-idnp',
    type: 'MD_IDNP',
    pattern: /[012]\d{12}/,
    check: (value) => weightedSum(value, [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 === digitAt(value, 12),
    evidence: 'fair',
    context: ['idnp', 'cod personal', 'personal code'],
  }),
]
