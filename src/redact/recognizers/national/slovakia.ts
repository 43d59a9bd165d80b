import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'
import { birthNumber } from './birth-number.js'

export const recognizers = [
  /** The rodné číslo, assigned under Act 301/1995 Coll. */
  identifier({
    name: 'sk-birth-number',
    type: 'SK_BIRTH_NUMBER',
    pattern: /\d{6}[/ ]?\d{3,4}/,
    check: birthNumber,
    evidence: 'strong',
    context: ['rodné číslo', 'rodného čísla', 'r.č', 'rč', 'birth number'],
  }),
  /** Issued by the Ministry of Interior: two letters and six digits. */
  identifier({
    name: 'sk-identity-card',
    type: 'SK_ID_CARD',
    pattern: /[A-Z]{2} ?\d{6}/,
    evidence: 'faint',
    context: ['občiansky preukaz', 'op', 'číslo op', 'identity card'],
  }),
  /** The PSČ of Slovenská pošta. */
  postalCode('sk', /[089]\d{2} ?\d{2}/, ['psč', 'poštové smerovacie číslo']),
]
