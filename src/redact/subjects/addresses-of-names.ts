import { fold } from '../spelling/fold.js'

/** Shorter names occur in the addresses of too many other people. */
const SHORTEST = 3

/**
 * The e-mail addresses that people make of their names: anna.weber, weber-anna, aweber, anna.w, anna or weber, with any
 * digits and signs. An address that could be made of the names of two people belongs to neither.
 */
export class AddressesOfNames {
  /** By the letters in front of the @: the number of the person; undefined where several persons share the letters. */
  readonly #owners = new Map<string, number | undefined>()

  add(words: readonly string[], number: number): void {
    for (const letters of madeOf(words.map(plainLetters))) {
      if (letters.length < SHORTEST) continue
      const isShared = this.#owners.has(letters) && this.#owners.get(letters) !== number
      this.#owners.set(letters, isShared ? undefined : number)
    }
  }

  /** The number of the person whose name the address is made of. */
  find(address: string): number | undefined {
    if (this.#owners.size === 0) return undefined
    return this.#owners.get(plainLetters(fold(address.slice(0, address.lastIndexOf('@')))))
  }
}

function madeOf(words: readonly string[]): readonly string[] {
  const first = words[0] ?? ''
  const last = words.at(-1) ?? ''
  if (words.length < 2) return [first]
  const [initial, lastInitial] = [first.charAt(0), last.charAt(0)]
  return [
    first,
    last,
    words.join(''),
    first + last,
    last + first,
    initial + last,
    last + initial,
    first + lastInitial,
    lastInitial + first,
  ]
}

/** Letters without accents. An address writes ü as ue or as u, so both are read as u. */
function plainLetters(folded: string): string {
  return folded
    .replace(/[^\p{L}]/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/([aou])e/g, '$1')
}
