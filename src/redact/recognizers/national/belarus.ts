import { identifier } from '../parts/identifier.js'
import { machineReadable } from '../parts/machine-readable.js'

export const recognizers = [
  /**
   * The identification number of the Ministry of Internal Affairs. Its check digit has the weights 7, 3, 1 of ICAO Doc
   * 9303.
   */
  identifier({
    name: 'by-personal-number',
    type: 'BY_PERSONAL_NUMBER',
    pattern: /[1-6]\d{6}[ABCHKEM]\d{3}[A-Z]{2}\d/,
    check: machineReadable,
    evidence: 'strong',
    context: ['личный номер', 'идентификационный номер', 'асабісты нумар', 'personal number'],
  }),
]
