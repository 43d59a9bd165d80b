import { luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /**
   * The national ID (first digit 1) and the Iqama of residents (first digit 2), issued by the Ministry of Interior,
   * with a Luhn check digit.
   */
  identifier({
    name: 'sa-national-id',
    type: 'SA_NATIONAL_ID',
    pattern: /[12]\d{9}/,
    check: luhn,
    evidence: 'fair',
    context: [
      'الهوية الوطنية',
      'رقم الهوية',
      'الإقامة',
      'اقامة',
      'إقامة',
      'iqama',
      'الهوية',
      'هوية',
      'هويته',
      'هويتها',
      'إقامته',
      'national id',
    ],
  }),
]
