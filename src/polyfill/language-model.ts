import { describe } from '../calls/check-options.js'
import type { Availability } from '../calls/engine.js'
import { estimateTokens } from '../engines/server/estimate.js'
import type { AnyTool } from '../generate/tool-loop.js'
import { NlpError } from '../shared/errors.js'
import type { Message } from '../shared/tasks.js'
import { createModel } from './create-model.js'
import { eventAttribute } from './event-attribute.js'
import { quotaExceeded } from './exceptions.js'
import type { GeneratorSource } from './generator-source.js'
import { checkLife, Life } from './life.js'
import { named } from './named-class.js'
import { type ModelMessage, readMessages } from './read-messages.js'
import {
  readNeeds,
  type SamplingMode,
  type SessionNeeds,
  type SessionOptions,
  TEMPERATURES,
} from './read-session-options.js'
import type { WritingGenerator } from './writing-generator.js'

interface CallOptions {
  /** Aborts the call. */
  signal?: AbortSignal | undefined
}

interface PromptOptions extends CallOptions {
  /** A JSON Schema that the answer obeys. */
  responseConstraint?: object | undefined
  /** Accepted, as by the browser, but without effect: the model reads no schema in the prompt. */
  omitResponseConstraintInput?: boolean | undefined
}

type Input = string | readonly ModelMessage[]

/** The browser's `LanguageModel`. */
export interface LanguageModelClass {
  /** Whether such a session is possible, and whether a download comes first. */
  availability(options?: SessionNeeds): Promise<Availability>
  /** Begins a session. */
  create(options?: SessionOptions): Promise<LanguageModelInstance>
}

/** A session that `LanguageModel.create()` gives. */
export interface LanguageModelInstance extends EventTarget {
  /** The mode with which the session was created. */
  readonly samplingMode: SamplingMode
  /** How many tokens the session holds: counted after each answer, and estimated between. */
  readonly contextUsage: number
  /** How many tokens the session can hold. */
  readonly contextWindow: number
  /** The earlier name of `contextUsage`. */
  readonly inputUsage: number
  /** The earlier name of `contextWindow`. */
  readonly inputQuota: number
  /** Called when the oldest turns were forgotten to make room. */
  oncontextoverflow: ((event: Event) => void) | null
  /** Asks, and gives the whole answer. */
  prompt(input: Input, options?: PromptOptions): Promise<string>
  /** Asks, and gives the answer in pieces. */
  promptStreaming(input: Input, options?: PromptOptions): ReadableStream<string>
  /** Adds messages without an answer. */
  append(input: Input, options?: CallOptions): Promise<undefined>
  /** Estimates how many tokens an input needs. */
  measureContextUsage(input: Input, options?: PromptOptions): Promise<number>
  /** The earlier name of `measureContextUsage`. */
  measureInputUsage(input: Input, options?: PromptOptions): Promise<number>
  /** Another session that continues from here. */
  clone(options?: CallOptions): Promise<LanguageModelInstance>
  /** Ends the session. Calls reject from now on. */
  destroy(): void
}

/** The most tokens of an answer. */
const MAX_TOKENS = 1024

/** The initial state of a session. */
interface Beginning {
  readonly generator: WritingGenerator
  readonly initial: readonly Message[]
  readonly said: readonly Message[]
  readonly samplingMode: SamplingMode
  readonly tools: readonly AnyTool[]
}

/** Offers a generator as the browser's `LanguageModel`. */
export function languageModelClass(source: GeneratorSource): LanguageModelClass {
  class PolyfilledLanguageModel extends EventTarget implements LanguageModelInstance {
    declare oncontextoverflow: ((event: Event) => void) | null
    readonly samplingMode: SamplingMode
    readonly contextWindow: number
    readonly #life: Life
    readonly #generator: WritingGenerator
    readonly #initial: readonly Message[]
    readonly #tools: readonly AnyTool[]
    /** The turns after the initial ones. The oldest are forgotten where the window is full. */
    #said: readonly Message[]
    #usage: number
    /** Calls of one session wait for each other, because each reads the turns of the one before. */
    #turn: Promise<unknown> = Promise.resolve()

    constructor(life: Life, { generator, initial, said, samplingMode, tools }: Beginning) {
      checkLife(life)
      super()
      eventAttribute(this, 'contextoverflow')
      this.samplingMode = samplingMode
      this.contextWindow = generator.contextWindow ?? Number.POSITIVE_INFINITY
      this.#life = life
      this.#generator = generator
      this.#initial = initial
      this.#tools = tools
      this.#said = said
      this.#usage = tokensOf([...initial, ...said])
    }

    static async availability(options: SessionNeeds = {}): Promise<Availability> {
      return readNeeds(options).isPossible ? source.availability() : 'unavailable'
    }

    static async create(options: SessionOptions = {}): Promise<PolyfilledLanguageModel> {
      const { isPossible, samplingMode, tools } = readNeeds(options)
      const { signal, initialPrompts } = options
      const initial = initialPrompts === undefined ? [] : readMessages(initialPrompts, false)
      const generator = await createModel(options, async (loading) => {
        if (!isPossible) throw new DOMException('This model reads and writes only text', 'NotSupportedError')
        const { contextWindow } = await source.load(loading)
        if (contextWindow !== undefined && tokensOf(initial) > contextWindow) {
          throw tooLong(tokensOf(initial), contextWindow)
        }
        return source.open({ signal })
      })
      const life = new Life(signal, () => {})
      return new PolyfilledLanguageModel(life, { generator, initial, said: [], samplingMode, tools })
    }

    get contextUsage(): number {
      return this.#usage
    }

    get inputUsage(): number {
      return this.#usage
    }

    get inputQuota(): number {
      return this.contextWindow
    }

    prompt(input: Input, options: PromptOptions = {}): Promise<string> {
      return this.#life.run(options.signal, (signal) =>
        this.#inTurn(() => this.#answer(input, options, () => {}, signal)),
      )
    }

    promptStreaming(input: Input, options: PromptOptions = {}): ReadableStream<string> {
      return this.#life.stream(options.signal, (emit, signal) =>
        this.#inTurn(() => this.#answer(input, options, emit, signal)),
      )
    }

    append(input: Input, { signal }: CallOptions = {}): Promise<undefined> {
      return this.#life.run(signal, (stop) =>
        this.#inTurn(async () => {
          stop.throwIfAborted()
          const added = readMessages(input, this.#hasHistory())
          const kept = this.#turnsBeside(added)
          const requested = tokensOf([...this.#initial, ...kept, ...added])
          if (requested > this.contextWindow) throw tooLong(requested, this.contextWindow)
          const isWhole = kept.length === this.#said.length
          this.#goOn(kept, added, isWhole ? this.#usage + tokensOf(added) : requested)
          return undefined
        }),
      )
    }

    measureContextUsage(input: Input, options: PromptOptions = {}): Promise<number> {
      return this.#life.run(options.signal, async () => {
        readConstraint(options)
        return tokensOf(readMessages(input, false))
      })
    }

    measureInputUsage(input: Input, options: PromptOptions = {}): Promise<number> {
      return this.measureContextUsage(input, options)
    }

    clone({ signal }: CallOptions = {}): Promise<PolyfilledLanguageModel> {
      return this.#life.run(signal, async () => {
        const said = this.#said
        const beginning = { generator: this.#generator, initial: this.#initial, tools: this.#tools }
        const life = new Life(undefined, () => {})
        return new PolyfilledLanguageModel(life, { ...beginning, said, samplingMode: this.samplingMode })
      })
    }

    destroy(): void {
      this.#life.end()
    }

    #inTurn<T>(work: () => Promise<T>): Promise<T> {
      const result = this.#turn.then(work)
      this.#turn = result.catch(() => {})
      return result
    }

    #hasHistory = () => this.#initial.length + this.#said.length > 0

    async #answer(
      input: Input,
      options: PromptOptions,
      emit: (delta: string) => void,
      signal: AbortSignal,
    ): Promise<string> {
      signal.throwIfAborted()
      const schema = readConstraint(options)
      const added = readMessages(input, this.#hasHistory())
      let kept = this.#turnsBeside(added)
      for (;;) {
        const messages = [...this.#initial, ...kept, ...added]
        try {
          const { text, tokens } = await this.#ask(messages, schema, emit, signal)
          signal.throwIfAborted()
          this.#goOn(kept, [...added, { role: 'assistant', content: text }], tokens)
          return text
        } catch (error) {
          // The sizes are estimates, so the model may still refuse the turns as too long.
          if (!NlpError.is(error, 'context-overflow')) throw error
          if (kept.length === 0) throw tooLong(tokensOf(messages), this.contextWindow)
          kept = withoutOldest(kept)
        }
      }
    }

    async #ask(
      messages: readonly Message[],
      schema: Record<string, unknown> | undefined,
      emit: (delta: string) => void,
      signal: AbortSignal,
    ): Promise<{ readonly text: string; readonly tokens: number }> {
      const sampling = { maxTokens: MAX_TOKENS, temperature: TEMPERATURES[this.samplingMode], signal }
      const tokensIn = ({
        inputTokens,
        outputTokens,
      }: {
        readonly inputTokens: number
        readonly outputTokens: number
      }) => inputTokens + outputTokens
      if (schema !== undefined) {
        const { text, usage } = await this.#generator.object(messages, { ...sampling, schema })
        emit(text)
        return { text, tokens: tokensIn(usage) }
      }
      const tools = this.#tools.length === 0 ? {} : { tools: this.#tools }
      const stream = this.#generator.stream(messages, { ...sampling, ...tools })
      for await (const delta of stream) emit(delta)
      const { text, usage } = await stream.result
      return { text, tokens: tokensIn(usage) }
    }

    /** The turns that fit beside new messages. Nothing is forgotten yet: a call that fails must leave the session as it was. */
    #turnsBeside(added: readonly Message[]): readonly Message[] {
      let kept = this.#said
      while (kept.length > 0 && tokensOf([...this.#initial, ...kept, ...added]) > this.contextWindow) {
        kept = withoutOldest(kept)
      }
      return kept
    }

    /**
     * Continues with the kept turns and the new ones. The event `contextoverflow` tells the page if older turns are
     * forgotten now.
     */
    #goOn(kept: readonly Message[], added: readonly Message[], usage: number): void {
      const forgets = kept.length < this.#said.length
      this.#said = [...kept, ...added]
      this.#usage = usage
      if (forgets) this.dispatchEvent(new Event('contextoverflow'))
    }
  }

  return named('LanguageModel', PolyfilledLanguageModel)
}

/** The turns without the oldest question and its answer. */
function withoutOldest(turns: readonly Message[]): readonly Message[] {
  const answer = turns.findIndex(({ role }) => role === 'assistant')
  return turns.slice(answer === -1 ? turns.length : answer + 1)
}

const tokensOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)

const tooLong = (requested: number, quota: number) =>
  quotaExceeded('The conversation is longer than the model can take', { requested, quota })

function readConstraint({
  responseConstraint,
  omitResponseConstraintInput,
}: PromptOptions): Record<string, unknown> | undefined {
  if (responseConstraint === undefined) {
    if (omitResponseConstraintInput === true) {
      throw new TypeError('`omitResponseConstraintInput` needs a `responseConstraint`')
    }
    return undefined
  }
  if (responseConstraint instanceof RegExp) {
    throw new DOMException('This model obeys a JSON Schema, but no regular expression', 'NotSupportedError')
  }
  if (typeof responseConstraint !== 'object' || responseConstraint === null) {
    throw new TypeError(`\`responseConstraint\` must be a JSON Schema, got ${describe(responseConstraint)}`)
  }
  return responseConstraint as Record<string, unknown>
}
