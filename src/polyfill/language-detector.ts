import type { Availability } from '../calls/engine.js'
import type { CreateOptions } from '../engines/create-options.js'
import type { LanguageDetector } from '../language.js'
import type { LabelScore } from '../shared/tasks.js'
import { type CreationOptions, createModel, type Loading } from './create-model.js'
import { canonicalTags, languageOf } from './language-tags.js'
import { checkLife, Life } from './life.js'
import { named } from './named-class.js'

/** Which model an object of the polyfill loads, and where it runs. */
export type ModelChoice = Omit<CreateOptions, 'signal' | 'onProgress' | 'trace'>

interface DetectorOptions {
  /** Languages that the texts may have. A language that the model does not know makes the detector unavailable. */
  expectedInputLanguages?: readonly string[] | undefined
}

interface CallOptions {
  /** Aborts the call. */
  signal?: AbortSignal | undefined
}

/** The browser's `LanguageDetector`. */
export interface LanguageDetectorClass {
  /** Whether the detector is available, and whether a download comes first. */
  availability(options?: DetectorOptions): Promise<Availability>
  /** Loads the model. */
  create(options?: DetectorOptions & CreationOptions): Promise<LanguageDetectorInstance>
}

/** An object that `LanguageDetector.create()` gives. */
export interface LanguageDetectorInstance {
  /** The languages that were named, in canonical form. */
  readonly expectedInputLanguages: readonly string[] | null
  /** Texts of any length are read, so there is no limit. */
  readonly inputQuota: number
  /** The likely languages, best first, and `und` with the rest of the probability. */
  detect(input: string, options?: CallOptions): Promise<{ detectedLanguage: string; confidence: number }[]>
  /** Without a limit, no text uses any of it. */
  measureInputUsage(input: string, options?: CallOptions): Promise<number>
  /** Frees the model. Calls reject from now on. */
  destroy(): void
}

/** Offers the language model of tacet as the browser's `LanguageDetector`. */
export function languageDetectorClass(choice: ModelChoice): LanguageDetectorClass {
  /** The languages of the model. They are known after it was loaded once. */
  let known: ReadonlySet<string> | undefined
  const knows = (tags: readonly string[] | null) =>
    known === undefined || tags === null || tags.every((tag) => known?.has(languageOf(tag)))

  class PolyfilledLanguageDetector implements LanguageDetectorInstance {
    readonly expectedInputLanguages: readonly string[] | null
    readonly inputQuota = Number.POSITIVE_INFINITY
    readonly #detector: LanguageDetector
    readonly #life: Life

    constructor(life: Life, detector: LanguageDetector, expectedInputLanguages: readonly string[] | null) {
      checkLife(life)
      this.#life = life
      this.#detector = detector
      this.expectedInputLanguages = expectedInputLanguages
    }

    static async availability(options: DetectorOptions = {}): Promise<Availability> {
      const tags = canonicalTags(options.expectedInputLanguages)
      if (!knows(tags)) return 'unavailable'
      const { availability } = await import('../availability.js')
      const { model, engines, device, runtime, dtype } = choice
      return availability('language', { model, engines, device, runtime, dtype })
    }

    static async create(options: DetectorOptions & CreationOptions = {}): Promise<PolyfilledLanguageDetector> {
      const tags = canonicalTags(options.expectedInputLanguages)
      const load = async ({ signal, onProgress }: Loading) => {
        const { createLanguageDetector } = await import('../language.js')
        const detector = await createLanguageDetector({ ...choice, signal, onProgress })
        known ??= detector.languages && new Set(detector.languages.map(languageOf))
        if (knows(tags)) return detector
        await detector.close()
        throw new DOMException(`Not all of these languages are known: ${tags?.join(', ')}`, 'NotSupportedError')
      }
      const detector = await createModel(options, load, (unwanted) => unwanted.close())
      return new PolyfilledLanguageDetector(new Life(options.signal, () => detector.close()), detector, tags)
    }

    detect(input: string, { signal }: CallOptions = {}) {
      return this.#life.run(signal, async (stop) => {
        const { scores } = await this.#detector.detect(String(input), { signal: stop })
        return toResults(scores)
      })
    }

    measureInputUsage(_input: string, { signal }: CallOptions = {}) {
      return this.#life.run(signal, async () => 0)
    }

    destroy(): void {
      this.#life.end()
    }
  }

  return named('LanguageDetector', PolyfilledLanguageDetector)
}

const UNDETERMINED = 'und'
/** Candidates behind this share of the probability are noise. */
const ENOUGH = 0.99

/** The candidates that are more probable than "none of them", without negligible ones, and `und` as the last. */
function toResults(scores: readonly LabelScore[]): { detectedLanguage: string; confidence: number }[] {
  const told = scores.filter(({ label }) => label !== UNDETERMINED)
  const sum = told.reduce((total, { score }) => total + score, 0)
  const unknown = scores.find(({ label }) => label === UNDETERMINED)?.score ?? Math.max(0, 1 - sum)
  const results: { detectedLanguage: string; confidence: number }[] = []
  let covered = 0
  for (const { label, score } of told) {
    if (score === 0 || score < unknown || covered >= ENOUGH) break
    results.push({ detectedLanguage: label, confidence: score })
    covered += score
  }
  // Rounding must not make the sum larger than 1.
  return [...results, { detectedLanguage: UNDETERMINED, confidence: Math.min(unknown, Math.max(0, 1 - covered)) }]
}
