import { isDate } from '../parts/calendar.js'
import { mod97 } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * The check of the Rijksregister (National Register): 97 minus the remainder modulo 97. For people born since 2000 a 2
 * goes in front before the division. A bis number adds 20 or 40 to the month. An unknown month is 00.
 */
function nationalNumber(value: string): boolean {
  const key = Number(value.slice(9))
  const century = 97 - mod97(value.slice(0, 9)) === key ? 1900 : 97 - mod97(`2${value.slice(0, 9)}`) === key ? 2000 : 0
  const month = Number(value.slice(2, 4)) % 20
  const day = Number(value.slice(4, 6))
  const dated =
    month === 0 || day === 0 ? month <= 12 && day <= 31 : isDate(century + Number(value.slice(0, 2)), month, day)
  return century > 0 && dated && Number(value.slice(2, 4)) < 53
}

export const recognizers = [
  /** The number of the Rijksregister, the National Register of natural persons. */
  identifier({
    name: 'be-national-number',
    type: 'BE_NATIONAL_NUMBER',
    pattern: /\d\d[ .]?\d\d[ .]?\d\d[ -]?\d{3}[ .]?\d\d/,
    check: nationalNumber,
    evidence: 'strong',
    context: [
      'rijksregisternummer',
      'rijksregister',
      'registre national',
      'numéro national',
      'insz',
      'niss',
      'national number',
    ],
  }),
  /**
   * The card of the Federal Public Service Home Affairs: the last two digits are the remainder modulo 97, and 97 for 0.
   */
  identifier({
    name: 'be-identity-card',
    type: 'BE_ID_CARD',
    pattern: /\d{3}[ -]?\d{7}[ -]?\d\d/,
    check: (value) => (mod97(value.slice(0, 10)) || 97) === Number(value.slice(10)),
    evidence: 'strong',
    context: ['identiteitskaart', "carte d'identité", 'eid', 'kaartnummer', 'identity card'],
  }),
  /**
   * The number of the Kruispuntbank van Ondernemingen (BCE/KBO): the last two digits are 97 minus the remainder modulo
   * 97.
   */
  identifier({
    name: 'be-company',
    type: 'BE_COMPANY',
    pattern: /BE ?\d{9}|(?:BE ?)?[01]\d{3}[. ]?\d{3}[. ]?\d{3}/,
    check: (value) => 97 - mod97(value.replace('BE', '').padStart(10, '0').slice(0, 8)) === Number(value.slice(-2)),
    evidence: 'strong',
    context: ['ondernemingsnummer', "numéro d'entreprise", 'btw', 'tva', 'kbo', 'bce', 'vat'],
  }),
  /** Issued by the Federal Public Service Foreign Affairs: two letters and six digits. */
  identifier({
    name: 'be-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{6}/,
    evidence: 'faint',
    context: ['paspoort', 'passeport', 'passport'],
  }),
  /** The postal code of bpost. */
  postalCode('be', /[1-9]\d{3}/, ['postcode', 'code postal']),
]
