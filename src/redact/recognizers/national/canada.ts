import { digitAt, isRepeated, luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * British Columbia Ministry of Health: each product is taken modulo 11, and the digit is 11 minus the remainder of
 * their sum.
 */
function healthNumber(value: string): boolean {
  const weights = [2, 4, 8, 5, 10, 9, 7, 3]
  const sum = weights.reduce((total, weight, index) => total + ((weight * digitAt(value, index + 1)) % 11), 0)
  return 11 - (sum % 11) === digitAt(value, 9)
}

export const recognizers = [
  /** The social insurance number of Service Canada, with a Luhn check digit. */
  identifier({
    name: 'ca-sin',
    type: 'CA_SIN',
    pattern: /[1-79]\d\d([ -]?)\d{3}\1\d{3}/,
    check: (value) => !isRepeated(value) && luhn(value),
    evidence: 'fair',
    context: ['sin', 'social insurance', 'nas', "numéro d'assurance sociale", 'assurance sociale'],
  }),
  /** The personal health number of the British Columbia Ministry of Health. It begins with 9. */
  identifier({
    name: 'ca-health-bc',
    type: 'CA_HEALTH_NUMBER',
    pattern: /9\d{3}[ -]?\d{3}[ -]?\d{3}/,
    check: healthNumber,
    evidence: 'fair',
    context: ['phn', 'personal health number', 'health card', 'msp', 'bc services card'],
  }),
  /**
   * The health number of the Ontario Ministry of Health, with a Luhn check digit and, on newer cards, a version code of
   * two letters.
   */
  identifier({
    name: 'ca-health-on',
    type: 'CA_HEALTH_NUMBER',
    pattern: /[1-9]\d{3}[ -]?\d{3}[ -]?\d{3}(?:[ -]?[A-Z]{2})?/,
    check: (value) => luhn(value.slice(0, 10)),
    evidence: 'weak',
    context: ['ohip', 'health card', 'health number', 'carte santé'],
  }),
  /**
   * The number of the Régie de l'assurance maladie du Québec: four letters of the name, year, month and day. The month
   * has 50 added for women.
   */
  identifier({
    name: 'ca-health-qc',
    type: 'CA_HEALTH_NUMBER',
    pattern: /[A-Z]{4} ?\d{4} ?\d{4}/,
    check: (value) => {
      const month = Number(value.slice(6, 8)) % 50
      return month >= 1 && month <= 12
    },
    evidence: 'weak',
    context: ['ramq', 'nam', 'assurance maladie', 'health card', 'carte soleil'],
  }),
  /** The postal code of Canada Post. The letters D, F, I, O, Q and U never occur, and W and Z never come first. */
  identifier({
    name: 'ca-postal-code',
    type: 'POSTAL_CODE',
    pattern: /[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d/,
    evidence: 'fair',
    context: ['postal code', 'code postal', 'address', 'adresse', 'street', 'ontario', 'quebec', 'québec'],
  }),
  /** Issued by Immigration, Refugees and Citizenship Canada. */
  identifier({
    name: 'ca-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2}/,
    evidence: 'faint',
    context: ['passport', 'passeport'],
  }),
]
