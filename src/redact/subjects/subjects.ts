import { fold } from '../spelling/fold.js'
import { type Gender, type GenderOfName, Persons } from './persons.js'
import { plainValue } from './plain-value.js'
import { isSamePhone, type PhoneDigits, phoneDigits, phoneKey } from './same-phone.js'

/** Facts about a value beyond its letters. */
export interface ValueHints {
  /** The whole value, where only a part of it is replaced. */
  readonly whole?: string | undefined
  /** The gender of a person, known from the title in front. */
  readonly gender?: Gender | undefined
}

/** Types whose values mean the same in upper and lower case. */
const CASELESS: ReadonlySet<string> = new Set(['EMAIL', 'ORGANIZATION', 'LOCATION', 'ADDRESS', 'STREET_ADDRESS'])

/**
 * The subjects of a conversation's values. Values that mean one person, one telephone or one number in several spellings are one
 * subject. They share its number, so that a server does not count them as several.
 */
export class Subjects {
  readonly #numbers = new Map<string, number>()
  readonly #persons = new Persons()
  readonly #phones = new Map<string, { readonly phone: PhoneDigits; readonly number: number }[]>()

  /** The number of the subject that this value means, if it is known. */
  find(
    type: string,
    value: string,
    { whole = value, gender }: ValueHints,
    genderOf?: GenderOfName,
  ): number | undefined {
    const number = this.#numbers.get(keyOf(type, whole, gender))
    if (number !== undefined) return number
    if (type === 'PERSON') return this.#persons.find(plainValue(whole), gender, genderOf)
    const phone = type === 'PHONE' ? phoneDigits(whole) : undefined
    return phone && this.#phones.get(phoneKey(phone))?.find((other) => isSamePhone(other.phone, phone))?.number
  }

  add(type: string, value: string, number: number, { whole = value, gender }: ValueHints): void {
    const key = keyOf(type, whole, gender)
    if (!this.#numbers.has(key)) this.#numbers.set(key, number)
    if (type === 'PERSON') this.#persons.add(plainValue(whole), number, gender)
    const phone = type === 'PHONE' ? phoneDigits(whole) : undefined
    if (!phone) return
    const same = this.#phones.get(phoneKey(phone)) ?? []
    same.push({ phone, number })
    this.#phones.set(phoneKey(phone), same)
  }

  /** The number of the person that a value of another type belongs to: of an e-mail address that is made of the name. */
  personOf(type: string, value: string): number | undefined {
    return type === 'EMAIL' ? this.#persons.ofAddress(plainValue(value)) : undefined
  }

  /** The part of its subject that a value is, such as the first or the last name of a person. */
  partOf(type: string, value: string, number: number): string | undefined {
    return type === 'PERSON' ? this.#persons.partOf(plainValue(value), number) : undefined
  }
}

function keyOf(type: string, value: string, gender: Gender | undefined): string {
  if (type === 'PERSON') return `${type} ${gender ?? ''} ${value}`
  if (type === 'LITERAL' || type === 'SECRET') return `${type} ${value}`
  const text = plainValue(value).trim()
  if (CASELESS.has(type)) return `${type} ${fold(text).replace(/ +/g, ' ')}`
  // A number is the same with other spaces, hyphens and dots. A value with small letters may be a key, in which each sign counts.
  const isNumber = !/\p{Ll}/u.test(text) && (text.match(/\d/g)?.length ?? 0) > 5
  return `${type} ${isNumber ? text.replace(/[\s./()-]/g, '') : value}`
}
