import { digitAt, digitsOf, isRepeated, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** NHS Data Dictionary: one check digit modulo 11, over weights that fall from 10. */
function healthServiceNumber(value: string): boolean {
  return !isRepeated(value) && weightedSum(value, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}

/** HM Revenue and Customs: the first digit checks the other nine, modulo 11. */
function taxpayerReference(value: string): boolean {
  const digits = digitsOf(value)
  return '21987654321'.charAt(weightedSum(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11) === digits.charAt(0)
}

/** Department for Education: the first letter checks the twelve digits, modulo 23. */
function pupilNumber(value: string): boolean {
  const digits = value.slice(1)
  // The first three digits are the local authority. The lowest code is 201.
  if (Number(digits.slice(0, 3)) < 201) return false
  const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
  return letters.charAt(weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) % 23) === value.charAt(0)
}

/**
 * HM Revenue and Customs: the weighted sum is a multiple of 97, or, in newer numbers, 55 less than a multiple of 97.
 */
function vatNumber(value: string): boolean {
  const digits = digitsOf(value)
  const sum = weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1])
  return !isRepeated(digits) && (sum % 97 === 0 || (sum + 55) % 97 === 0)
}

/**
 * Driver and Vehicle Licensing Agency: characters 6 to 11 hold the birthday: decade, month (plus 50 for women), day,
 * year.
 */
function drivingLicence(value: string): boolean {
  const month = Number(value.slice(6, 8)) % 50
  const day = Number(value.slice(8, 10))
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && digitAt(value, 6) % 5 <= 1
}

const passportWords = ['passport', 'passports', 'travel document', 'hmpo']

const postcodeWords = ['postcode', 'post code', 'postal code', 'address', 'street', 'road', 'london']

export const recognizers = [
  /**
   * The National Insurance number. HM Revenue and Customs: D, F, I, Q, U and V are not used, O is not second, and BG,
   * GB, KN, NK, NT, TN and ZZ are never issued. QQ appears only in examples.
   */
  identifier({
    name: 'gb-nino',
    type: 'GB_NINO',
    pattern: /(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?\d\d ?\d\d ?\d\d ?[A-D]/,
    evidence: 'fair',
    context: ['nino', 'national insurance', 'ni number', 'ni no'],
  }),
  /** The NHS number of England, Wales and the Isle of Man. */
  identifier({
    name: 'gb-nhs',
    type: 'GB_NHS',
    pattern: /\d{3}([- ]?)\d{3}\1\d{4}/,
    check: healthServiceNumber,
    evidence: 'fair',
    context: ['nhs', 'national health service', 'patient', 'health number'],
  }),
  /** The Unique Taxpayer Reference of HM Revenue and Customs. */
  identifier({
    name: 'gb-utr',
    type: 'GB_UTR',
    pattern: /\d{5} ?\d{5}K?/,
    check: taxpayerReference,
    evidence: 'fair',
    context: ['utr', 'taxpayer reference', 'tax reference', 'self assessment', 'hmrc'],
  }),
  /** The Unique Pupil Number of the Department for Education. */
  identifier({
    name: 'gb-upn',
    type: 'GB_UPN',
    pattern: /[A-HJ-NP-RT-Z]\d{11}[A-Z\d]/,
    check: (value) => /^\d+$/.test(value.slice(1)) && pupilNumber(value),
    evidence: 'fair',
    context: ['upn', 'pupil', 'school'],
  }),
  /** The VAT registration number of HM Revenue and Customs. */
  identifier({
    name: 'gb-vat',
    type: 'GB_VAT',
    pattern: /GB ?\d{3} ?\d{4} ?\d{2}/,
    check: vatNumber,
    evidence: 'strong',
    context: ['vat'],
  }),
  /**
   * The driver number of the Driver and Vehicle Licensing Agency: five letters of the name, birthday, initials and
   * three characters that the agency computes.
   */
  identifier({
    name: 'gb-driving-licence',
    type: 'DRIVERS_LICENSE',
    pattern: /(?=[A-Z]{1,5}9{0,4}\d)[A-Z9]{5}\d{6}[A-Z9]{2}[A-Z\d]{3}/,
    check: drivingLicence,
    evidence: 'fair',
    context: ['driving licence', 'driving license', 'licence', 'license', 'dvla'],
  }),
  /** Two letters and seven digits, as HM Passport Office issues them on newer passports. */
  identifier({
    name: 'gb-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{7}/,
    evidence: 'weak',
    context: passportWords,
  }),
  /** The nine digits of HM Passport Office. */
  identifier({
    name: 'gb-passport-digits',
    type: 'PASSPORT',
    pattern: /\d{9}/,
    evidence: 'faint',
    context: passportWords,
  }),
  /** The postcode of Royal Mail, with its space. */
  identifier({
    name: 'gb-postcode',
    type: 'POSTAL_CODE',
    pattern:
      /GIR 0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])) \d[ABD-HJLNP-UW-Z]{2}/,
    evidence: 'fair',
    context: postcodeWords,
  }),
  /** The postcode without its space. */
  identifier({
    name: 'gb-postcode-joined',
    type: 'POSTAL_CODE',
    pattern:
      /GIR0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]))\d[ABD-HJLNP-UW-Z]{2}/,
    evidence: 'weak',
    context: postcodeWords,
  }),
  /**
   * The mark of the Driver and Vehicle Licensing Agency, in use since September 2001: area, age identifier and three
   * letters.
   */
  identifier({
    name: 'gb-vehicle-registration',
    type: 'LICENSE_PLATE',
    pattern: /(?!I)[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[15]\d|2[0-9]|[67]\d)[ -]?(?!I)[A-HJ-PR-Z]{3}/,
    check: (value, match) => {
      // A short commit hash has the same shape.
      if (/^[a-f\d]+$/.test(match)) return false
      const age = Number(value.slice(2, 4))
      return (age >= 2 && age <= 29) || (age >= 51 && age <= 79)
    },
    evidence: 'fair',
    context: ['registration', 'reg', 'number plate', 'vehicle', 'vehicles', 'car', 'vrm'],
  }),
  /** A prefix or suffix mark of the years before September 2001. */
  identifier({
    name: 'gb-vehicle-registration-old',
    type: 'LICENSE_PLATE',
    pattern: /[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3}[ -]?\d{1,3}[A-HJ-NPR-TV-Y]/,
    evidence: 'weak',
    context: ['registration', 'reg', 'number plate', 'vehicle', 'vehicles', 'car', 'vrm'],
  }),
  /** The sort code of six digits and the account number of eight. */
  identifier({
    name: 'gb-bank-account',
    type: 'BANK_ACCOUNT',
    pattern: /\d\d[- ]?\d\d[- ]?\d\d[ ,/]{1,3}\d{8}|\d\d-\d\d-\d\d|\d{8}/,
    evidence: 'faint',
    context: ['sort code', 'account number', 'account no', 'bank account', 'bacs'],
  }),
]
