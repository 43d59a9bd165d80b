import { describe } from '../calls/check-options.js'

/** One of the words that an option may have. Throws a TypeError for any other value, as the browser does. */
export function oneOf<Word extends string>(name: string, value: unknown, words: readonly Word[], usual: Word): Word {
  if (value === undefined) return usual
  const word = words.find((each) => each === String(value))
  if (word !== undefined) return word
  throw new TypeError(`\`${name}\` must be one of ${words.join(', ')}, got ${describe(value)}`)
}
