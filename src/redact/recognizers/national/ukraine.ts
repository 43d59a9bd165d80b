import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

export const recognizers = [
  /** The RNOKPP, issued by the State Tax Service: one check digit modulo 11. */
  identifier({
    name: 'ua-tax-number',
    type: 'UA_TAX_NUMBER',
    pattern: /\d{10}|\d\d(?: \d\d){4}/,
    check: (value) => {
      const sum = weightedSum(value, [-1, 5, 7, 9, 4, 6, 10, 5, 7])
      return (((sum % 11) + 11) % 11) % 10 === digitAt(value, 9)
    },
    evidence: 'fair',
    context: ['рнокпп', 'rntrc', 'ідентифікаційн*', 'податков*', 'іпн', 'інн', 'ідентифікаційний номер', 'tax number'],
  }),
  /**
   * The passport of the State Migration Service: two letters and six digits on the older booklet, nine digits on the
   * card.
   */
  identifier({
    name: 'ua-passport',
    type: 'PASSPORT',
    pattern: /[A-ZА-ЯІЇЄ]{2} ?\d{6}|\d{9}/,
    evidence: 'faint',
    context: ['паспорт*', 'серія', 'passport'],
  }),
  /** The UNZR, the record number of the Unified State Demographic Register: date of birth and serial. */
  identifier({
    name: 'ua-registry-record',
    type: 'UA_REGISTRY_RECORD',
    pattern: /(?:19|20)\d{6}-\d{5}/,
    evidence: 'fair',
    context: ['унзр', 'запис у єддр', 'єддр', 'registry record'],
  }),
  /** The postal code of Ukrposhta. */
  postalCode('ua', /\d{5}/, ['індекс', 'поштовий індекс']),
]
