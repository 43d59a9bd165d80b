import { isRepeated, luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The number of the Population and Immigration Authority, with a Luhn check digit. */
  identifier({
    name: 'il-identity-number',
    type: 'IL_IDENTITY_NUMBER',
    pattern: /\d{8}-?\d|\d{7}-\d|\d{1,2}-\d{6}-\d/,
    check: (value) => !isRepeated(value) && luhn(value),
    evidence: 'fair',
    context: [
      'תעודת זהות',
      'בתעודת זהות',
      'ת.ז.',
      'תז',
      'זהות',
      'הזהות',
      'ת.ז',
      'ת"ז',
      'מספר זהות',
      'teudat zehut',
      'identity number',
    ],
  }),
  /** Issued by the Population and Immigration Authority. */
  identifier({
    name: 'il-passport',
    type: 'PASSPORT',
    pattern: /\d{7,8}/,
    evidence: 'faint',
    context: ['דרכון', 'passport'],
  }),
]
