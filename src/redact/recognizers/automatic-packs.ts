import type { Entity, Recognizer } from '../findings/recognizer.js'
import { type Locale, localePacks } from './locale-packs.js'

/**
 * Loads the packs for a page's languages. The countries of these languages report all their findings. All other
 * countries report only a number that its check digits prove or that the word in front of it names: a shape that any
 * number may have says little about a country that the page is unlikely to mention.
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

function mayProve({ types }: Recognizer): boolean {
  return !types.includes('PHONE') && !types.includes('POSTAL_CODE')
}

function provenOnly(recognizer: Recognizer): Recognizer {
  return {
    ...recognizer,
    // A promise for each of hundreds of rules would cost more than the rules, so a result without a promise stays so.
    recognize(text, options) {
      const found = recognizer.recognize(text, options)
      return 'then' in found ? found.then(proven) : proven(found)
    },
  }
}

function proven(found: readonly Entity[]): readonly Entity[] {
  return found.length === 0 ? found : found.filter(({ tier, type }) => tier === 'checksum' || type === 'ID_NUMBER')
}
