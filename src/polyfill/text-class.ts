import type { Availability } from '../calls/engine.js'
import { estimateTokens } from '../engines/server/estimate.js'
import type { Message } from '../shared/tasks.js'
import { type CreationOptions, createModel } from './create-model.js'
import type { GeneratorSource } from './generator-source.js'
import { canonicalTag, canonicalTags } from './language-tags.js'
import { checkLife, Life } from './life.js'
import { named } from './named-class.js'
import { oneOf } from './read-options.js'
import type { WritingGenerator } from './writing-generator.js'
import type { Writing } from './writing-prompt.js'

/** The words that the options of a class may have. The first is the default. */
export interface TextWords {
  readonly tone: readonly [string, ...string[]]
  readonly format: readonly [string, ...string[]]
  readonly length: readonly [string, ...string[]]
}

type Chosen<Words extends TextWords> = { readonly [Name in keyof Words & keyof TextWords]: Words[Name][number] }

interface Languages {
  /** The languages of the inputs. */
  expectedInputLanguages?: readonly string[] | undefined
  /** The languages of the contexts. */
  expectedContextLanguages?: readonly string[] | undefined
  /** The language of the result. */
  outputLanguage?: string | undefined
}

interface Creation extends CreationOptions {
  /** Words about all texts or their readers. */
  sharedContext?: string | undefined
}

interface CallOptions {
  /** Words about this text. */
  context?: string | undefined
  /** Aborts the call. */
  signal?: AbortSignal | undefined
}

/** The browser's `Writer` or `Rewriter`. */
export interface TextClass<Words extends TextWords, Method extends string> {
  /** Whether such texts can be written, and whether a download comes first. */
  availability(options?: Partial<Chosen<Words>> & Languages): Promise<Availability>
  /** Makes an object for one kind of texts. */
  create(options?: Partial<Chosen<Words>> & Languages & Creation): Promise<TextInstance<Words, Method>>
}

/** An object that `Writer.create()` or `Rewriter.create()` gives. */
type TextInstance<Words extends TextWords, Method extends string> = Chosen<Words> &
  TextFacts & { readonly [Name in Method]: (input: string, options?: CallOptions) => Promise<string> } & {
    readonly [Name in `${Method}Streaming`]: (input: string, options?: CallOptions) => ReadableStream<string>
  }

interface TextFacts {
  /** The words that `create()` got about all texts. */
  readonly sharedContext: string
  /** The languages of the inputs that were named. */
  readonly expectedInputLanguages: readonly string[] | null
  /** The languages of the contexts that were named. */
  readonly expectedContextLanguages: readonly string[] | null
  /** The language of the result that was named. */
  readonly outputLanguage: string | null
  /** The most input that one call takes, in estimated tokens. */
  readonly inputQuota: number
  /** How much of the quota a text uses. */
  measureInputUsage(input: string, options?: CallOptions): Promise<number>
  /** Ends the object. Calls reject from now on. */
  destroy(): void
}

/** The most tokens of a text that is written. */
const MAX_TOKENS = 1024

/**
 * Makes a class that gives a generator one kind of request. `Writer` and `Rewriter` differ only in their words and
 * their prompt.
 */
export function textClass<Words extends TextWords, Method extends string>({
  name,
  method,
  words,
  rules,
  prompt,
  source,
}: {
  readonly name: string
  readonly method: Method
  readonly words: Words
  /** The instruction of each word; a word without one asks for nothing. */
  readonly rules: Readonly<Record<string, string>>
  readonly prompt: (text: string, writing: Writing) => Message[]
  readonly source: GeneratorSource
}): TextClass<Words, Method> {
  const readForm = (options: Partial<Record<keyof TextWords, string>> & Languages & Creation) => ({
    tone: oneOf('tone', options.tone, words.tone, words.tone[0]),
    format: oneOf('format', options.format, words.format, words.format[0]),
    length: oneOf('length', options.length, words.length, words.length[0]),
    expectedInputLanguages: canonicalTags(options.expectedInputLanguages),
    expectedContextLanguages: canonicalTags(options.expectedContextLanguages),
    outputLanguage: options.outputLanguage === undefined ? null : canonicalTag(options.outputLanguage),
    sharedContext: String(options.sharedContext ?? ''),
  })

  class PolyfilledText {
    readonly inputQuota: number
    readonly #life: Life
    readonly #form: ReturnType<typeof readForm>

    constructor(life: Life, { contextWindow }: WritingGenerator, form: ReturnType<typeof readForm>) {
      checkLife(life)
      this.#life = life
      this.#form = form
      this.inputQuota = contextWindow ?? Number.POSITIVE_INFINITY
      Object.assign(this, form)
    }

    static async availability(options: Languages = {}): Promise<Availability> {
      readForm(options)
      return source.availability()
    }

    static async create(options: Languages & Creation = {}): Promise<PolyfilledText> {
      const form = readForm(options)
      const generator = await createModel(options, (loading) => source.load(loading))
      return new PolyfilledText(new Life(options.signal, () => {}), generator, form)
    }

    measureInputUsage(input: string, { context, signal }: CallOptions = {}): Promise<number> {
      return this.#life.run(signal, async () => {
        if (!Number.isFinite(this.inputQuota)) return 0
        return this.#prompt(input, context).reduce((sum, { content }) => sum + estimateTokens(content), 0)
      })
    }

    destroy(): void {
      this.#life.end()
    }

    run(input: string, { context, signal }: CallOptions = {}): Promise<string> {
      return this.#life.run(signal, (stop) => this.#write(input, context, () => {}, stop))
    }

    stream(input: string, { context, signal }: CallOptions = {}): ReadableStream<string> {
      return this.#life.stream(signal, (emit, stop) => this.#write(input, context, emit, stop))
    }

    #prompt(input: string, context = ''): Message[] {
      const { tone, format, length, sharedContext, outputLanguage } = this.#form
      return prompt(String(input), {
        rules: [tone, format, length].flatMap((word) => rules[word] ?? []),
        context: `${sharedContext}\n${context}`.trim(),
        outputLanguage,
      })
    }

    async #write(
      input: string,
      context: string | undefined,
      emit: (delta: string) => void,
      signal: AbortSignal,
    ): Promise<string> {
      if (String(input).trim() === '') return ''
      const generator = await source.open({ signal })
      const stream = generator.stream(this.#prompt(input, context), { maxTokens: MAX_TOKENS, signal })
      for await (const delta of stream) emit(delta)
      return (await stream.result).text
    }
  }

  // The methods have the names that they have in the browser.
  const { prototype } = PolyfilledText
  for (const [from, to] of [
    ['run', method],
    ['stream', `${method}Streaming`],
  ] as const) {
    Object.defineProperty(prototype, to, { value: prototype[from], configurable: true, writable: true })
    Reflect.deleteProperty(prototype, from)
  }
  return named(name, PolyfilledText) as unknown as TextClass<Words, Method>
}
