/** The digits of a phone number, without spaces and punctuation. */
export interface PhoneDigits {
  readonly digits: string
  /** Whether the number begins with the code of a country. */
  readonly international: boolean
}

/** With fewer digits, different numbers could look alike. */
const LEAST_DIGITS = 7

/** The digits of a phone number; undefined if there are too few to tell it from another one. */
export function phoneDigits(value: string): PhoneDigits | undefined {
  const main = value.replace(/\(0\)/g, '').replace(/\s*(?:ext\.?|x|#)\s*\d{1,6}\s*$/i, '')
  const international = /^\D{0,2}(?:\+|00)/.test(main)
  const digits = main.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < LEAST_DIGITS ? undefined : { digits, international }
}

/** The key under which the same number is looked for. All spellings of a number share the key, and few other numbers do. */
export function phoneKey({ digits }: PhoneDigits): string {
  return digits.slice(-LEAST_DIGITS)
}

/** The length of the longest country code. */
const CODE = 3

/**
 * Whether both are one number, written for callers from the same country or from abroad. Two national or two international numbers
 * must be equal: a number without its area code belongs to another place.
 */
export function isSamePhone(a: PhoneDigits, b: PhoneDigits): boolean {
  if (a.digits === b.digits) return true
  if (a.international === b.international) return isWithOne(a.digits, b.digits) || isWithOne(b.digits, a.digits)
  const [abroad, home] = a.international ? [a.digits, b.digits] : [b.digits, a.digits]
  return abroad.endsWith(home) && abroad.length - home.length <= CODE
}

/** North America writes its own code in front without a plus. */
function isWithOne(long: string, short: string): boolean {
  return short.length === 10 && long === `1${short}`
}
