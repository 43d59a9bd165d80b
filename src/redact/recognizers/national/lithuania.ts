import { identifier } from '../parts/identifier.js'
import { balticNumber } from './baltic-number.js'

export const recognizers = [
  /** The asmens kodas of the Population Register. */
  identifier({
    name: 'lt-personal-code',
    type: 'LT_PERSONAL_CODE',
    pattern: /[1-9]\d{10}/,
    check: balticNumber,
    evidence: 'strong',
    context: ['asmens kodas', 'asmens kodą', 'a.k', 'personal code'],
  }),
]
