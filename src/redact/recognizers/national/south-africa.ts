import { hasShortDateAt } from '../parts/calendar.js'
import { luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /**
   * The identity number of the Department of Home Affairs: date of birth, serial, citizenship and a Luhn check digit.
   */
  identifier({
    name: 'za-identity-number',
    type: 'ZA_IDENTITY_NUMBER',
    pattern: /\d{6} ?\d{4} ?[0-2]\d ?\d/,
    check: (value) => hasShortDateAt(value, 0) && luhn(value),
    evidence: 'strong',
    context: ['id number', 'identity number', 'sa id', 'rsa id', 'south african id', 'identiteitsnommer', 'refugee'],
  }),
  /** The tax reference number of the South African Revenue Service, with a Luhn check digit. */
  identifier({
    name: 'za-tax-number',
    type: 'ZA_TAX_NUMBER',
    pattern: /[01239]\d{3}[ /]?\d{3}[ /]?\d{2}[ /]?\d/,
    check: luhn,
    evidence: 'fair',
    context: ['tax number', 'tax reference', 'sars', 'tin'],
  }),
]
