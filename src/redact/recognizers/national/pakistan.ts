import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The CNIC, issued by NADRA: province and district, family, and a digit for the sex. */
  identifier({
    name: 'pk-cnic',
    type: 'PK_CNIC',
    pattern: /[1-7]\d{4}-?\d{7}-?[1-9]/,
    evidence: 'fair',
    context: ['cnic', 'nicop', 'nadra', 'شناختی کارڈ', 'identity card'],
  }),
]
