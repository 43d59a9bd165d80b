import { digitAt, isRepeated, luhn, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Numbers from advertisements and sample cards. In a text they identify nobody. */
const advertised = new Set(['078051120', '219099999', '457555462'])

/**
 * The Social Security Administration gives numbers no check digit, so only printed examples and repeated digits fail.
 */
function socialSecurity(value: string): boolean {
  return !advertised.has(value) && !isRepeated(value)
}

/**
 * American Bankers Association: weights 3, 7, 1, modulo 10. The first two digits are a Federal Reserve district, its
 * form for savings institutions (plus 20) or for electronic transactions (plus 60), or 80.
 */
function routingNumber(value: string): boolean {
  const district = Number(value.slice(0, 2))
  const assigned =
    district <= 12 || (district >= 21 && district <= 32) || (district >= 61 && district <= 72) || district === 80
  return assigned && !isRepeated(value) && weightedSum(value, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0
}

/**
 * Drug Enforcement Administration: digits 1, 3 and 5 plus twice the digits 2, 4 and 6 give a sum that ends in the
 * seventh digit.
 */
function enforcementNumber(value: string): boolean {
  const digits = value.slice(2)
  return weightedSum(digits, [1, 2, 1, 2, 1, 2]) % 10 === digitAt(digits, 6)
}

const ssnWords = ['ssn', 'ssns', 'social security', 'soc sec', 'ss#', 'taxpayer']

const employerWords = ['ein', 'fein', 'employer identification', 'federal tax id', 'federal tax number', 'tax id']

const passportWords = ['passport', 'passports', 'travel document']

export const recognizers = [
  /**
   * The Social Security number, with separators. SSA: area numbers 000, 666 and 900 to 999, group 00 and serial 0000
   * are never issued.
   */
  identifier({
    name: 'us-ssn',
    type: 'US_SSN',
    pattern: /(?!000|666|9)\d{3}([-. ])(?!00)\d{2}\1(?!0000)\d{4}/,
    check: socialSecurity,
    evidence: 'strong',
    context: ssnWords,
  }),
  /** The Social Security number without separators, or with only one of the two. */
  identifier({
    name: 'us-ssn-plain',
    type: 'US_SSN',
    pattern:
      /(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}|(?!000|666|9)\d{3}-(?!00)\d{2}(?!0000)\d{4}|(?!000|666|9)\d{3}(?!00)\d{2}-(?!0000)\d{4}/,
    check: socialSecurity,
    evidence: 'weak',
    context: ssnWords,
  }),
  /** The ITIN of the Internal Revenue Service: it begins with 9, and the middle group is in an assigned range. */
  identifier({
    name: 'us-itin',
    type: 'US_ITIN',
    pattern: /9\d\d([- ]?)(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\1\d{4}/,
    evidence: 'fair',
    context: ['itin', 'individual taxpayer', 'taxpayer', 'tax id'],
  }),
  /** The ITIN with only one of its two hyphens. */
  identifier({
    name: 'us-itin-mixed',
    type: 'US_ITIN',
    pattern: /9\d\d-(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}|9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])-\d{4}/,
    evidence: 'weak',
    context: ['itin', 'individual taxpayer', 'taxpayer', 'tax id'],
  }),
  /** The ATIN of the Internal Revenue Service, for a child in adoption. The middle group is 93. */
  identifier({
    name: 'us-atin',
    type: 'US_ATIN',
    pattern: /9\d\d-93-\d{4}/,
    evidence: 'weak',
    context: ['atin', 'adoption taxpayer'],
  }),
  /** The PTIN of the Internal Revenue Service, for preparers of tax returns. */
  identifier({
    name: 'us-ptin',
    type: 'US_PTIN',
    pattern: /P-?\d{8}/,
    evidence: 'faint',
    context: ['ptin', 'preparer'],
  }),
  /** The EIN of the Internal Revenue Service. The first two digits are a prefix that the IRS has assigned. */
  identifier({
    name: 'us-ein',
    type: 'US_EIN',
    pattern: /(?!0[07-9]|[17-9]9|28|[48]9|69|70|78|79|8[789]|9[67])\d\d-\d{7}/,
    evidence: 'weak',
    context: employerWords,
  }),
  /** The EIN without its hyphen. */
  identifier({
    name: 'us-ein-plain',
    type: 'US_EIN',
    pattern: /(?!0[07-9]|[17-9]9|28|[48]9|69|70|78|79|8[789]|9[67])\d\d ?\d{7}/,
    evidence: 'faint',
    context: employerWords,
  }),
  /** The routing transit number of the American Bankers Association. */
  identifier({
    name: 'us-routing-number',
    type: 'US_ROUTING_NUMBER',
    pattern: /\d{9}|\d{4}-\d{4}-\d/,
    check: routingNumber,
    evidence: 'fair',
    context: ['routing', 'aba', 'rtn', 'bank', 'wire', 'transit'],
  }),
  /** The National Provider Identifier (Centers for Medicare & Medicaid Services): Luhn with the prefix 80840. */
  identifier({
    name: 'us-npi',
    type: 'US_NPI',
    pattern: /[12]\d{9}|[12]\d{3}([- ])\d{3}\1\d{3}/,
    check: (value) => !isRepeated(value.slice(0, 9)) && luhn(`80840${value}`),
    evidence: 'fair',
    context: ['npi', 'provider', 'national provider'],
  }),
  /**
   * The Medicare Beneficiary Identifier (Centers for Medicare & Medicaid Services). The letters S, L, O, I, B and Z
   * never occur.
   */
  identifier({
    name: 'us-medicare',
    type: 'US_MEDICARE',
    pattern:
      /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d(-?)[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d\1[AC-HJKMNP-RT-Y]{2}\d{2}/,
    evidence: 'fair',
    context: ['mbi', 'medicare', 'beneficiary'],
  }),
  /** The number of the Drug Enforcement Administration: type of registrant, initial, six digits and a check digit. */
  identifier({
    name: 'us-dea',
    type: 'US_DEA',
    pattern: /[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}/,
    check: enforcementNumber,
    evidence: 'fair',
    context: ['dea', 'prescriber', 'registration'],
  }),
  /** Issued by the Department of State: nine digits, or a letter and eight digits. */
  identifier({
    name: 'us-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]?\d{8}|\d{9}/,
    evidence: 'faint',
    context: passportWords,
  }),
  /** A letter and eight digits, as the Department of State issues them on newer passports. */
  identifier({
    name: 'us-passport-letter',
    type: 'PASSPORT',
    pattern: /[A-Z]\d{8}/,
    evidence: 'weak',
    context: passportWords,
  }),
  /** Each state issues licences in its own form. */
  identifier({
    name: 'us-driver-license',
    type: 'DRIVERS_LICENSE',
    pattern: /[A-Z]\d{3}-?\d{4}-?\d{4}|[A-Z]{1,2}\d{4,12}|\d{3}-?\d{2,3}-?\d{3}|[A-Z]\d{2}-?\d{2}-?\d{4}|\d{5,14}/,
    evidence: 'faint',
    context: [
      "driver's license",
      'drivers license',
      'driver license',
      'driving license',
      'license number',
      'licence',
      'dl',
      'dl#',
      'dmv',
    ],
  }),
  /** The ZIP code of the US Postal Service behind the abbreviation of a state. */
  identifier({
    name: 'us-state-zip-code',
    type: 'POSTAL_CODE',
    pattern:
      /(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|PR|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}(?:-\d{4})?/,
    // The state must be in capitals: "in 12345 cases" names no state.
    check: (_, match) => match === match.toUpperCase(),
    evidence: 'fair',
    context: ['zip', 'zip code', 'zipcode', 'address', 'city', 'state'],
  }),
  /** The ZIP code of the US Postal Service, also with the four digits of ZIP+4. */
  identifier({
    name: 'us-zip-code',
    type: 'POSTAL_CODE',
    pattern: /\d{5}(?:-\d{4})?/,
    evidence: 'faint',
    context: ['zip', 'zip code', 'zipcode', 'postal code', 'postcode'],
  }),
]
