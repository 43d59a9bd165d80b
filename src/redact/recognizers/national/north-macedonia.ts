import { identifier } from '../parts/identifier.js'
import { masterCitizenNumber } from './master-citizen-number.js'

export const recognizers = [
  /** The EMBG, issued by the Ministry of Internal Affairs. */
  identifier({
    name: 'mk-embg',
    type: 'MK_EMBG',
    pattern: /[0-3]\d{12}/,
    check: masterCitizenNumber,
    evidence: 'strong',
    context: ['ембг', 'embg', 'матичен број', 'citizen number'],
  }),
]
