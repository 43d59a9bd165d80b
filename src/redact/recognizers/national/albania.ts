import { identifier } from '../parts/identifier.js'

export const recognizers = [
  identifier({
    name: 'al-personal-number',
    type: 'AL_PERSONAL_NUMBER',
    pattern: /(?:AL ?)?[A-T] ?\d{8} ?[A-W]/,
    evidence: 'weak',
    context: ['nid', 'nipt', 'nuis', 'numri personal', 'numër personal', 'letërnjoftim', 'personal number'],
  }),
]
