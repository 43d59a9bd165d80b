import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Bureau of Internal Revenue: the ninth digit checks the first eight, modulo 11. A branch code may follow. */
function taxNumber(value: string): boolean {
  return weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === digitAt(value, 8)
}

const taxWords = ['tin', 'bir', 'tax id', 'taxpayer']

export const recognizers = [
  /** The TIN, issued by the Bureau of Internal Revenue. */
  identifier({
    name: 'ph-tin',
    type: 'PH_TIN',
    pattern: /\d{3}-\d{3}-\d{3}(?:-\d{3,5})?|\d{9}(?:\d{3})?/,
    check: taxNumber,
    evidence: 'fair',
    context: taxWords,
  }),
  /** The PhilSys number, issued by the Philippine Statistics Authority. */
  identifier({
    name: 'ph-philsys',
    type: 'PH_PHILSYS',
    pattern: /\d{4}-\d{4}-\d{4}-\d{4}|\d{16}/,
    evidence: 'faint',
    context: ['philsys', 'psn', 'national id', 'philid'],
  }),
  /** The number of the Social Security System. */
  identifier({
    name: 'ph-social-security',
    type: 'PH_SOCIAL_SECURITY',
    pattern: /\d\d-\d{7}-\d/,
    evidence: 'weak',
    context: ['sss', 'social security'],
  }),
]
