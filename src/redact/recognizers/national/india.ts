import { isRepeated, verhoeff } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

/** UIDAI: a Verhoeff check digit. A number that reads the same backwards is never issued. */
function aadhaar(value: string): boolean {
  return value !== [...value].reverse().join('') && verhoeff(value)
}

/** GST Network: Luhn over digits and letters, in base 36. */
function goodsAndServices(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 14; index++) {
    const product = Number.parseInt(value.charAt(index), 36) * (index % 2 === 0 ? 1 : 2)
    sum += Math.floor(product / 36) + (product % 36)
  }
  return (36 - (sum % 36)) % 36 === Number.parseInt(value.charAt(14), 36)
}

const goodsWords = ['gstin', 'gstins', 'gst', 'tax identification', 'goods and services']
const accountWords = ['pan', 'permanent account', 'income tax']
const vehicleWords = ['vehicle', 'registration', 'number plate', 'car', 'bike', 'rto']

export const recognizers = [
  /** The Aadhaar number, issued by UIDAI. It never begins with 0 or 1. */
  identifier({
    name: 'in-aadhaar',
    type: 'IN_AADHAAR',
    pattern: /[2-9]\d{3}([ :-]?)\d{4}\1\d{4}/,
    check: aadhaar,
    evidence: 'fair',
    context: [
      'aadhaar',
      'aadhar',
      'adhaar',
      'uidai',
      'uid',
      'आधार',
      'ஆதார்',
      'ఆధార్',
      'আধার',
      'આધાર',
      'ಆಧಾರ್',
      'ആധാർ',
      'ਆਧਾਰ',
    ],
  }),
  /** The Virtual ID that UIDAI issues in place of an Aadhaar number. */
  identifier({
    name: 'in-virtual-id',
    type: 'IN_VIRTUAL_ID',
    pattern: /[2-9]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}/,
    check: aadhaar,
    evidence: 'weak',
    context: ['vid', 'virtual id', 'aadhaar'],
  }),
  /**
   * The PAN of the Income Tax Department. The fourth letter is the kind of holder: P for a person, C for a company and
   * so on.
   */
  identifier({
    name: 'in-pan',
    type: 'IN_PAN',
    pattern: /[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]/,
    check: (value) => value.slice(5, 9) !== '0000',
    evidence: 'strong',
    context: accountWords,
  }),
  /** A PAN whose fourth letter names no known kind of holder. */
  identifier({
    name: 'in-pan-loose',
    type: 'IN_PAN',
    pattern: /[A-Z]{5}\d{4}[A-Z]/,
    evidence: 'weak',
    context: accountWords,
  }),
  /** The GSTIN of the GST Network: state, PAN, serial, Z and a check character. */
  identifier({
    name: 'in-gstin',
    type: 'IN_GSTIN',
    pattern: /(?:0[1-9]|[12]\d|3[0-7])[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[A-Z\d]/,
    check: goodsAndServices,
    evidence: 'strong',
    context: goodsWords,
  }),
  /** A GSTIN that fails its check, or that has a typing error. */
  identifier({
    name: 'in-gstin-shape',
    type: 'IN_GSTIN',
    pattern: /(?:0[1-9]|[12]\d|3[0-7])[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[A-Z\d]/,
    evidence: 'fair',
    context: goodsWords,
  }),
  /** The EPIC number, issued by the Election Commission of India. */
  identifier({
    name: 'in-voter',
    type: 'IN_VOTER',
    pattern: /[A-Z]{3}\d{7}/,
    check: (value) => !isRepeated(value.slice(3)),
    evidence: 'weak',
    context: ['voter', 'epic', 'elector', 'vote', 'election'],
  }),
  /** Issued by the Ministry of External Affairs. */
  identifier({
    name: 'in-passport',
    type: 'PASSPORT',
    pattern: /[A-PR-WY][1-9]\d ?\d{4}[1-9]/,
    evidence: 'weak',
    context: ['passport', 'passports'],
  }),
  /**
   * The plate under the Central Motor Vehicles Rules, 1989: state, district, letters, digits; or the BH series of all
   * India.
   */
  identifier({
    name: 'in-license-plate',
    type: 'LICENSE_PLATE',
    pattern:
      /(?:A[NPRS]|BR|C[GH]|D[DLN]|G[AJ]|H[PR]|JK|JH|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|S[K]|T[NRSG]|U[APK]|WB)[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}|\d\d ?BH ?\d{4} ?[A-Z]{1,2}/,
    evidence: 'fair',
    context: vehicleWords,
  }),
  /** A plate of the older form without a district. */
  identifier({
    name: 'in-license-plate-old',
    type: 'LICENSE_PLATE',
    pattern: /[A-Z]{2,3}\d{4}/,
    evidence: 'faint',
    context: vehicleWords,
  }),
  /** The IFSC, assigned by the Reserve Bank of India. The fifth character is always 0. */
  identifier({
    name: 'in-ifsc',
    type: 'IN_IFSC',
    pattern: /[A-Z]{4}0[A-Z\d]{6}/,
    check: (value) => /\d.*\d/.test(value.slice(5)),
    evidence: 'weak',
    context: ['ifsc', 'branch', 'neft', 'rtgs', 'bank'],
  }),
  /** The ABHA number, issued by the National Health Authority. */
  identifier({
    name: 'in-health-account',
    type: 'IN_HEALTH_ACCOUNT',
    pattern: /\d\d-\d{4}-\d{4}-\d{4}/,
    evidence: 'fair',
    context: ['abha', 'health id', 'ayushman'],
  }),
  /** The PIN code of India Post. */
  postalCode('in', /[1-9]\d{2} ?\d{3}/, ['pin code', 'pincode', 'pin', 'पिन कोड']),
]
