import type { Availability, LanguagePair } from '../calls/engine.js'
import type { Translator } from '../translate.js'
import { type CreationOptions, createModel, type Loading } from './create-model.js'
import type { ModelChoice } from './language-detector.js'
import { canonicalTag, languageOf } from './language-tags.js'
import { checkLife, Life } from './life.js'
import { named } from './named-class.js'

/** The models that translate, and where they run. */
export interface TranslatorChoice extends Omit<ModelChoice, 'model'> {
  /**
   * The address or hub id of an encoder–decoder model (Marian, T5), or a function that names the model of a pair of languages. The
   * function gives undefined for a pair that is not offered.
   */
  model: string | ((pair: LanguagePair) => string | undefined)
}

interface CallOptions {
  /** Aborts the call. */
  signal?: AbortSignal | undefined
}

/** The browser's `Translator`. */
export interface TranslatorClass {
  /** Whether these languages can be translated, and whether a download comes first. */
  availability(options: LanguagePair): Promise<Availability>
  /** Loads the model of these languages. */
  create(options: LanguagePair & CreationOptions): Promise<TranslatorInstance>
}

/** An object that `Translator.create()` gives. */
export interface TranslatorInstance extends LanguagePair {
  /** Texts of any length are read, so there is no limit. */
  readonly inputQuota: number
  /** Translates a text. */
  translate(input: string, options?: CallOptions): Promise<string>
  /** Translates a text and gives each piece as it is written. */
  translateStreaming(input: string, options?: CallOptions): ReadableStream<string>
  /** Without a limit, no text uses any of it. */
  measureInputUsage(input: string, options?: CallOptions): Promise<number>
  /** Frees the model. Calls reject from now on. */
  destroy(): void
}

/** Offers `createTranslator` as the browser's `Translator`. */
export function translatorClass({ model, ...choice }: TranslatorChoice): TranslatorClass {
  const modelFor = (pair: LanguagePair) => (typeof model === 'function' ? model(pair) : model)

  class PolyfilledTranslator implements TranslatorInstance {
    readonly sourceLanguage: string
    readonly targetLanguage: string
    readonly inputQuota = Number.POSITIVE_INFINITY
    /** Undefined where both languages are one, so that a text is its own translation. */
    readonly #translator: Translator | undefined
    readonly #life: Life

    constructor(life: Life, translator: Translator | undefined, { sourceLanguage, targetLanguage }: LanguagePair) {
      checkLife(life)
      this.#life = life
      this.#translator = translator
      this.sourceLanguage = sourceLanguage
      this.targetLanguage = targetLanguage
    }

    static async availability(options: LanguagePair): Promise<Availability> {
      const pair = readPair(options)
      if (isOneLanguage(pair)) return 'available'
      const name = modelFor(pair)
      if (name === undefined) return 'unavailable'
      const { availability } = await import('../availability.js')
      const { engines, device, runtime, dtype } = choice
      return availability('generate', { model: name, engines, device, runtime, dtype })
    }

    static async create(options: LanguagePair & CreationOptions): Promise<PolyfilledTranslator> {
      const pair = readPair(options)
      const load = async ({ signal, onProgress }: Loading) => {
        if (isOneLanguage(pair)) return undefined
        const name = modelFor(pair)
        if (name === undefined) {
          const { sourceLanguage, targetLanguage } = pair
          throw new DOMException(`No model translates from ${sourceLanguage} to ${targetLanguage}`, 'NotSupportedError')
        }
        const { createTranslator } = await import('../translate.js')
        return createTranslator({ ...choice, ...pair, model: name, signal, onProgress })
      }
      const translator = await createModel(options, load, (unwanted) => unwanted?.close())
      return new PolyfilledTranslator(new Life(options.signal, () => translator?.close()), translator, pair)
    }

    translate(input: string, { signal }: CallOptions = {}): Promise<string> {
      return this.#life.run(signal, async (stop) => {
        const text = String(input)
        return this.#translator === undefined ? text : (await this.#translator.translate(text, { signal: stop })).text
      })
    }

    translateStreaming(input: string, { signal }: CallOptions = {}): ReadableStream<string> {
      return this.#life.stream(signal, async (emit, stop) => {
        const text = String(input)
        if (this.#translator === undefined) return emit(text)
        for await (const piece of this.#translator.stream(text, { signal: stop })) emit(piece)
      })
    }

    measureInputUsage(_input: string, { signal }: CallOptions = {}): Promise<number> {
      return this.#life.run(signal, async () => 0)
    }

    destroy(): void {
      this.#life.end()
    }
  }

  return named('Translator', PolyfilledTranslator)
}

function readPair(options: LanguagePair): LanguagePair {
  for (const name of ['sourceLanguage', 'targetLanguage'] as const) {
    if (options?.[name] === undefined) throw new TypeError(`\`${name}\` is required: a language tag such as en`)
  }
  return {
    sourceLanguage: canonicalTag(options.sourceLanguage),
    targetLanguage: canonicalTag(options.targetLanguage),
  }
}

/** Regions of one language need no translation; scripts do (`zh-Hans`, `zh-Hant`). */
function isOneLanguage({ sourceLanguage, targetLanguage }: LanguagePair): boolean {
  const script = (tag: string) => new Intl.Locale(tag).maximize().script
  return languageOf(sourceLanguage) === languageOf(targetLanguage) && script(sourceLanguage) === script(targetLanguage)
}
