import type { Recognizer } from '../findings/recognizer.js'
import { countriesOfText } from './countries-of-text.js'
import { type Locale, loadIdentifiers, localePacks } from './locale-packs.js'
import { nationalRecognizer } from './national-recognizer.js'

/**
 * Loads the recognizer of all countries. The countries of the page's languages, of the text's language and of `named`
 * report all their findings, and the other countries those that are proven.
 */
export async function loadAutomaticPacks(named: readonly Locale[] = []): Promise<Recognizer> {
  const all = await loadIdentifiers(Object.keys(localePacks) as Locale[])
  const ofPage = new Set([...named, ...countriesOf(pageLanguages())])
  const reported = new Map<ReadonlySet<Locale>, ReadonlySet<Locale>>()
  return nationalRecognizer(all, (text) => {
    const ofText = countriesOfText(text)
    const both = reported.get(ofText) ?? new Set([...ofText, ...ofPage])
    reported.set(ofText, both)
    return both
  })
}

/** Loads one recognizer of these countries, which report all their findings. */
export async function loadPacks(locales: readonly Locale[]): Promise<Recognizer> {
  const own = new Set(locales)
  return nationalRecognizer(await loadIdentifiers(locales), () => own)
}

/** The country of each language: the one in its tag, else the likeliest. `us` where no country has a pack. */
export function countriesOf(languages: readonly string[]): readonly Locale[] {
  const countries = languages.flatMap((language) => {
    const country = regionOf(language)
    return Object.hasOwn(localePacks, country) ? [country as Locale] : []
  })
  return countries.length > 0 ? countries : ['us']
}

function regionOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().region?.toLowerCase() ?? ''
  } catch {
    // A browser may report a language that is not a valid tag, such as C.
    return ''
  }
}

function pageLanguages(): readonly string[] {
  return globalThis.navigator?.languages ?? []
}
