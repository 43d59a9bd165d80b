import { fold } from '../spelling/fold.js'
import { AddressesOfNames } from './addresses-of-names.js'

export type Gender = 'male' | 'female'

/** The gender of those who bear a given name; undefined where the name is rare or both bear it. */
export type GenderOfName = (givenName: string) => Gender | undefined

/** A person with a number, and the names that were used for the person. */
interface Person {
  readonly number: number
  readonly names: (readonly string[])[]
  gender: Gender | undefined
}

/** Words between the parts of a name that are not names. */
const PARTICLES: ReadonlySet<string> = new Set(
  'al bin da de dei del della den der des di do dos du e el la las le los ten ter van vom von y zu'.split(' '),
)

/**
 * Decides whether two names mean one person: "Maria Lopez", "Maria", "LOPEZ", "M. Lopez". They do only if a single
 * person fits. Where two persons share a part, as "Weber" of Anna and Tom Weber, that part alone belongs to neither.
 */
export class Persons {
  readonly #byWord = new Map<string, Set<Person>>()
  readonly #byNumber = new Map<number, Person>()
  readonly #addresses = new AddressesOfNames()

  /** The number of the person that this name means, if it can mean only one person. */
  find(name: string, gender: Gender | undefined, genderOf?: GenderOfName): number | undefined {
    const words = wordsOf(name)
    const candidates = new Set(words.flatMap((word) => [...(this.#byWord.get(word) ?? [])]))
    let only: Person | undefined
    for (const person of candidates) {
      if (!fits(person, words, gender, genderOf)) continue
      if (only) return undefined
      only = person
    }
    return only?.number
  }

  /** The number of the person whose name an e-mail address is made of, if only one person can be meant. */
  ofAddress(address: string): number | undefined {
    return this.#addresses.find(address)
  }

  add(name: string, number: number, gender: Gender | undefined): void {
    const words = wordsOf(name)
    const person = this.#byNumber.get(number) ?? { number, names: [], gender }
    person.gender ??= gender
    this.#byNumber.set(number, person)
    if (person.names.some((other) => other.join(' ') === words.join(' '))) return
    person.names.push(words)
    this.#addresses.add(words, number)
    for (const word of words) {
      const same = this.#byWord.get(word)
      if (same) same.add(person)
      else this.#byWord.set(word, new Set([person]))
    }
  }

  /** The part of the person's whole name that `name` is: the first of several words, the last, all of them, or undefined. */
  partOf(name: string, number: number): 'FIRST' | 'LAST' | 'FULL' | undefined {
    const words = wordsOf(name)
    const names = this.#byNumber.get(number)?.names ?? []
    const longest = names.reduce<readonly string[]>((best, each) => (each.length > best.length ? each : best), [])
    if (words.length > 1) return names[0]?.length === 1 ? 'FULL' : undefined
    if (longest.length < 2 || words.length === 0) return undefined
    if (words[0] === longest[0]) return 'FIRST'
    return words[0] === longest.at(-1) ? 'LAST' : undefined
  }
}

function fits(
  { names, gender: told }: Person,
  words: readonly string[],
  wanted: Gender | undefined,
  genderOf: GenderOfName | undefined,
): boolean {
  // A title is surer than a given name, and given names never contradict each other.
  const ofPerson = told ?? (wanted && genderOfNames(names, genderOf))
  const ofName = wanted ?? (told && genderOfNames([words], genderOf))
  if (ofPerson !== undefined && ofName !== undefined && ofPerson !== ofName) return false
  const whole = names.filter((name) => name.length > 1)
  if (words.length > 1 && whole.length > 0) return whole.every((name) => isOneName(name, words))
  return names.some((name) => isContained(name, words) || isContained(words, name))
}

/** A surname alone shows no gender, so only whole names count. */
function genderOfNames(names: Person['names'], genderOf: GenderOfName | undefined): Gender | undefined {
  for (const name of names) {
    const gender = name.length > 1 ? genderOf?.(name[0]!) : undefined
    if (gender !== undefined) return gender
  }
  return undefined
}

function isOneName(a: readonly string[], b: readonly string[]): boolean {
  return a.length <= b.length ? isContained(a, b) : isContained(b, a)
}

/** Whether the longer name holds each word of the shorter name, at least one word written out. */
function isContained(short: readonly string[], long: readonly string[]): boolean {
  if (short.length > long.length || !short.some((word) => word.length > 1 && long.includes(word))) return false
  const rest = [...long]
  return short.every((word) => {
    const at = rest.findIndex((other) => other === word || isInitial(word, other) || isInitial(other, word))
    if (at === -1) return false
    rest.splice(at, 1)
    return true
  })
}

function isInitial(letter: string, word: string): boolean {
  return letter.length === 1 && word.startsWith(letter)
}

/** The words of a name without its particles, folded: "Lopez's" is "lopez". */
function wordsOf(name: string): readonly string[] {
  const all = fold(name)
    .replace(/['’]s?(?![\p{L}])/gu, '')
    .split(/[^\p{L}\p{M}\p{N}'’-]+/u)
    .filter((word) => word !== '')
  const words = all.filter((word) => !PARTICLES.has(word))
  return words.length > 0 ? words : all
}
