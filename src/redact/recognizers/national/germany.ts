import { hasDayFirstDateAt } from '../parts/calendar.js'
import { digitAt, isRepeated, mod11And10 } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { machineReadable } from '../parts/machine-readable.js'

/**
 * Bundeszentralamt für Steuern, § 139b AO: ISO 7064 MOD 11,10. Of the first ten digits one occurs two or three times,
 * and the others at most once.
 */
function taxId(value: string): boolean {
  const counts = new Map<string, number>()
  for (const digit of value.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  const repeated = [...counts.values()].filter((count) => count > 1)
  return repeated.length === 1 && repeated[0]! <= 3 && mod11And10(value)
}

/** The digit sum of a product of two digits, as Luhn takes it. */
function digitSum(product: number): number {
  return product > 9 ? product - 9 : product
}

/** Replaces the letter by its place in the alphabet, as two digits. */
function lettersAsPlaces(value: string): string {
  return value.replace(/[A-Z]/, (letter) => String(letter.charCodeAt(0) - 64).padStart(2, '0'))
}

/**
 * Deutsche Rentenversicherung, § 147 SGB VI: area, date of birth, initial, serial and a check digit over the digit sums
 * of weighted digits. Where the numbers of a day are taken, 50 is added to the day.
 */
function pensionNumber(value: string): boolean {
  const day = Number(value.slice(2, 4))
  const dated =
    hasDayFirstDateAt(value, 2) ||
    (day > 50 && hasDayFirstDateAt(`${day - 50}${value.slice(4, 8)}`.padStart(6, '0'), 0))
  const digits = lettersAsPlaces(value)
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
  const sum = weights.reduce((total, weight, index) => {
    const product = digitAt(digits, index) * weight
    return total + Math.floor(product / 10) + (product % 10)
  }, 0)
  return dated && sum % 10 === digitAt(value, 11)
}

/** § 290 SGB V: a letter, eight digits and a check digit over weights 1 and 2 in turn, modulo 10. */
function healthInsuranceNumber(value: string): boolean {
  const digits = lettersAsPlaces(value)
  let sum = 0
  for (let index = 0; index < 10; index++) sum += digitSum(digitAt(digits, index) * (index % 2 === 0 ? 1 : 2))
  return sum % 10 === digitAt(value, 9)
}

/**
 * Kassenärztliche Bundesvereinigung, LANR: the seventh digit checks the first six with weights 4 and 9 in turn, modulo
 * 10.
 */
function physicianNumber(value: string): boolean {
  let sum = 0
  for (let index = 0; index < 6; index++) sum += digitAt(value, index) * (index % 2 === 0 ? 4 : 9)
  return (10 - (sum % 10)) % 10 === digitAt(value, 6)
}

/** The first two of thirteen digits are the code of a federal state, 01 to 16. */
const states = new Set(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16'])

const taxIdWords = [
  'steuer-id',
  'steuerid',
  'steueridentifikationsnummer',
  'identifikationsnummer',
  'idnr',
  'tin',
  'tax id',
]

const taxNumberWords = ['steuernummer', 'steuer-nr', 'st.-nr', 'st-nr', 'stnr', 'tax number', 'finanzamt']

const cardWords = [
  'personalausweis',
  'personalausweisnummer',
  'ausweis',
  'ausweisnummer',
  'ausweis-nr',
  'identity card',
]

export const recognizers = [
  /** The Steuer-ID, issued by the Bundeszentralamt für Steuern. */
  identifier({
    name: 'de-tax-id',
    type: 'DE_TAX_ID',
    pattern: /[1-9]\d{9} ?\d|[1-9]\d \d{3} \d{3} \d{3}/,
    check: taxId,
    evidence: 'strong',
    context: taxIdWords,
  }),
  /** The Steuer-ID without the rule of repeated digits: numbers made up for forms and tests ignore that rule. */
  identifier({
    name: 'de-tax-id-irregular',
    type: 'DE_TAX_ID',
    pattern: /[1-9]\d{9} ?\d|[1-9]\d \d{3} \d{3} \d{3}/,
    check: (value) => !/(\d)\1{3}/.test(value) && mod11And10(value),
    evidence: 'weak',
    context: taxIdWords,
  }),
  /** The Steuernummer of a tax office (Finanzamt), with its slashes. */
  identifier({
    name: 'de-tax-number',
    type: 'DE_TAX_NUMBER',
    pattern: /\d{2,3}\/\d{3,4}\/\d{4,5}/,
    evidence: 'fair',
    context: taxNumberWords,
  }),
  /** The Steuernummer in the federal form for electronic returns: 13 digits. */
  identifier({
    name: 'de-tax-number-plain',
    type: 'DE_TAX_NUMBER',
    pattern: /\d{13}/,
    check: (value) => states.has(value.slice(0, 2)),
    evidence: 'weak',
    context: taxNumberWords,
  }),
  /** The Steuernummer as each state writes it: without the code of the state, and often without slashes. */
  identifier({
    name: 'de-tax-number-short',
    type: 'DE_TAX_NUMBER',
    pattern: /\d{2,3} \d{3,4} \d{4,5}|\d{10,11}/,
    evidence: 'faint',
    context: taxNumberWords,
  }),
  /** The insurance number, assigned by Deutsche Rentenversicherung. */
  identifier({
    name: 'de-pension-number',
    type: 'DE_SOCIAL_SECURITY',
    pattern: /\d{2} ?\d{6} ?[A-Z] ?\d{3}/,
    check: pensionNumber,
    evidence: 'strong',
    context: [
      'rvnr',
      'rentenversicherungsnummer',
      'sozialversicherungsnummer',
      'versicherungsnummer',
      'sv-nummer',
      'social security',
    ],
  }),
  /** The Krankenversichertennummer, the part that stays the same for life (§ 290 SGB V). */
  identifier({
    name: 'de-health-insurance',
    type: 'DE_HEALTH_INSURANCE',
    pattern: /[A-Z]\d{9}/,
    check: healthInsuranceNumber,
    evidence: 'fair',
    context: [
      'kvnr',
      'krankenversichertennummer',
      'krankenkasse',
      'versichertennummer',
      'egk',
      'egk-nummer',
      'health insurance',
    ],
  }),
  /**
   * The serial number of the passport, which the Bundesdruckerei makes, checked with the weights 7, 3, 1 of ICAO Doc
   * 9303. It uses no vowels and no letter that looks like a digit.
   */
  identifier({
    name: 'de-passport',
    type: 'PASSPORT',
    pattern: /[CFGHJK][CFGHJKLMNPRTVWXYZ\d]{7}\d/,
    check: (value) => /\d.*\d/.test(value) && machineReadable(value),
    evidence: 'fair',
    context: ['reisepass', 'pass', 'pass-nr', 'passnummer', 'passport'],
  }),
  /**
   * The serial number of the card, which the Bundesdruckerei makes, checked with the weights 7, 3, 1 of ICAO Doc 9303.
   */
  identifier({
    name: 'de-identity-card',
    type: 'DE_ID_CARD',
    pattern: /[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ\d]{7}\d/,
    check: (value) => /\d.*\d/.test(value) && machineReadable(value),
    evidence: 'fair',
    context: cardWords,
  }),
  /**
   * The serial number of nine characters and the check digit that follows it in the machine-readable zone (ICAO Doc
   * 9303).
   */
  identifier({
    name: 'de-identity-card-with-check',
    type: 'DE_ID_CARD',
    pattern: /[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{8}\d/,
    check: (value) => /\d.*\d/.test(value) && machineReadable(value),
    evidence: 'fair',
    context: cardWords,
  }),
  /** A T and eight digits, checked with the weights 7, 3, 1 of ICAO Doc 9303. */
  identifier({
    name: 'de-identity-card-old',
    type: 'DE_ID_CARD',
    pattern: /T\d{8}/,
    check: machineReadable,
    evidence: 'fair',
    context: cardWords,
  }),
  /** The licence number of the Fahrerlaubnisbehörde: authority, serial, check digit and number of the copy. */
  identifier({
    name: 'de-drivers-license',
    type: 'DRIVERS_LICENSE',
    pattern: /[A-Z]{2}\d{8}[A-Z\d]|[A-Z\d]\d{2}[A-Z\d]{6}\d[A-Z\d]/,
    check: (value) => /^[A-Z]{2}\d|[A-Z]/.test(value),
    evidence: 'weak',
    context: ['führerschein', 'führerscheinnummer', 'fahrerlaubnis', "driver's license", 'driving licence'],
  }),
  /**
   * The plate under the Fahrzeug-Zulassungsverordnung: district, letters, digits, and E for electric or H for historic
   * cars.
   */
  identifier({
    name: 'de-license-plate',
    type: 'LICENSE_PLATE',
    pattern: /[A-ZÄÖÜ]{1,3}([- ])[A-Z]{1,2}\1\d{1,4}[EH]?/,
    // Small letters with spaces are words: "der A 9" is a road.
    check: (_, match) => !match.includes(' ') || match === match.toUpperCase(),
    evidence: 'weak',
    context: ['kennzeichen', 'nummernschild', 'fahrzeug', 'kfz', 'auto', 'wagen', 'license plate'],
  }),
  /** The lifelong physician number (LANR) of the Kassenärztliche Bundesvereinigung. */
  identifier({
    name: 'de-physician',
    type: 'DE_PHYSICIAN',
    pattern: /\d{9}/,
    check: (value) => !isRepeated(value) && physicianNumber(value),
    evidence: 'weak',
    context: ['lanr', 'arztnummer', 'arzt-nr'],
  }),
  /** The number of a practice (BSNR), issued by a Kassenärztliche Vereinigung. It has no check digit. */
  identifier({
    name: 'de-practice',
    type: 'DE_PRACTICE',
    pattern: /\d{9}/,
    check: (value) => !isRepeated(value),
    evidence: 'faint',
    context: ['bsnr', 'betriebsstättennummer'],
  }),
  /** The USt-IdNr., issued by the Bundeszentralamt für Steuern. */
  identifier({
    name: 'de-vat',
    type: 'DE_VAT',
    pattern: /DE[ .-]?[1-9]\d{2}[ .-]?\d{3}[ .-]?\d{3}/,
    evidence: 'strong',
    context: ['ust-id', 'ust-idnr', 'umsatzsteuer-identifikationsnummer', 'vat'],
  }),
  /** The number in the Handelsregister of a court: HRA for partnerships and sole traders, HRB for corporations. */
  identifier({
    name: 'de-commercial-register',
    type: 'DE_COMMERCIAL_REGISTER',
    pattern: /HR[AB] ?\d{1,6}/,
    evidence: 'strong',
    context: ['handelsregister', 'handelsregisternummer', 'amtsgericht'],
  }),
  /** The postal code of Deutsche Post. */
  identifier({
    name: 'de-postal-code',
    type: 'POSTAL_CODE',
    pattern: /(?!01000|99999)(?:0[1-9]|[1-9]\d)\d{3}/,
    evidence: 'faint',
    context: ['plz', 'postleitzahl', 'postal code', 'wohnhaft'],
  }),
]
