import { mod11And10 } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { masterCitizenNumber } from './master-citizen-number.js'

export const recognizers = [
  identifier({
    name: 'hr-oib',
    type: 'HR_OIB',
    pattern: /(?:HR ?)?\d{11}/,
    check: (value) => mod11And10(value.replace('HR', '')),
    evidence: 'fair',
    context: ['oib', 'oib-a', 'oib-om', 'osobni identifikacijski broj', 'personal identification'],
  }),
  identifier({
    name: 'hr-jmbg',
    type: 'HR_JMBG',
    pattern: /\d{13}/,
    check: masterCitizenNumber,
    evidence: 'strong',
    context: ['jmbg', 'matični broj', 'citizen number'],
  }),
]
