import { luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The number of the Emirates ID, with a Luhn check digit. 784 is the country code of ISO 3166. */
  identifier({
    name: 'ae-emirates-id',
    type: 'AE_EMIRATES_ID',
    pattern: /784([- ]?)(?:19|20)\d\d\1\d{7}\1\d/,
    check: luhn,
    evidence: 'strong',
    context: ['emirates id', 'eid', 'الهوية', 'هوية', 'رقم الهوية'],
  }),
  /** The same number with its hyphens and without the check. */
  identifier({
    name: 'ae-emirates-id-shape',
    type: 'AE_EMIRATES_ID',
    pattern: /784-(?:19|20)\d\d-\d{7}-\d/,
    evidence: 'fair',
    context: ['emirates id', 'eid', 'الهوية', 'هوية', 'رقم الهوية'],
  }),
]
