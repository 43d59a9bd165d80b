import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'
import { birthNumber } from './birth-number.js'

export const recognizers = [
  /** The rodné číslo, assigned under Act 133/2000 Coll. */
  identifier({
    name: 'cz-birth-number',
    type: 'CZ_BIRTH_NUMBER',
    pattern: /\d{6}[/ ]?\d{3,4}/,
    check: birthNumber,
    evidence: 'strong',
    context: ['rodné číslo', 'rodným číslem', 'rodného čísla', 'r.č', 'rč', 'nar', 'birth number'],
  }),
  /** The IČO of the business register, with one check digit modulo 11, and the DIČ, which has CZ in front. */
  identifier({
    name: 'cz-company',
    type: 'CZ_COMPANY',
    pattern: /(?:CZ ?)?\d{8}/,
    check: (value) =>
      (11 - (weightedSum(value.replace('CZ', ''), [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 ===
      digitAt(value.replace('CZ', ''), 7),
    evidence: 'fair',
    context: ['ičo', 'ič', 'dič', 'identifikační číslo'],
  }),
  /** The account number of the Czech National Bank's rules: a prefix, the number and the code of the bank. */
  identifier({
    name: 'cz-bank-account',
    type: 'BANK_ACCOUNT',
    pattern: /(?:\d{2,6}-)?\d{2,10}\/\d{4}/,
    evidence: 'weak',
    context: ['účet', 'účtu', 'číslo účtu', 'bankovní', 'account'],
  }),
  /** The card of the Ministry of the Interior: eight or nine digits. */
  identifier({
    name: 'cz-identity-card',
    type: 'CZ_ID_CARD',
    pattern: /\d{8,9}/,
    evidence: 'faint',
    context: ['občanský průkaz', 'občanského průkazu', 'číslo op', 'identity card'],
  }),
  /** The passport of the Ministry of the Interior: eight or nine digits. */
  identifier({
    name: 'cz-passport',
    type: 'PASSPORT',
    pattern: /\d{8,9}/,
    evidence: 'faint',
    context: ['pas', 'pasu', 'cestovní pas', 'passport'],
  }),
  /** The PSČ of Česká pošta. */
  postalCode('cz', /[1-7]\d{2} ?\d{2}/, ['psč', 'poštovní směrovací číslo']),
]
