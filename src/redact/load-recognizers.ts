import { describe } from '../calls/check-options.js'
import { NlpError } from '../shared/errors.js'
import type { Recognizer } from './findings/recognizer.js'
import { type Locale, localePacks } from './recognizers/index.js'
import type { RedactorOptions } from './redactor-options.js'
import { loadedOnce } from './words/loaded-once.js'

/** Throws the error unless the text may be processed without this recognizer. */
export type NoteFailure = (recognizer: string, error: unknown) => void

/** Recognizers in the order in which they read a text: rules first, models after them. */
interface RecognizerStages {
  readonly rules: readonly Recognizer[]
  readonly models: readonly Recognizer[]
}

/** The recognizers of one redactor. They are loaded with its first text. */
interface LoadedRecognizers {
  /** The recognizers that need no model. */
  readonly loadRules: () => Promise<readonly Recognizer[]>
  /** All recognizers for one text. `note` may let the text pass without the model. */
  readonly loadStages: (note: NoteFailure) => Promise<RecognizerStages>
}

/** Makes the loader of a redactor's recognizers: those of `first`, those of its options, and those of its countries. */
export function recognizersOf(
  first: readonly Recognizer[],
  { recognizers, locales, model, types }: RecognizerOptions,
): LoadedRecognizers {
  if (typeof locales !== 'string' && !Array.isArray(locales)) {
    throw new TypeError(`\`locales\` must be 'auto', 'all', or a list of countries, got ${describe(locales)}`)
  }
  const named = locales === 'all' ? Object.keys(localePacks) : typeof locales === 'string' ? [locales] : locales
  const isAutomatic = named.includes('auto')
  const countries = named.filter((country) => country !== 'auto').map(localeOf)

  const loadRules = loadedOnce(async () => [...first, ...recognizers, ...(await loadNational(countries, isAutomatic))])
  const loadModel = loadedOnce(async () => (typeof model === 'function' ? model() : model))

  const loadStages = async (note: NoteFailure): Promise<RecognizerStages> => {
    const rules = await loadRules()
    let loaded: Recognizer | undefined
    try {
      loaded = await loadModel()
    } catch (error) {
      note('model', error)
      // The types of a missing model are unknown, so no type that the caller asks for is refused.
      return inStages(types ? rules.filter((rule) => isOfTypes(rule, types)) : rules)
    }
    if (model !== undefined) assertRecognizer(loaded)
    return stagesOf(rules, loaded)
  }

  let stages: { readonly model: Recognizer | undefined; readonly made: RecognizerStages } | undefined
  const stagesOf = (rules: readonly Recognizer[], loaded: Recognizer | undefined): RecognizerStages => {
    if (!stages || stages.model !== loaded) {
      stages = { model: loaded, made: inStages(ofTypes(loaded ? [...rules, loaded] : rules, types)) }
    }
    return stages.made
  }
  return { loadRules, loadStages }
}

interface RecognizerOptions extends Pick<RedactorOptions, 'model' | 'types'> {
  readonly recognizers: NonNullable<RedactorOptions['recognizers']>
  readonly locales: NonNullable<RedactorOptions['locales']>
}

function localeOf(country: string): Locale {
  if (typeof country !== 'string') {
    throw new TypeError(`\`locales\` must hold names of countries, got ${describe(country)}`)
  }
  const locale = country.toLowerCase()
  if (!Object.hasOwn(localePacks, locale)) {
    throw new RangeError(
      `\`locales\` has no pack for ${locale}. It takes countries by two letters, such as us, gb and de`,
    )
  }
  return locale as Locale
}

async function loadNational(countries: readonly Locale[], isAutomatic: boolean): Promise<readonly Recognizer[]> {
  if (countries.length === 0 && !isAutomatic) return []
  try {
    const packs = await import('./recognizers/automatic-packs.js')
    return [isAutomatic ? await packs.loadAutomaticPacks(countries) : await packs.loadPacks(countries)]
  } catch (cause) {
    throw new NlpError(
      'model-download',
      'The recognizers of the countries could not be loaded. Check the network, and that the app serves all files of its build.',
      {
        cause,
        retryable: true,
      },
    )
  }
}

/**
 * The split is made once: with all countries there are hundreds of recognizers, and checking each takes longer than
 * reading a short text.
 */
function inStages(all: readonly Recognizer[]): RecognizerStages {
  const isModel = ({ stage }: Recognizer) => stage === 'model'
  return { rules: all.filter((recognizer) => !isModel(recognizer)), models: all.filter(isModel) }
}

function ofTypes(all: readonly Recognizer[], types: readonly string[] | undefined): readonly Recognizer[] {
  if (!types) return all
  for (const type of types) {
    // A type that no recognizer finds would hide nothing, and the caller would not notice.
    if (!all.some((recognizer) => recognizer.types.includes(type))) {
      throw new RangeError(`\`types\` holds ${type}, which no recognizer of this redactor finds`)
    }
  }
  return all.filter((recognizer) => isOfTypes(recognizer, types))
}

function isOfTypes(recognizer: Recognizer, types: readonly string[]): boolean {
  return recognizer.types.some((type) => types.includes(type))
}

function assertRecognizer(value: unknown): void {
  if (typeof (value as Recognizer | undefined)?.recognize === 'function') return
  throw new TypeError(`\`model\` must load a recognizer, got ${describe(value)}`)
}
