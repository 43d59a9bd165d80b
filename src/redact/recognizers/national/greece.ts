import { hasDayFirstDateAt } from '../parts/calendar.js'
import { digitAt, isRepeated, luhn, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

export const recognizers = [
  /** The AMKA, the social security number administered by IDIKA: date of birth, serial and a Luhn check digit. */
  identifier({
    name: 'gr-amka',
    type: 'GR_AMKA',
    pattern: /[0-3]\d[01]\d{8}|[0-3]\d[01]\d{3}[ -]\d{5}/,
    check: (value) => hasDayFirstDateAt(value, 0) && luhn(value),
    evidence: 'strong',
    context: ['αμκα', 'α.μ.κ.α', 'μητρώο', 'μητρώου', 'amka', 'κοινωνικής ασφάλισης', 'social security'],
  }),
  /**
   * The AFM of the Independent Authority for Public Revenue (AADE): powers of 2 as weights, modulo 11, where 10 is
   * written as 0.
   */
  identifier({
    name: 'gr-afm',
    type: 'GR_AFM',
    pattern: /(?:(?:EL|GR) ?)?\d{9}/,
    check: (value) => {
      const digits = value.slice(-9)
      return (
        !isRepeated(digits) && (weightedSum(digits, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === digitAt(digits, 8)
      )
    },
    evidence: 'fair',
    context: ['αφμ', 'α.φ.μ', 'afm', 'φορολογικού μητρώου', 'tax number', 'vat'],
  }),
  /** Issued by the Hellenic Police. */
  identifier({
    name: 'gr-identity-card',
    type: 'GR_ID_CARD',
    pattern: /[A-ZΑ-Ω]{1,2}[ -]?\d{6}/,
    evidence: 'faint',
    context: ['ταυτότητα', 'ταυτότητας', 'αδτ', 'α.δ.τ', 'identity card'],
  }),
  /** The postal code of Hellenic Post (ELTA). */
  postalCode('gr', /[1-8]\d{2} ?\d{2}/, ['ταχυδρομικός κώδικας', 'τ.κ', 'τκ']),
]
