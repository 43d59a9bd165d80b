import type { Entity, Recognizer } from '../findings/recognizer.js'
import { type Locale, localePacks } from './locale-packs.js'

/**
 * The packs of the countries of a page's languages as they are, and of all others what is proven by check digits or
 * named by the word in front of it. Shapes that any number may have count only where somebody is likely to mean them.
 */
export async function loadAutomaticPacks(
  languages: readonly string[] = pageLanguages(),
): Promise<readonly Recognizer[]> {
  const own = new Set(countriesOf(languages))
  const countries = Object.keys(localePacks) as Locale[]
  const packs = await Promise.all(
    countries.map(async (country) => {
      const recognizers = await localePacks[country]()
      return own.has(country) ? recognizers : recognizers.filter(mayProve).map(provenOnly)
    }),
  )
  return packs.flat()
}

/** The country that each language names or is mostly written in, the United States where none has a pack. */
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
    // Browsers may report languages that are no valid tag, such as C.
    return ''
  }
}

function pageLanguages(): readonly string[] {
  return globalThis.navigator?.languages ?? []
}

function mayProve({ types }: Recognizer): boolean {
  return !types.includes('PHONE') && !types.includes('POSTAL_CODE')
}

function provenOnly(recognizer: Recognizer): Recognizer {
  return {
    ...recognizer,
    // A promise for each of hundreds of rules would cost more than the rules, so an answer at once stays one.
    recognize(text, options) {
      const found = recognizer.recognize(text, options)
      return 'then' in found ? found.then(proven) : proven(found)
    },
  }
}

function proven(found: readonly Entity[]): readonly Entity[] {
  return found.length === 0 ? found : found.filter(({ tier, type }) => tier === 'checksum' || type === 'ID_NUMBER')
}
