import { checkOptions } from '../calls/check-options.js'
import type { Availability, Engine, LanguagePair } from '../calls/engine.js'
import { NlpError } from '../shared/errors.js'
import type { Task } from '../shared/tasks.js'
import { browserClass } from './builtin/browser-class.js'
import { languageModelApi } from './builtin/language-model-api.js'

/** Options for the browser's own models. */
export interface BuiltinEngineOptions {
  /** The languages of questions and answers, as BCP 47 tags. Some browsers require them. @default ['en'] */
  languages?: readonly string[] | undefined
  /**
   * Whether the engine also serves calls that name a model. The models of the browser have no names, so a list of engines with a
   * model for another engine needs this. @default false
   */
  anyModel?: boolean | undefined
}

/**
 * Uses the browser's own models, where the browser has them: its LanguageModel to write, its LanguageDetector to detect
 * languages, and its Translator to translate. The page downloads nothing, and nothing leaves the device. The model that
 * writes takes no seed and no `topP`, uses tools only in browsers that can, and its token counts are estimates. In most
 * browsers a page may only choose how predictable the model is, so `temperature` becomes the nearest of five steps.
 *
 * @example
 * const generator = await createGenerator({ engines: [builtinEngine(), localEngine()] })
 * const detector = await createLanguageDetector({ engines: [builtinEngine(), localEngine()] })
 */
export function builtinEngine(options: BuiltinEngineOptions = {}): Engine {
  checkOptions('builtinEngine', options, { languages: 'list', anyModel: 'boolean' })
  const { languages = ['en'], anyModel = false } = options
  const kind = { type: 'text', languages }
  const expectations = { expectedInputs: [kind], expectedOutputs: [kind] }

  async function availability(
    task: Task,
    model: string | undefined,
    { translation }: { readonly translation?: LanguagePair | undefined } = {},
  ): Promise<Availability> {
    // A call that names a model means another one.
    if (model !== undefined && !anyModel) return 'unavailable'
    if (task === 'language') return (await browserClass('LanguageDetector')?.availability()) ?? 'unavailable'
    if (task !== 'generate') return 'unavailable'
    if (translation !== undefined) return (await browserClass('Translator')?.availability(translation)) ?? 'unavailable'
    return (await languageModelApi()?.availability(expectations)) ?? 'unavailable'
  }

  return {
    name: 'builtin',
    place: 'device',
    availability,
    async open(task, model, options = {}) {
      const { translation } = options
      if ((await availability(task, model, options)) === 'unavailable') throw lacking(task, model, translation)
      if (task === 'language') return (await import('./builtin/detector-session.js')).openDetector(options)
      if (translation !== undefined) {
        return (await import('./builtin/translator-session.js')).openTranslator(translation, options)
      }
      const api = languageModelApi()
      if (api === undefined) throw lacking(task, model, translation)
      return (await import('./builtin/language-model-session.js')).openLanguageModel(api, expectations, options)
    },
  }
}

function lacking(task: Task, model: string | undefined, translation: LanguagePair | undefined): NlpError {
  const named = model === undefined ? '' : ` that is called ${model}`
  if (task === 'language')
    return new NlpError('unsupported', `This browser has no language detector of its own${named}`)
  if (task !== 'generate') return new NlpError('unsupported', `The browser has no model of its own to ${task}`)
  if (translation === undefined)
    return new NlpError('unsupported', `This browser has no language model of its own${named}`)
  const { sourceLanguage, targetLanguage } = translation
  return new NlpError(
    'unsupported',
    `This browser has no model of its own${named} that translates from ${sourceLanguage} to ${targetLanguage}`,
  )
}
