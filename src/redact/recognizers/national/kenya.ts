import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The PIN of the Kenya Revenue Authority: A for people, P for companies. */
  identifier({
    name: 'ke-pin',
    type: 'KE_PIN',
    pattern: /[AP] ?\d{9}-?[A-Z]/,
    evidence: 'strong',
    context: ['kra', 'kra pin', 'pin'],
  }),
  /** Issued by the National Registration Bureau. */
  identifier({
    name: 'ke-national-id',
    type: 'KE_NATIONAL_ID',
    pattern: /\d{7,8}/,
    evidence: 'faint',
    context: ['national id', 'id number', 'id no', 'kitambulisho'],
  }),
]
