import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import type { BaseLanguageModelInput, StructuredOutputMethodOptions } from '@langchain/core/language_models/base'
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BaseChatModelParams,
  type BindToolsInput,
  type LangSmithParams,
} from '@langchain/core/language_models/chat_models'
import {
  assembleStructuredOutputPipeline,
  createContentParser,
  createFunctionCallingParser,
} from '@langchain/core/language_models/structured_output'
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages'
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs'
import type { Runnable } from '@langchain/core/runnables'
import { toJsonSchema } from '@langchain/core/utils/json_schema'
import { checkOptions, type OptionKinds } from '../calls/check-options.js'
import { asyncDispose, type Resource } from '../calls/dispose.js'
import type { Engine } from '../calls/engine.js'
import type { Approve, GuardedCall } from '../calls/guard.js'
import { inOrder } from '../calls/in-order.js'
import { type OpenedOnce, openedOnce } from '../calls/opened-once.js'
import { textStream } from '../calls/stream.js'
import { enginesOf } from '../engines/create-options.js'
import type { RoutePolicy } from '../engines/route-request.js'
import { LEVELS } from '../engines/route-rules.js'
import { allowedCall } from '../generate/guarded-calls.js'
import { guardedRun } from '../generate/guarded-run.js'
import { namedCall } from '../generate/named-call.js'
import { type GuardedOptions, type SamplingOptions, toInput } from '../generate/options.js'
import { openTargets, type Routed, type Targets } from '../generate/targets.js'
import type { ToolOptions } from '../generate/tool-loop.js'
import type { LoadProgress } from '../shared/progress.js'
import type { GenerateInput } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import { type CheckedAnswer, lastChunk, textChunk, toGeneration } from './answer-message.js'
import { readTools } from './bound-tools.js'
import { readMessages } from './read-messages.js'
import type { RawAndParsed, StructuredSchema } from './structured-output.js'

/** How an answer is written. The options of a call come before those of the model. */
export interface WritingOptions
  extends Pick<
    SamplingOptions,
    'maxTokens' | 'temperature' | 'topP' | 'topK' | 'seed' | 'repetitionPenalty' | 'template' | 'privacy' | 'deadlineMs'
  > {}

/** The model that a `ChatTacet` loads, where it runs, and how it writes. */
export interface ChatTacetFields extends BaseChatModelParams, WritingOptions, GuardedOptions {
  /** As for `createGenerator`. @default the task's own model */
  model?: string | undefined
  /** The engines, as for `createGenerator`. @default [localEngine()]: nothing leaves the page */
  engines?: readonly Engine[] | undefined
  /** The rules that decide which engines may answer. @default the kind of the first engine is preferred */
  policy?: RoutePolicy | undefined
  /** Called with the progress of the download and the preparation of the model. */
  onProgress?: ((progress: LoadProgress) => void) | undefined
  /** The answer ends before the first of these texts. @default [] */
  stop?: readonly string[] | undefined
  /**
   * Decides about a call of a tool that the guard does not let pass by itself. A call that is not approved is taken out of the answer.
   * @default nothing is approved
   */
  approve?: ToolOptions['approve']
}

/** Options of one call. */
export interface ChatTacetCallOptions extends BaseChatModelCallOptions, WritingOptions {
  /** The tools that the model may call. `bindTools` sets it. @default none */
  tools?: readonly BindToolsInput[] | undefined
  /** A JSON Schema that the answer must obey. `withStructuredOutput` sets it. @default none */
  schema?: object | undefined
}

const WRITING: OptionKinds<WritingOptions> = {
  maxTokens: 'any',
  temperature: 'any',
  topP: 'any',
  topK: 'any',
  seed: 'any',
  repetitionPenalty: 'any',
  template: 'any',
  privacy: LEVELS,
  deadlineMs: 'any',
}

type OwnFields = Omit<ChatTacetFields, keyof BaseChatModelParams>

const OWN_FIELDS: OptionKinds<OwnFields> = {
  ...WRITING,
  model: 'string',
  engines: 'list',
  policy: 'object',
  onProgress: 'function',
  stop: 'list',
  guard: 'object',
  approve: 'function',
}

/**
 * A model on this device as a chat model of LangChain. It is loaded when it is first used. With `serverEngine` among its
 * `engines`, a server may answer too, with personal data taken out.
 *
 * @example
 * const chat = new ChatTacet({ maxTokens: 200 })
 * for await (const { text } of await chat.stream('Write a haiku about rain')) output.append(text)
 * await chat.close()
 */
export class ChatTacet extends BaseChatModel<ChatTacetCallOptions> implements Resource {
  /** The model that is asked for; undefined for the task's own. */
  readonly model: string | undefined
  readonly #fields: OwnFields
  readonly #engines: readonly Engine[]
  readonly #targets: OpenedOnce<Targets>

  constructor(fields: ChatTacetFields = {}) {
    super(fields ?? {})
    if (fields === null) throw new TypeError('The options of ChatTacet must be an object, got null')
    // LangChain passes fields of its own to each model, so an unknown name is no mistake here.
    const own: OwnFields = Object.fromEntries(Object.entries(fields).filter(([name]) => name in OWN_FIELDS))
    checkOptions('ChatTacet', own, OWN_FIELDS)
    toInput([], samplingOf(own))
    // Without a guard nobody would ask, and the app would believe that each call waits for the user.
    if (own.approve !== undefined && own.guard === undefined) {
      throw new TypeError('`approve` needs a `guard`, which asks it')
    }
    this.model = own.model
    this.#fields = own
    this.#engines = enginesOf(own)
    const { model, onProgress, policy } = own
    this.#targets = openedOnce(() => openTargets(this.#engines, { model, onProgress }, policy))
  }

  /** The name of the class, for traces. */
  static override lc_name(): string {
    return 'ChatTacet'
  }

  /** The kind of the model, for traces. */
  _llmType(): string {
    return 'tacet'
  }

  /** The settings that tell cached answers of different models apart. */
  override _identifyingParams(): Record<string, unknown> {
    const { engines: _, policy, onProgress: __, guard, approve: ___, ...settings } = this.#fields
    return { ...settings, policy, guard: guard?.id, engines: this.#engines.map(({ name }) => name) }
  }

  /** The settings of a call, for traces. */
  override getLsParams(options: this['ParsedCallOptions']): LangSmithParams {
    const { temperature = 0, maxTokens = 512, stop = [] } = this.#settings(options)
    return {
      ls_provider: 'tacet',
      ls_model_name: this.model ?? 'default',
      ls_model_type: 'chat',
      ls_temperature: temperature,
      ls_max_tokens: maxTokens,
      ls_stop: [...stop],
    }
  }

  /** The model with tools that it may call. The caller runs them, as LangChain's agents do. */
  override bindTools(
    tools: BindToolsInput[],
    options: Partial<ChatTacetCallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, ChatTacetCallOptions> {
    readTools(tools, options.tool_choice)
    return this.withConfig({ tools, ...options })
  }

  /**
   * The model with answers that are values of a schema. On this device the schema holds the writing itself, so no tool is needed; with
   * `method: 'functionCalling'` the model has to call a tool instead.
   */
  override withStructuredOutput<Output extends Record<string, unknown> = Record<string, unknown>>(
    schema: StructuredSchema<Output>,
    config?: StructuredOutputMethodOptions<false>,
  ): Runnable<BaseLanguageModelInput, Output>
  override withStructuredOutput<Output extends Record<string, unknown> = Record<string, unknown>>(
    schema: StructuredSchema<Output>,
    config?: StructuredOutputMethodOptions<true>,
  ): Runnable<BaseLanguageModelInput, RawAndParsed<Output>>
  override withStructuredOutput<Output extends Record<string, unknown>>(
    schema: StructuredSchema<Output>,
    config?: StructuredOutputMethodOptions<boolean>,
  ): Runnable<BaseLanguageModelInput, Output> | Runnable<BaseLanguageModelInput, RawAndParsed<Output>> {
    const { name = 'extract', includeRaw, method } = config ?? {}
    const parameters = toJsonSchema(schema)
    if (method !== 'functionCalling') {
      return assembleStructuredOutputPipeline(
        this.withConfig({ schema: parameters }),
        createContentParser<Output>(schema),
        includeRaw,
        'ChatTacetStructuredOutput',
      )
    }
    const asked = this.bindTools([{ type: 'function', function: { name, parameters } }], { tool_choice: name })
    const parser = createFunctionCallingParser<Output>(schema, name)
    return assembleStructuredOutputPipeline(asked, parser, includeRaw, 'ChatTacetStructuredOutput')
  }

  /** Writes an answer and resolves with the whole of it. */
  async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const { signal } = options
    signal?.throwIfAborted()
    const routed = await this.#run(messages, options, { signal, emit: undefined })
    const { inputTokens, outputTokens } = routed.output.usage
    const tokenUsage = {
      promptTokens: inputTokens,
      completionTokens: outputTokens,
      totalTokens: inputTokens + outputTokens,
    }
    return { generations: [toGeneration(routed)], llmOutput: { tokenUsage } }
  }

  /** Streams the answer while the model writes it. Leaving the loop stops the model. */
  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const stream = textStream(({ emit, signal }) => this.#run(messages, options, { signal, emit }), {
      signal: options.signal,
    })
    for await (const text of stream) {
      const chunk = textChunk(text)
      yield chunk
      await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, { chunk })
    }
    yield lastChunk(await stream.result)
  }

  /** Closes the model. The next call would load it again. */
  async close(): Promise<void> {
    await this.#targets.close()
  }

  /** Closes the model, for `await using`. */
  [asyncDispose](): Promise<void> {
    return this.close()
  }

  async #run(
    messages: readonly BaseMessage[],
    options: this['ParsedCallOptions'],
    { signal, emit }: { signal: AbortSignal | undefined; emit: ((text: string) => void) | undefined },
  ): Promise<CheckedAnswer> {
    const { tools, tool_choice, schema } = options
    const settings = this.#settings(options)
    const input: GenerateInput = {
      ...toInput(readMessages(messages), settings),
      ...readTools(tools, tool_choice),
      schema,
    }
    const targets = await untilAborted(this.#targets.get(), signal)
    const { privacy, deadlineMs } = settings
    const request = { signal, emit, privacy, deadlineMs }
    const { guard, approve } = this.#fields
    const call = guard?.open({ signal })
    if (call === undefined) return targets.run(input, request)
    return checkedCalls(await guardedRun(targets.run, call)(input, request), call, approve)
  }

  #settings(options: this['ParsedCallOptions']): SamplingOptions {
    return { ...samplingOf(this.#fields), ...samplingOf(options) }
  }
}

/** The settings that are set among the options of a model or of a call. */
function samplingOf(options: WritingOptions & { readonly stop?: readonly string[] | undefined }): SamplingOptions {
  const names = ['stop', ...Object.keys(WRITING)]
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => names.includes(name) && value !== undefined),
  )
}

/** Takes out the calls of tools that the guard does not allow: LangChain runs each call that an answer has. */
async function checkedCalls(routed: Routed, guard: GuardedCall, approve: Approve | undefined): Promise<CheckedAnswer> {
  const toolCalls = (routed.output.toolCalls ?? []).map(namedCall)
  const allowed = await inOrder(toolCalls, (call) => allowedCall(guard, call, approve))
  const kept = guard.ended === undefined ? allowed.filter((call) => call !== undefined) : []
  const isSilenced = toolCalls.length > 0 && kept.length === 0
  const finishReason = isSilenced ? 'content-filter' : routed.output.finishReason
  return { ...routed, output: { ...routed.output, toolCalls: kept, finishReason }, guard: guard.outcome }
}
