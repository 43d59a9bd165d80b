import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import type { PromptOrigin } from './calls/prompt-origin.js'
import { type TextStream, textStream } from './calls/stream.js'
import { CREATE_OPTIONS, type CreateOptions, enginesOf } from './engines/create-options.js'
import type { RoutePolicy } from './engines/route-request.js'
import { LEVELS } from './engines/route-rules.js'
import { type Choice, type ChooseOptions, chooseBest } from './generate/choose.js'
import {
  type Answered,
  type Conversation,
  type ConversationOptions,
  startConversation,
} from './generate/conversation.js'
import { type Generation, toGeneration } from './generate/generation.js'
import { guardedRun } from './generate/guarded-run.js'
import { type Prompt, readPrompt } from './generate/messages.js'
import { generateObject, type ObjectGeneration, type ObjectOptions } from './generate/object.js'
import {
  GENERATE_OPTIONS,
  type GenerateOptions,
  type GuardedOptions,
  SAMPLING_OPTIONS,
  toInput,
} from './generate/options.js'
import { withSettings } from './generate/rendered-prompt.js'
import { type ScoreOptions, scoreText, type TextScore } from './generate/score-text.js'
import { openTargets, type Routed, type RunRequest } from './generate/targets.js'
import { runTools } from './generate/tool-loop.js'
import { NlpError } from './shared/errors.js'
import type { GenerateInput, Message, TextToText } from './shared/tasks.js'
import { untilAborted } from './shared/until-aborted.js'

/** The model that a generator loads, and the engines that may answer. */
export interface GeneratorOptions extends CreateOptions {
  /**
   * The rules that decide which engines may answer, and which are preferred. @default the kind of the first engine is
   * preferred
   */
  policy?: RoutePolicy | undefined
  /**
   * The address of your module whose default export is a `ConstraintEngine`. The engine holds `object()` to its schema
   * on this device, within the model's worker. @default the one that comes with the package
   *
   * @example
   * createGenerator({ constraintEngine: new URL('./my-grammar.js', import.meta.url) })
   */
  constraintEngine?: string | URL | undefined
}

/** A loaded model that writes. */
export interface TextGenerator extends Resource {
  /** The id of the model. */
  readonly model: string
  /** Identifies the exact weights, if the engine reports it. */
  readonly digest?: string | undefined
  /** The most tokens that a question and its answer may have together, where the model states it. */
  readonly contextWindow: number | undefined
  /** The instructions of an encoder–decoder model, which turns one text into another. */
  readonly textToText: TextToText | undefined
  /** Writes an answer and resolves with the whole of it. */
  generate(prompt: Prompt, options?: GenerateOptions): Promise<Generation>
  /** Streams the answer while the model writes it. Leaving the loop stops the model. */
  stream(prompt: Prompt, options?: GenerateOptions): TextStream<Generation>
  /** Writes a value that obeys a schema: a JSON Schema, or a schema of a library such as zod. */
  object<T = unknown>(prompt: Prompt, options: ObjectOptions<T>): Promise<ObjectGeneration<T>>
  /** Chooses the answer that fits best. Where the engine can, it scores the answers instead of writing one. */
  choose<Label extends string>(
    prompt: Prompt,
    choices: readonly Label[],
    options?: ChooseOptions,
  ): Promise<Choice<Label>>
  /**
   * Computes the probability that the model gives to a text, in total and piece by piece. The model writes nothing.
   * Works only on this device.
   */
  score(text: string, options?: ScoreOptions): Promise<TextScore>
  /**
   * Begins a conversation that keeps its turns. A server behind a redactor sees a value under the same placeholder in
   * all turns, and never under a placeholder of another conversation.
   *
   * @example
   * const chat = generator.conversation({ system: 'Answer in one sentence.' })
   * await chat.generate('Who wrote Emma?')
   * for await (const text of chat.stream('And when?')) output.append(text)
   */
  conversation(options?: ConversationOptions): Conversation
}

/**
 * Loads a model that writes. It runs on this device unless `engines` names other engines.
 *
 * @example
 * const generator = await createGenerator()
 * for await (const text of generator.stream('Write a haiku about rain')) console.log(text)
 * await generator.close()
 */
export async function createGenerator(options: GeneratorOptions = {}): Promise<TextGenerator> {
  checkOptions('createGenerator', options, { ...CREATE_OPTIONS, policy: 'object', constraintEngine: 'any' })
  const { onProgress, policy } = options
  const constraintEngine = moduleAddress(options.constraintEngine)
  const targets = await openTargets(enginesOf(options), options, policy)
  const { first } = targets
  onProgress?.({ type: 'ready', engine: first.engine })
  const closing = new AbortController()

  async function run(input: GenerateInput, request: RunRequest): Promise<Routed> {
    closing.signal.throwIfAborted()
    request.signal?.throwIfAborted()
    const { signal: own } = request
    const signal = own === undefined ? closing.signal : AbortSignal.any([own, closing.signal])
    return targets.run(input, { ...request, signal })
  }

  async function generate(
    messages: readonly Message[],
    callOptions: GenerateOptions,
    { conversation, origin, emit }: AnswerContext,
  ): Promise<Answered> {
    checkOptions('generate', callOptions, GENERATE_OPTIONS)
    const { signal, trace, privacy, deadlineMs, tools, approve, guard } = callOptions
    const input = toInput(messages, callOptions)
    const call = guard?.open({ conversation, signal, trace })
    const guarded = call === undefined ? run : guardedRun(run, call)
    const request = { signal, trace, origin, privacy, deadlineMs, emit, conversation }
    const ask = (asked: GenerateInput) => guarded(asked, request)
    const facts = () => ({ guard: call?.outcome, prompt: origin })
    if (tools === undefined) return { generation: toGeneration(await ask(input), facts()), between: [] }
    // A tool of the app may ignore the signal.
    const used = { ...callOptions, ...call?.tools(tools, approve) }
    const { answer, between } = await untilAborted(runTools(ask, input, used), signal)
    return { generation: toGeneration(answer, facts()), between }
  }

  /** Requests to engines in several steps belong to one conversation. */
  const within = (
    { conversation, origin }: AnswerContext,
    { guard, signal, trace }: GuardedOptions & CallOptions = {},
  ) => {
    const call = guard?.open({ conversation, signal, trace })
    const guarded = call === undefined ? run : guardedRun(run, call)
    return {
      run: (input: GenerateInput, request: RunRequest) => guarded(input, { ...request, origin, conversation }),
      origin,
      tries: targets.count,
      outcome: () => call?.outcome,
    }
  }

  const object = <T>(messages: readonly Message[], objectOptions: ObjectOptions<T>, context: AnswerContext) =>
    generateObject(
      within(context, objectOptions),
      { ...toInput(messages, objectOptions), constraintEngine },
      objectOptions,
    )

  /** An error in the prompt or the options is thrown at once, and not when the stream is read. */
  const check = (prompt: Prompt, callOptions: GenerateOptions) => {
    checkOptions('stream', callOptions, GENERATE_OPTIONS)
    const { messages, settings } = readPrompt(prompt)
    toInput(messages, withSettings(settings, callOptions))
  }

  async function close(): Promise<void> {
    if (closing.signal.aborted) return
    closing.abort(new NlpError('closed', `Model ${first.model} was closed`))
    await targets.close()
  }

  return {
    model: first.model,
    digest: first.digest,
    contextWindow: first.contextWindow,
    textToText: first.textToText,
    generate: async (prompt, callOptions = {}) => {
      const { messages, origin, settings } = readPrompt(prompt)
      return (await generate(messages, withSettings(settings, callOptions), { conversation: {}, origin })).generation
    },
    stream(prompt, callOptions = {}) {
      check(prompt, callOptions)
      const { signal } = callOptions
      return textStream(
        async (stream) => {
          const { messages, origin, settings } = readPrompt(prompt)
          const given = withSettings(settings, { ...callOptions, signal: stream.signal })
          return (await generate(messages, given, { conversation: {}, origin, emit: stream.emit })).generation
        },
        { signal },
      )
    },
    object: async (prompt, objectOptions) => {
      checkOptions(
        'object',
        objectOptions,
        { ...SAMPLING_OPTIONS, schema: 'any', onPartial: 'function', guard: 'object' },
        ['schema'],
      )
      const { messages, origin, settings } = readPrompt(prompt)
      return object(messages, withSettings(settings, objectOptions), { conversation: {}, origin })
    },
    choose: async (prompt, choices, chooseOptions = {}) => {
      const { messages, origin } = readPrompt(prompt)
      return chooseBest(within({ conversation: {}, origin }), messages, choices, chooseOptions)
    },
    score: async (text, scoreOptions = {}) => {
      checkOptions('score', scoreOptions, { after: 'any', privacy: LEVELS, signal: 'signal', trace: 'object' })
      return scoreText(run, text, scoreOptions)
    },
    conversation(conversationOptions = {}) {
      checkOptions('conversation', conversationOptions, {
        system: 'string',
        prompt: 'object',
        messages: 'list',
        guard: 'object',
      })
      return startConversation({ generate, object, check }, conversationOptions)
    },
    close,
    [asyncDispose]: close,
  }
}

/** The parts of a call besides its messages and its options. */
interface AnswerContext {
  readonly conversation: object
  readonly origin?: PromptOrigin | undefined
  readonly emit?: ((text: string) => void) | undefined
}

/** Makes an address absolute, because a worker would resolve it against the address of its own file. */
function moduleAddress(url: string | URL | undefined): string | undefined {
  if (url === undefined) return undefined
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  if (URL.canParse(String(url), base)) return new URL(url, base).href
  throw new TypeError(`\`constraintEngine\` must be the address of a module, got ${JSON.stringify(String(url))}`)
}
