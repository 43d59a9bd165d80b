import { isRepeated, verhoeff } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The NIN, issued by the National Identity Management Commission, with a Verhoeff check digit. */
  identifier({
    name: 'ng-nin',
    type: 'NG_NIN',
    pattern: /\d{11}/,
    check: (value) => !isRepeated(value) && verhoeff(value),
    evidence: 'fair',
    context: ['nin', 'national identification', 'nimc'],
  }),
  /** The BVN of the Nigeria Inter-Bank Settlement System. It begins with 22. */
  identifier({
    name: 'ng-bvn',
    type: 'NG_BVN',
    pattern: /22\d{9}/,
    evidence: 'weak',
    context: ['bvn', 'bank verification'],
  }),
  /** The plate of the Federal Road Safety Corps: three letters for the local government, three digits, two letters. */
  identifier({
    name: 'ng-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /[A-Z]{3}[- ]?\d{3}[- ]?[A-Z]{2}/,
    evidence: 'fair',
    context: ['plate', 'plates', 'vehicle', 'registration', 'car'],
  }),
]
