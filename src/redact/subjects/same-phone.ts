/** The digits of a phone number, without the signs that only write it. */
export interface PhoneDigits {
  readonly digits: string
  /** Whether the code of the country stands in front. */
  readonly international: boolean
}

/** Fewer digits are no number that could be told from another one. */
const LEAST_DIGITS = 7

/** The digits of a phone number; undefined if there are too few to tell it from another one. */
export function phoneDigits(value: string): PhoneDigits | undefined {
  const main = value.replace(/\(0\)/g, '').replace(/\s*(?:ext\.?|x|#)\s*\d{1,6}\s*$/i, '')
  const international = /^\D{0,2}(?:\+|00)/.test(main)
  const digits = main.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < LEAST_DIGITS ? undefined : { digits, international }
}

/** Spellings of one number share it, and few other numbers do: a place to look for the same number. */
export function phoneKey({ digits }: PhoneDigits): string {
  return digits.slice(-LEAST_DIGITS)
}

/** The longest code of a country. */
const CODE = 3

/**
 * Whether both are one number, written for callers from the same country or from abroad. Two numbers of one country must
 * be equal: a number without the code of an area belongs to another place.
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
