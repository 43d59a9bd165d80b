import { fold } from '../spelling/fold.js'

export type Gender = 'male' | 'female'

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
 * Tells whether two names mean one person: "Maria Lopez", "Maria", "LOPEZ", "M. Lopez". They do only where a single person can be
 * meant. Where two persons share a part, as "Weber" of Anna and Tom Weber, that part alone belongs to neither.
 */
export class Persons {
  readonly #byWord = new Map<string, Set<Person>>()
  readonly #byNumber = new Map<number, Person>()

  /** The number of the person that this name means, if it can mean only one person. */
  find(name: string, gender: Gender | undefined): number | undefined {
    const words = wordsOf(name)
    const candidates = new Set(words.flatMap((word) => [...(this.#byWord.get(word) ?? [])]))
    let only: Person | undefined
    for (const person of candidates) {
      if (!fits(person, words, gender)) continue
      if (only) return undefined
      only = person
    }
    return only?.number
  }

  add(name: string, number: number, gender: Gender | undefined): void {
    const words = wordsOf(name)
    const person = this.#byNumber.get(number) ?? { number, names: [], gender }
    person.gender ??= gender
    this.#byNumber.set(number, person)
    if (person.names.some((other) => other.join(' ') === words.join(' '))) return
    person.names.push(words)
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

function fits({ names, gender }: Person, words: readonly string[], wanted: Gender | undefined): boolean {
  if (gender !== undefined && wanted !== undefined && gender !== wanted) return false
  const whole = names.filter((name) => name.length > 1)
  if (words.length > 1 && whole.length > 0) return whole.every((name) => isOneName(name, words))
  return names.some((name) => isContained(name, words) || isContained(words, name))
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
