import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * The weights of the twelfth digit. The eleventh and the tenth have the same weights from the second and the third on.
 */
const last = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

/** Federal Tax Service, INN: one check digit modulo 11 for companies and two for people, where 10 is written as 0. */
function taxNumber(value: string): boolean {
  if (value.length === 10) return (weightedSum(value, last.slice(2)) % 11) % 10 === digitAt(value, 9)
  const eleventh = (weightedSum(value, last.slice(1)) % 11) % 10
  return eleventh === digitAt(value, 10) && (weightedSum(value, last) % 11) % 10 === digitAt(value, 11)
}

/** Social Fund, SNILS: the weighted sum modulo 101, where 100 is written as 00. */
function pensionNumber(value: string): boolean {
  return (weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(value.slice(9))
}

export const recognizers = [
  /** The INN of a person, issued by the Federal Tax Service. */
  identifier({
    name: 'ru-inn',
    type: 'RU_INN',
    pattern: /\d{12}/,
    check: taxNumber,
    evidence: 'strong',
    context: ['инн', 'inn', 'tax number'],
  }),
  /** The INN of a company, issued by the Federal Tax Service. */
  identifier({
    name: 'ru-inn-company',
    type: 'RU_INN',
    pattern: /\d{10}/,
    check: taxNumber,
    evidence: 'fair',
    context: ['инн', 'inn', 'tax number'],
  }),
  /** The SNILS of the Social Fund. */
  identifier({
    name: 'ru-snils',
    type: 'RU_SNILS',
    pattern: /\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d\d/,
    check: pensionNumber,
    evidence: 'strong',
    context: ['снилс*', 'snils', 'страховой номер', 'страхового номера'],
  }),
  /** The passports of the Ministry of Internal Affairs: ten digits at home, nine digits for travel. */
  identifier({
    name: 'ru-passport',
    type: 'PASSPORT',
    pattern: /\d\d ?\d\d ?\d{6}|\d\d ?\d{7}/,
    evidence: 'faint',
    context: ['паспорт*', 'серия', 'passport'],
  }),
  /** The plate of GOST R 50577: only letters that look the same in Cyrillic and Latin. */
  identifier({
    name: 'ru-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /[ABEKMHOPCTYXАВЕКМНОРСТУХ] ?\d{3} ?[ABEKMHOPCTYXАВЕКМНОРСТУХ]{2} ?\d{2,3}/,
    evidence: 'weak',
    context: ['госномер', 'номер машины', 'автомобиль', 'license plate'],
  }),
  /** The postal code of Russian Post. */
  postalCode('ru', /[1-6]\d{5}/, ['индекс', 'почтовый индекс']),
]
