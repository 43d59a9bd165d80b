import { identifier } from '../parts/identifier.js'
import { balticNumber } from './baltic-number.js'

export const recognizers = [
  /** The isikukood of the Population Register (standard EVS 585). */
  identifier({
    name: 'ee-personal-code',
    type: 'EE_PERSONAL_CODE',
    pattern: /[1-8]\d{10}/,
    check: balticNumber,
    evidence: 'strong',
    context: ['isikukood*', 'ik', 'personal code'],
  }),
]
