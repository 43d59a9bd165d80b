import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { CREATE_OPTIONS, type CreateOptions, openTask } from './engines/create-options.js'
import type { LabelScore } from './shared/tasks.js'

/** The tag `und` of BCP 47: the text is too short, or in no language that the model knows. */
const UNDETERMINED = 'und'

/** The possible languages, and the model to load. */
export interface LanguageDetectorOptions extends CreateOptions {
  /**
   * The languages that the text may have, as BCP 47 tags of the model's card. The model is more reliable with few
   * languages than with many. A text in none of them is `und`.
   * @default all that the model knows
   */
  languages?: readonly string[] | undefined
}

/** The language of a text, with the other candidates. */
export interface DetectedLanguage {
  /** A BCP 47 tag, or `und`. */
  readonly language: string
  /** The probability of the language, from 0 to 1. */
  readonly score: number
  /** The candidates with at least a thousandth of the probability, best first. */
  readonly scores: readonly LabelScore[]
}

/** A loaded model that detects the language of a text. */
export interface LanguageDetector extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
  /** The languages that the model knows, as BCP 47 tags, if its engine reports them. */
  readonly languages: readonly string[] | undefined
  /** Detects the language of a text, or of each text of a list. */
  detect(text: string, options?: CallOptions): Promise<DetectedLanguage>
  detect(texts: readonly string[], options?: CallOptions): Promise<DetectedLanguage[]>
}

/**
 * Loads a model that detects the language of a text.
 *
 * @example
 * const detector = await createLanguageDetector()
 * console.log((await detector.detect('Wie spät ist es?')).language)
 * await detector.close()
 */
export async function createLanguageDetector(allOptions: LanguageDetectorOptions = {}): Promise<LanguageDetector> {
  checkOptions('createLanguageDetector', allOptions, { ...CREATE_OPTIONS, languages: 'any' })
  const { languages, ...options } = allOptions
  checkLanguages(languages)
  const session = await openTask('language', options)
  const unknown = languages?.find((language) => session.labels !== undefined && !session.labels.includes(language))
  if (unknown !== undefined) {
    await session.close()
    throw new RangeError(`\`languages\` must be among ${session.labels?.join(', ')}, got ${unknown}`)
  }

  async function detect(text: string, options?: CallOptions): Promise<DetectedLanguage>
  async function detect(texts: readonly string[], options?: CallOptions): Promise<DetectedLanguage[]>
  async function detect(input: Texts, runOptions: CallOptions = {}) {
    checkOptions('detect', runOptions, { signal: 'signal', trace: 'object' })
    const { signal, trace } = runOptions
    const texts = listTexts(input)
    if (texts.length === 0) return []
    const { scores } = await runTask(session, 'language', { texts, languages }, { signal, trace })
    const results = scores.map((row): DetectedLanguage => {
      const { label, score } = row[0] ?? { label: UNDETERMINED, score: 0 }
      return { language: label, score, scores: row }
    })
    return shapeLike(input, results)
  }

  return {
    model: session.model,
    digest: session.digest,
    languages: session.labels?.filter((label) => label !== UNDETERMINED),
    detect,
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}

function checkLanguages(languages: readonly string[] | undefined): void {
  if (languages === undefined) return
  const valid = Array.isArray(languages) && languages.length > 0 && languages.every((tag) => typeof tag === 'string')
  if (!valid) throw new TypeError('`languages` must be a list of at least one language, each a tag such as `en`')
}
