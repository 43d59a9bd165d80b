import { type CreateOptions, defaultEngine } from './create-options.js'
import { asyncDispose, type Resource } from './dispose.js'
import type { RoutePolicy } from './engines/route.js'
import { NlpError } from './errors.js'
import { type Choice, type ChooseOptions, chooseBest } from './generate/choose.js'
import { type Generation, toGeneration } from './generate/generation.js'
import { type Prompt, toMessages } from './generate/messages.js'
import { generateObject, type ObjectGeneration, type ObjectOptions } from './generate/object.js'
import { type SamplingOptions, toInput } from './generate/options.js'
import { openTargets, type Routed, type RunRequest } from './generate/targets.js'
import { runTools, type ToolOptions } from './generate/tool-loop.js'
import { type TextStream, textStream } from './stream.js'
import type { GenerateInput } from './tasks.js'

export interface GeneratorOptions extends CreateOptions {
  /** Which of the engines may answer, and which should. @default the kind of the first engine is preferred */
  policy?: RoutePolicy | undefined
}

export interface GenerateOptions extends SamplingOptions, ToolOptions {}

export interface TextGenerator extends Resource {
  readonly model: string
  readonly contextWindow: number | undefined
  generate(prompt: Prompt, options?: GenerateOptions): Promise<Generation>
  /** The answer as it is written. Leaving the loop stops the model. */
  stream(prompt: Prompt, options?: GenerateOptions): TextStream<Generation>
  /** A value that obeys a schema: a JSON Schema, or one of a library such as zod. */
  object<T = unknown>(prompt: Prompt, options: ObjectOptions<T>): Promise<ObjectGeneration<T>>
  /** Which of these answers fits best: scored, not written, where the engine can. */
  choose(prompt: Prompt, choices: readonly string[], options?: ChooseOptions): Promise<Choice>
}

/**
 * Loads a model that writes. It runs on this device unless `engines` says otherwise.
 *
 * @example
 * const generator = await createGenerator()
 * for await (const text of generator.stream('Write a haiku about rain')) console.log(text)
 * await generator.close()
 */
export async function createGenerator(options: GeneratorOptions = {}): Promise<TextGenerator> {
  const { engines = [defaultEngine()], onProgress, policy } = options
  const targets = await openTargets(engines, options, policy)
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

  async function generate(prompt: Prompt, callOptions: GenerateOptions, emit?: (text: string) => void) {
    const { signal, privacy, tools } = callOptions
    const input = toInput(toMessages(prompt), callOptions)
    const ask = (asked: GenerateInput) => run(asked, { signal, privacy, emit })
    const answered = tools === undefined ? await ask(input) : await runTools(ask, input, callOptions)
    return toGeneration(answered)
  }

  async function close(): Promise<void> {
    if (closing.signal.aborted) return
    closing.abort(new NlpError('closed', `Model ${first.model} was closed`))
    await targets.close()
  }

  return {
    model: first.model,
    contextWindow: first.contextWindow,
    generate: async (prompt, callOptions = {}) => generate(prompt, callOptions),
    stream(prompt, callOptions = {}) {
      // What is wrong with the call is said at once and not when the stream is read.
      toInput(toMessages(prompt), callOptions)
      const { signal } = callOptions
      return textStream((stream) => generate(prompt, { ...callOptions, signal: stream.signal }, stream.emit), {
        signal,
      })
    },
    object: async (prompt, objectOptions) =>
      generateObject({ run, tries: targets.count }, toInput(toMessages(prompt), objectOptions), objectOptions),
    choose: async (prompt, choices, chooseOptions = {}) =>
      chooseBest({ run, tries: targets.count }, toMessages(prompt), choices, chooseOptions),
    close,
    [asyncDispose]: close,
  }
}
