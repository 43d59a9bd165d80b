import { loadedOnce } from './loaded-once.js'
import type { WordLanguage } from './text-language.js'

/** Whether a word in small letters is an everyday word. */
export type IsEveryday = (word: string) => boolean

const WORDS: Readonly<Record<WordLanguage, () => Promise<ReadonlySet<string>>>> = {
  de: wordsOf(() => import('./everyday-words/de.js')),
  es: wordsOf(() => import('./everyday-words/es.js')),
  fr: wordsOf(() => import('./everyday-words/fr.js')),
  hi: wordsOf(() => import('./everyday-words/hi.js')),
  it: wordsOf(() => import('./everyday-words/it.js')),
  nl: wordsOf(() => import('./everyday-words/nl.js')),
  pl: wordsOf(() => import('./everyday-words/pl.js')),
  pt: wordsOf(() => import('./everyday-words/pt.js')),
}

/** The everyday words of a language, without names. The list loads with the first text of that language. */
export function everydayWords(language: WordLanguage): Promise<ReadonlySet<string>> {
  return WORDS[language]()
}

function wordsOf(load: () => Promise<{ readonly words: string }>): () => Promise<ReadonlySet<string>> {
  return loadedOnce(async () => new Set((await load()).words.split(/\s+/)))
}
