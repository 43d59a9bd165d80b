/** Reduces a folded word to the part that its forms share. */
export type Stem = (word: string) => string

/** The stemmer of a language (`en`, `en-GB`). Words of languages without a stemmer stay whole. */
export function stemmerOf(language: string): Stem {
  const [base = ''] = language.toLowerCase().split('-')
  return STEMMERS.get(base) ?? ((word) => word)
}

const STEMMERS: ReadonlyMap<string, Stem> = new Map<string, Stem>([
  ['en', stemEnglish],
  ['de', stemGerman],
  ['es', stemSpanish],
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
