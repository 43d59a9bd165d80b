import { identifier } from '../parts/identifier.js'
import { masterCitizenNumber } from './master-citizen-number.js'

export const recognizers = [
  /** The JMBG, issued by the Ministry of the Interior. */
  identifier({
    name: 'me-jmbg',
    type: 'ME_JMBG',
    pattern: /[0-3]\d{12}/,
    check: masterCitizenNumber,
    evidence: 'strong',
    context: ['jmbg', 'јмбг', 'матични број', 'matični broj', 'citizen number'],
  }),
]
