import { isDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/**
 * Resident Registration Act: the seventh digit names century and sex; 5 to 8 are foreigners. Numbers issued since
 * October 2020 end in random digits, so no check digit is tested.
 */
function dated(value: string): boolean {
  const seventh = digitAt(value, 6)
  const century =
    seventh === 9 || seventh === 0
      ? 1800
      : seventh === 1 || seventh === 2 || seventh === 5 || seventh === 6
        ? 1900
        : 2000
  return isDate(century + Number(value.slice(0, 2)), Number(value.slice(2, 4)), Number(value.slice(4, 6)))
}

/** National Tax Service: weights 137137135, modulo 10; the last product counts with its tens digit too. */
function businessNumber(value: string): boolean {
  const sum = weightedSum(value, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((digitAt(value, 8) * 5) / 10)
  return (10 - (sum % 10)) % 10 === digitAt(value, 9)
}

/** The first two digits name the region that issued the licence. */
const regions = /^(?:1[1-9]|2[0-68])/
const passportWords = ['여권*', '여권번호*', 'passport', 'passports']

export const recognizers = [
  /** The resident registration number of the Ministry of the Interior and Safety. */
  identifier({
    name: 'kr-resident-number',
    type: 'KR_RRN',
    pattern: /\d\d[01]\d[0-3]\d-?[1-4]\d{6}/,
    check: dated,
    evidence: 'strong',
    context: ['주민등록번호*', '주민번호*', 'rrn', 'resident registration'],
  }),
  /** The foreigner registration number of the Ministry of Justice. */
  identifier({
    name: 'kr-foreigner-number',
    type: 'KR_FRN',
    pattern: /\d\d[01]\d[0-3]\d-?[5-8]\d{6}/,
    check: dated,
    evidence: 'strong',
    context: ['외국인등록번호*', '외국인*', 'frn', 'foreigner registration', 'alien registration'],
  }),
  /** The business registration number of the National Tax Service. */
  identifier({
    name: 'kr-business-number',
    type: 'KR_BRN',
    pattern: /\d{3}-?\d\d-?\d{5}/,
    check: businessNumber,
    evidence: 'fair',
    context: ['사업자등록번호*', '사업자*', 'brn', 'business registration'],
  }),
  /** The licence of the Korean National Police Agency: region, year, serial and two more digits. */
  identifier({
    name: 'kr-drivers-license',
    type: 'DRIVERS_LICENSE',
    pattern: /\d{2}([- ]?)\d{2}\1\d{6}\1\d{2}/,
    check: (value) => regions.test(value),
    evidence: 'fair',
    context: ['운전면허*', '면허번호*', 'license', 'licence', 'driving'],
  }),
  /** The passport of the Ministry of Foreign Affairs with a letter among the digits, as issued since December 2021. */
  identifier({
    name: 'kr-passport',
    type: 'PASSPORT',
    pattern: /[MSRODG]\d{3}[A-Z]\d{4}/,
    evidence: 'fair',
    context: passportWords,
  }),
  /** The passport of the Ministry of Foreign Affairs with eight digits. */
  identifier({
    name: 'kr-passport-old',
    type: 'PASSPORT',
    pattern: /[MSRODG]\d{8}/,
    evidence: 'weak',
    context: passportWords,
  }),
  /** The postal code of Korea Post. */
  postalCode('kr', /\d{5}/, ['우편번호*']),
]
