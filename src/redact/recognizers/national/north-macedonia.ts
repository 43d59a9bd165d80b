import { identifier } from '../parts/identifier.js'
import { masterCitizenNumber } from './master-citizen-number.js'

export const recognizers = [
  identifier({
    name: 'mk-embg',
    type: 'MK_EMBG',
    pattern: /[0-3]\d{12}/,
    check: masterCitizenNumber,
    evidence: 'strong',
    context: ['ембг', 'embg', 'матичен број', 'citizen number'],
  }),
]
