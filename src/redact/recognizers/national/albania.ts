import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /**
   * Two numbers share this shape: the NID, the personal number of the civil registry (DPGJC), and the NIPT, the tax
   * number of the National Business Center (QKB).
   */
  identifier({
    name: 'al-personal-number',
    type: 'AL_PERSONAL_NUMBER',
    pattern: /(?:AL ?)?[A-T] ?\d{8} ?[A-W]/,
    evidence: 'weak',
    context: ['nid', 'nipt', 'nuis', 'numri personal', 'numër personal', 'letërnjoftim', 'personal number'],
  }),
]
