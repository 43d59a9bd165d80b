import { digitAt, isRepeated, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/**
 * Rijksdienst voor Identiteitsgegevens, BSN: the "elfproef", a weighted sum modulo 11 in which the last digit counts as
 * negative.
 */
function citizenNumber(value: string): boolean {
  const digits = value.padStart(9, '0')
  return !isRepeated(digits) && (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) - digitAt(digits, 8)) % 11 === 0
}

export const recognizers = [
  /** The burgerservicenummer, managed by the Rijksdienst voor Identiteitsgegevens. */
  identifier({
    name: 'nl-bsn',
    type: 'NL_BSN',
    pattern: /\d{8,9}|\d{4}[ .]\d\d[ .]\d{2,3}|\d{3}[ .]\d{3}[ .]\d{3}/,
    check: citizenNumber,
    evidence: 'fair',
    context: [
      'bsn',
      'bsn-nummer',
      'burgerservicenummer*',
      'burger service nummer',
      'sofinummer',
      'sofi-nummer',
      'citizen service',
    ],
  }),
  /**
   * The number of passport and identity card (Rijksdienst voor Identiteitsgegevens): two letters, six letters or
   * digits, and a digit. The letter O never occurs.
   */
  identifier({
    name: 'nl-identity-document',
    type: 'PASSPORT',
    pattern: /[A-NP-Z]{2} ?[A-NP-Z\d]{6} ?\d/,
    check: (value) => /\d.*\d/.test(value),
    evidence: 'weak',
    context: ['paspoort', 'paspoortnummer', 'identiteitskaart', 'documentnummer', 'id-kaart', 'passport'],
  }),
  /** The btw-id, issued by the Belastingdienst. */
  identifier({
    name: 'nl-vat',
    type: 'NL_VAT',
    pattern: /NL ?\d{9}B\d\d/,
    evidence: 'strong',
    context: ['btw', 'btw-id', 'btw-nummer', 'vat'],
  }),
  /** The postcode of PostNL. The letters SA, SD and SS are not used. */
  identifier({
    name: 'nl-postal-code',
    type: 'POSTAL_CODE',
    pattern: /[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}/,
    evidence: 'weak',
    context: ['postcode', 'adres', 'straat', 'wonend', 'woonplaats', 'address'],
  }),
]
