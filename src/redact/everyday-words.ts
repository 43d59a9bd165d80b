import type { WordLanguage } from './text-language.js'

const LOADERS: Readonly<Record<WordLanguage, () => Promise<{ readonly words: string }>>> = {
  de: () => import('./everyday-words/de.js'),
  es: () => import('./everyday-words/es.js'),
  fr: () => import('./everyday-words/fr.js'),
  it: () => import('./everyday-words/it.js'),
  nl: () => import('./everyday-words/nl.js'),
  pl: () => import('./everyday-words/pl.js'),
  pt: () => import('./everyday-words/pt.js'),
}

const loading = new Map<WordLanguage, Promise<ReadonlySet<string>>>()

/** The everyday words of a language, none of them a name; loaded with the first text of that language. */
export function everydayWords(language: WordLanguage): Promise<ReadonlySet<string>> {
  const known = loading.get(language)
  if (known) return known
  const words = LOADERS[language]().then(
    (file) => new Set(file.words.split(/\s+/)),
    (error: unknown) => {
      // The next text may try again: a chunk is a file, and files may fail to arrive.
      loading.delete(language)
      throw error
    },
  )
  loading.set(language, words)
  return words
}
