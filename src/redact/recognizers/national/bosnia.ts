import { identifier } from '../parts/identifier.js'
import { masterCitizenNumber } from './master-citizen-number.js'

export const recognizers = [
  /** The JMB of a citizen, assigned through IDDEEA, the agency for identification documents. */
  identifier({
    name: 'ba-jmbg',
    type: 'BA_JMBG',
    pattern: /[0-3]\d{12}/,
    check: masterCitizenNumber,
    evidence: 'strong',
    context: ['jmbg', 'јмбг', 'матични број', 'matični broj', 'jmb', 'citizen number'],
  }),
]
