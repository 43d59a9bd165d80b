import { stemFrench, stemItalian, stemPortuguese } from './stem-romance.js'

/** Reduces a folded word to the part that its forms share. */
export type Stem = (word: string) => string

/** The stemmer of a language (`en`, `en-GB`). Words of languages without a stemmer stay whole. */
export function stemmerOf(language: string): Stem {
  return STEMMERS.get(baseOf(language))?.stem ?? ((word) => word)
}

/**
 * The version of a language's stemmer. Words that were stored with another version are made again from the records. Languages whose stemmer
 * has not changed since the first release have version 1.
 */
export function stemVersionOf(language: string): number {
  return STEMMERS.get(baseOf(language))?.version ?? 1
}

/** The language without its country: `en` of `en-GB`. */
export const baseOf = (language: string): string => language.toLowerCase().split('-')[0] ?? ''

const STEMMERS: ReadonlyMap<string, { readonly stem: Stem; readonly version: number }> = new Map([
  ['en', { stem: stemEnglish, version: 1 }],
  ['de', { stem: stemGerman, version: 1 }],
  ['es', { stem: stemSpanish, version: 1 }],
  ['fr', { stem: stemFrench, version: 2 }],
  ['it', { stem: stemItalian, version: 2 }],
  ['nl', { stem: stemDutch, version: 2 }],
  ['pt', { stem: stemPortuguese, version: 2 }],
])

/**
 * Removes plurals, -ed, -ing and the final e, so that "cities" matches "city" and "making" matches "make". Endings that change the word
 * class stay: cutting them ("university", "universe") finds more wrong records than right ones.
 */
function stemEnglish(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
  let stem = word
  if (/(?:ss|x|ch|sh|z)es$/.test(stem)) stem = stem.slice(0, -2)
  else if (/[^aeiou]ies$/.test(stem)) stem = `${stem.slice(0, -3)}y`
  else if (/..[^suia]s$|..as$/.test(stem)) stem = stem.slice(0, -1)
  const verb = stem.endsWith('ing') ? stem.slice(0, -3) : stem.endsWith('ed') ? stem.slice(0, -2) : ''
  if (verb.length > 2 && /[aeiouy]/.test(verb)) stem = verb.replace(/([^aeiouylsz])\1$/, '$1')
  return stem.replace(/(?<=...)e$/, '').replace(/(?<=.[^aeiou])y$/, 'i')
}

/** Removes endings of nouns and adjectives. Folding has already removed the dots of the vowels. */
function stemGerman(word: string): string {
  if (word.length < 5 || !/^[a-zß]+$/.test(word)) return word
  return word.replace(/(?:ern|em|en|er|es|e|s|n)$/, '')
}

/** Removes plurals and the endings of gender. */
function stemSpanish(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  return word.replace(/(?:es|s)$/, '').replace(/[aoe]$/, '')
}

/** Removes plurals and the endings of adjectives, and undoes what they do to the spelling: "bomen" and "boom", "brieven" and "brief". */
function stemDutch(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const stem = word
    .replace(/heden$/, 'heid')
    .replace(/(?<=..[^aeiouys])s$/, '')
    .replace(/(?<=...)(?:en|e)$/, '')
    .replace(/([^aeiou])\1$/, '$1')
    .replace(/([aeou])\1(?=[^aeiou]$)/, '$1')
  return stem.replace(/z$/, 's').replace(/v$/, 'f')
}
