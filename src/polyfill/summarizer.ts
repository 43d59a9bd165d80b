import type { SentenceEmbedder } from '../answer/nearness.js'
import type { Availability } from '../calls/engine.js'
import { NlpError } from '../shared/errors.js'
import { LENGTHS, type SummaryLength, type SummaryType, TYPES } from '../summarize/forms.js'
import { type CreationOptions, createModel } from './create-model.js'
import type { GeneratorSource } from './generator-source.js'
import { canonicalTag, canonicalTags, languageOf } from './language-tags.js'
import { checkLife, Life } from './life.js'
import { named } from './named-class.js'
import { oneOf } from './read-options.js'

const FORMATS = ['markdown', 'plain-text'] as const
const PREFERENCES = ['auto', 'speed', 'capability'] as const

interface SummarizerOptions {
  /** The kind of summary. */
  type?: SummaryType | undefined
  /** How long the summary is. */
  length?: SummaryLength | undefined
  /** Whether points begin with "- ". */
  format?: (typeof FORMATS)[number] | undefined
  /** Accepted, as by the browser, but without effect: there is only one way to summarize. */
  preference?: (typeof PREFERENCES)[number] | undefined
  /** The languages of the texts. The first says where sentences end. */
  expectedInputLanguages?: readonly string[] | undefined
  /** The languages of the contexts. */
  expectedContextLanguages?: readonly string[] | undefined
  /** The language of the summary. Sentences of a text stay in its language. */
  outputLanguage?: string | undefined
}

interface SummarizerCreation extends SummarizerOptions, CreationOptions {
  /** Words about all texts or their readers. */
  sharedContext?: string | undefined
}

interface CallOptions {
  /** Words about this text. */
  context?: string | undefined
  /** Aborts the call. */
  signal?: AbortSignal | undefined
}

/** The browser's `Summarizer`. */
export interface SummarizerClass {
  /** Whether such a summary can be made, and whether a download comes first. */
  availability(options?: SummarizerOptions): Promise<Availability>
  /** Makes a summarizer for one form of summaries. */
  create(options?: SummarizerCreation): Promise<SummarizerInstance>
}

/** An object that `Summarizer.create()` gives. */
export interface SummarizerInstance extends Form {
  /** Texts of any length are read, so there is no limit. */
  readonly inputQuota: number
  /** Summarizes a text. */
  summarize(input: string, options?: CallOptions): Promise<string>
  /** Summarizes a text, point by point. */
  summarizeStreaming(input: string, options?: CallOptions): ReadableStream<string>
  /** Without a limit, no text uses any of it. */
  measureInputUsage(input: string, options?: CallOptions): Promise<number>
  /** Ends the summarizer. Calls reject from now on. */
  destroy(): void
}

/** The options as an object keeps them. */
interface Form {
  readonly sharedContext: string
  readonly type: SummaryType
  readonly length: SummaryLength
  readonly format: (typeof FORMATS)[number]
  readonly preference: (typeof PREFERENCES)[number]
  readonly expectedInputLanguages: readonly string[] | null
  readonly expectedContextLanguages: readonly string[] | null
  readonly outputLanguage: string | null
}

/** The models for summaries. Without a model, a summary consists of sentences chosen by their words. */
export interface SummarizerParts {
  readonly embedder?: SentenceEmbedder | undefined
  readonly source?: GeneratorSource | undefined
}

/** Offers `summarize` as the browser's `Summarizer`. */
export function summarizerClass({ embedder, source }: SummarizerParts): SummarizerClass {
  class PolyfilledSummarizer implements SummarizerInstance {
    declare readonly sharedContext: string
    declare readonly type: SummaryType
    declare readonly length: SummaryLength
    declare readonly format: (typeof FORMATS)[number]
    declare readonly preference: (typeof PREFERENCES)[number]
    declare readonly expectedInputLanguages: readonly string[] | null
    declare readonly expectedContextLanguages: readonly string[] | null
    declare readonly outputLanguage: string | null
    readonly inputQuota = Number.POSITIVE_INFINITY
    readonly #life: Life

    constructor(life: Life, form: Form) {
      checkLife(life)
      this.#life = life
      Object.assign(this, form)
    }

    static async availability(options: SummarizerOptions = {}): Promise<Availability> {
      if (translates(readForm(options))) return 'unavailable'
      return source?.availability() ?? 'available'
    }

    static async create(options: SummarizerCreation = {}): Promise<PolyfilledSummarizer> {
      const form = readForm(options)
      await createModel(options, async (loading) => {
        if (translates(form)) {
          const message = 'A summary stays in the language of its text: leave out `outputLanguage`'
          throw new DOMException(message, 'NotSupportedError')
        }
        await source?.load(loading)
      })
      return new PolyfilledSummarizer(new Life(options.signal, () => {}), form)
    }

    summarize(input: string, { context, signal }: CallOptions = {}): Promise<string> {
      return this.#life.run(signal, (stop) => this.#write(String(input), context, () => {}, stop))
    }

    summarizeStreaming(input: string, { context, signal }: CallOptions = {}): ReadableStream<string> {
      return this.#life.stream(signal, (emit, stop) => this.#write(String(input), context, emit, stop))
    }

    measureInputUsage(_input: string, { signal }: CallOptions = {}): Promise<number> {
      return this.#life.run(signal, async () => 0)
    }

    destroy(): void {
      this.#life.end()
    }

    async #write(
      text: string,
      context: string | undefined,
      emit: (delta: string) => void,
      signal: AbortSignal,
    ): Promise<string> {
      if (text.trim() === '') return ''
      const { type, length, format, expectedInputLanguages } = this
      const generator = await source?.open({ signal })
      const { summarize } = await import('../summarize.js')
      const about = [this.sharedContext, context ?? ''].filter((words) => words.trim() !== '').join('\n')
      const language = expectedInputLanguages?.[0]
      const options = { ...(about === '' ? {} : { context: about }), language, embedder, generator, signal }
      // An encoder–decoder model writes as it was trained, and takes no form.
      const form = generator?.textToText === undefined ? { type, length, format } : {}
      const stream = summarize(text, { ...options, ...form })
      try {
        for await (const delta of stream) emit(delta)
        return (await stream.result).text
      } catch (error) {
        // A greeting or a title holds no statement, and is its own summary.
        if (!NlpError.is(error, 'invalid-data') || text.length > SHORT) throw error
        emit(text.trim())
        return text.trim()
      }
    }
  }

  return named('Summarizer', PolyfilledSummarizer)
}

/** A text of this length needs no summary, in characters. */
const SHORT = 200

function readForm(options: SummarizerCreation): Form {
  return {
    type: oneOf('type', options.type, TYPES, 'key-points'),
    length: oneOf('length', options.length, LENGTHS, 'short'),
    format: oneOf('format', options.format, FORMATS, 'markdown'),
    preference: oneOf('preference', options.preference, PREFERENCES, 'auto'),
    expectedInputLanguages: canonicalTags(options.expectedInputLanguages),
    expectedContextLanguages: canonicalTags(options.expectedContextLanguages),
    outputLanguage: options.outputLanguage === undefined ? null : canonicalTag(options.outputLanguage),
    sharedContext: String(options.sharedContext ?? ''),
  }
}

/** Whether the summary would have another language than the texts. Without named languages, the texts may have any. */
function translates({ outputLanguage, expectedInputLanguages }: Form): boolean {
  if (outputLanguage === null || expectedInputLanguages === null) return false
  return !expectedInputLanguages.some((tag) => languageOf(tag) === languageOf(outputLanguage))
}
