import type { SentenceEmbedder } from '../answer/nearness.js'
import { checkOptions, describe } from '../calls/check-options.js'
import type { ServerRedactor } from '../engines/server/gate.js'
import { type GivenGenerator, generatorSource } from './generator-source.js'
import { type LanguageDetectorClass, languageDetectorClass, type ModelChoice } from './language-detector.js'
import { type LanguageModelClass, languageModelClass } from './language-model.js'
import { rewriterClass } from './rewriter.js'
import { type SummarizerClass, summarizerClass } from './summarizer.js'
import { type TranslatorChoice, type TranslatorClass, translatorClass } from './translator.js'
import { writerClass } from './writer.js'

/** The globals of the browser's own models, as the polyfill offers them. */
export interface PolyfillScope {
  /** Detects the language of a text. */
  LanguageDetector?: LanguageDetectorClass
  /** Summarizes. */
  Summarizer?: SummarizerClass
  /** Translates. */
  Translator?: TranslatorClass
  /** Answers prompts in sessions. */
  LanguageModel?: LanguageModelClass
  /** Writes a text by a request. */
  Writer?: ReturnType<typeof writerClass>
  /** Writes another version of a text. */
  Rewriter?: ReturnType<typeof rewriterClass>
}

/** The name of a global of the browser's own models. */
export type PolyfillName = keyof PolyfillScope

/** The models behind the globals, and where the globals are put. */
export interface PolyfillOptions {
  /** The model of `LanguageDetector`, and where it runs; `false` offers none. @default the package `@tacet/language` */
  languageDetector?: ModelChoice | false | undefined
  /**
   * How `Summarizer` works: with an `embedder` it compares sentences by meaning, and with `writes: true` the `generator` writes. `false`
   * offers none.
   * @default sentences of the text, chosen by words alone, without a model
   */
  summarizer?: SummarizerChoice | false | undefined
  /** The models of `Translator`. @default none, so no `Translator` is offered */
  translator?: TranslatorChoice | undefined
  /**
   * The generator behind `LanguageModel`, `Writer` and `Rewriter`, or a function that loads one for the first object.
   * @default none, so these three are not offered
   */
  generator?: GivenGenerator | undefined
  /**
   * Hides personal data in everything that goes to the generator, and puts it back into the answers. Use it where the generator runs on a
   * server.
   * @default none: the generator reads the texts as they are
   */
  redact?: ServerRedactor | undefined
  /**
   * Replaces existing globals: all of them, or the named ones. Chromium has the globals also on devices on which its
   * models cannot run. @default false: only missing globals are installed
   */
  force?: boolean | readonly PolyfillName[] | undefined
  /** The object that gets the globals. @default globalThis */
  scope?: PolyfillScope | undefined
}

/** How `Summarizer` makes its summaries. */
export interface SummarizerChoice {
  /** Compares sentences by meaning, like `createEmbedder`. @default none: words alone */
  embedder?: SentenceEmbedder | undefined
  /** Whether the `generator` of the polyfill writes the summaries. @default false */
  writes?: boolean | undefined
}

/** A polyfill that is installed. */
export interface Polyfill {
  /** The globals that the polyfill set. */
  readonly installed: readonly PolyfillName[]
  /** Restores the earlier globals, and closes a generator that the polyfill loaded. */
  undo(): Promise<void>
}

/**
 * Offers the globals of the browser's own models (`Summarizer`, `LanguageDetector` and the like) where the browser has none. Models of tacet
 * stand behind them, so nothing leaves the device unless the generator that you pass runs on a server.
 *
 * @example
 * const { installed } = installPolyfill({ generator: ({ onProgress }) => createGenerator({ onProgress }) })
 * console.log(installed) // [ 'LanguageDetector', 'Summarizer', 'LanguageModel', 'Writer', 'Rewriter' ] in Firefox
 */
export function installPolyfill(options: PolyfillOptions = {}): Polyfill {
  checkOptions('installPolyfill', options, {
    languageDetector: 'any',
    summarizer: 'any',
    translator: 'object',
    generator: 'object',
    redact: 'object',
    force: 'any',
    scope: 'object',
  })
  const { languageDetector = {}, summarizer = {}, translator, generator, redact, force = false } = options
  const scope: PolyfillScope = options.scope ?? (globalThis as object)
  if (redact !== undefined && typeof redact.redact !== 'function') {
    throw new TypeError(`\`redact\` must be a redactor such as createRedactor(), got ${describe(redact)}`)
  }
  if (redact !== undefined && generator === undefined) {
    throw new TypeError('`redact` needs a `generator`: nothing else can leave the device')
  }
  if (typeof force !== 'boolean' && !Array.isArray(force)) {
    throw new TypeError(`\`force\` must be true, false or a list of names, got ${describe(force)}`)
  }
  const source = generator === undefined ? undefined : generatorSource(generator, redact)

  const offered: PolyfillScope = {}
  if (languageDetector !== false) offered.LanguageDetector = languageDetectorClass(languageDetector)
  if (summarizer !== false) {
    const { embedder, writes = false } = summarizer
    if (writes && source === undefined) throw new TypeError('`summarizer.writes` needs a `generator`')
    offered.Summarizer = summarizerClass({ embedder, source: writes ? source : undefined })
  }
  if (translator !== undefined) offered.Translator = translatorClass(translator)
  if (source !== undefined) {
    offered.LanguageModel = languageModelClass(source)
    offered.Writer = writerClass(source)
    offered.Rewriter = rewriterClass(source)
  }

  const replaces = (name: PolyfillName) => (typeof force === 'boolean' ? force : force.includes(name))
  const names = (Object.keys(offered) as PolyfillName[]).filter((name) => !(name in scope) || replaces(name))
  const before = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(scope, name)]))
  for (const name of names) {
    Object.defineProperty(scope, name, { value: offered[name], configurable: true, writable: true })
  }
  return {
    installed: names,
    async undo() {
      for (const [name, descriptor] of before) {
        // Another script may have put its own in between.
        if (scope[name] !== offered[name]) continue
        if (descriptor === undefined) delete scope[name]
        else Object.defineProperty(scope, name, descriptor)
      }
      await source?.close()
    },
  }
}
