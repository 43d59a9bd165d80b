import { mod11And10 } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { masterCitizenNumber } from './master-citizen-number.js'

export const recognizers = [
  /** The OIB, issued by the Tax Administration (Porezna uprava), with the check digit of ISO 7064 MOD 11,10. */
  identifier({
    name: 'hr-oib',
    type: 'HR_OIB',
    pattern: /(?:HR ?)?\d{11}/,
    check: (value) => mod11And10(value.replace('HR', '')),
    evidence: 'fair',
    context: ['oib', 'oib-a', 'oib-om', 'osobni identifikacijski broj', 'personal identification'],
  }),
  /** The JMBG, which the OIB replaced. Older documents still show it. */
  identifier({
    name: 'hr-jmbg',
    type: 'HR_JMBG',
    pattern: /\d{13}/,
    check: masterCitizenNumber,
    evidence: 'strong',
    context: ['jmbg', 'matični broj', 'citizen number'],
  }),
]
