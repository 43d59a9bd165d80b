import type { Entity, Recognizer } from '../findings/recognizer.js'
import { random } from './random.js'
import { anotherName } from './surrogate-names.js'
import { anotherAddress, anotherCompany, anotherPlace } from './surrogate-places.js'

/** More than enough for two check digits (one in 97 passes by chance). */
const ATTEMPTS = 1500

/**
 * Another value of the same kind and form. A value with check digits is made again until its own recognizer accepts it, so the
 * surrogate is as valid as the original.
 */
export async function surrogateFor(type: string, value: string, recognizers: readonly Recognizer[]): Promise<string> {
  const make = MAKERS[type] ?? sameShape
  const judges = recognizers.filter((recognizer) => recognizer.stage !== 'model' && recognizer.types.includes(type))
  const checked = await isAccepted(value, type, judges)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const candidate = make(value)
    if (candidate !== value && (!checked || (await isAccepted(candidate, type, judges)))) return candidate
  }
  return make(value)
}

async function isAccepted(text: string, type: string, judges: readonly Recognizer[]): Promise<boolean> {
  for (const judge of judges) {
    const found = await judge.recognize(text)
    if (found.some((entity) => isWhole(entity, type, text.length))) return true
  }
  return false
}

/** Only check digits and patterns count: context and models cannot judge a value that is alone. */
function isWhole({ type, tier, start, end }: Entity, wanted: string, length: number): boolean {
  return type === wanted && start === 0 && end === length && (tier === 'checksum' || tier === 'pattern')
}

const MAKERS: Readonly<Record<string, (value: string) => string>> = {
  PERSON: anotherName,
  LOCATION: anotherPlace,
  ORGANIZATION: anotherCompany,
  ADDRESS: anotherAddress,
  STREET_ADDRESS: anotherAddress,
  EMAIL: (value) =>
    `${sameShape(value.slice(0, Math.max(1, value.lastIndexOf('@')))).replaceAll('@', '.')}@example.com`,
  URL: (value) => `${/^[a-z][a-z\d+.-]*:\/\//i.exec(value)?.[0] ?? ''}example.com/${randomText(8, LOWER)}`,
  // Addresses from the blocks reserved for documentation, which belong to no real machine.
  IP_ADDRESS: (value) =>
    value.includes(':') ? `2001:db8::${randomText(4, '123456789abcdef')}` : `192.0.2.${random(254) + 1}`,
  CREDIT_CARD: (value) => keepStart(value, 6),
  IBAN: (value) => keepStart(value, 2),
  PHONE: (value) => keepStart(value, value.startsWith('+') ? 5 : 3),
  DATE: anotherDate,
  DATE_OF_BIRTH: anotherDate,
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'

/** Replaces letters by letters and digits by digits. Everything else stays. */
function sameShape(value: string): string {
  return value.replace(/[\p{L}\p{Nd}]/gu, (character) => {
    if (/\p{Nd}/u.test(character)) return randomText(1, DIGITS)
    return randomText(1, /\p{Lu}/u.test(character) ? UPPER : LOWER)
  })
}

function keepStart(value: string, length: number): string {
  return value.slice(0, length) + sameShape(value.slice(length))
}

/** Other days and months. A number of four digits counts as a year and moves by up to five years. */
function anotherDate(value: string): string {
  return value.replace(/\d+/g, (digits) => {
    if (digits.length === 4) return String(Number(digits) - 5 + random(11))
    return digits.length < 3 ? String(random(12) + 1).padStart(digits.length, '0') : randomText(digits.length, DIGITS)
  })
}

function randomText(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
}
