import { resolve } from 'node:path'
import { checkOptions, describe, type OptionKinds } from '../../src/calls/check-options.js'
import type { Resource } from '../../src/calls/dispose.js'
import type { Engine } from '../../src/calls/engine.js'
import { openedOnce } from '../../src/calls/opened-once.js'
import type { Prompt } from '../../src/generate/messages.js'
import { createGuard, type Guard } from '../../src/guard/index.js'
import { createEmbedder, createGenerator, type Generation, type SamplingOptions } from '../../src/index.js'
import { inForce, type LoadedModel, type ReleaseInForce } from '../../src/release/release-in-force.js'
import { NlpError } from '../../src/shared/errors.js'
import { untilAborted } from '../../src/shared/until-aborted.js'
import { readReleaseFile } from '../evaluate/read-release-file.js'
import { readPrompt } from './read-prompt.js'

/** The `config` of the provider in promptfoo's configuration. */
export interface PromptfooConfig
  extends Pick<
    SamplingOptions,
    'maxTokens' | 'temperature' | 'topP' | 'topK' | 'stop' | 'seed' | 'repetitionPenalty' | 'privacy'
  > {
  /** The file of a release: its prompts, models and guard are used. @default none */
  release?: string | undefined
  /** The channel of the release. @default 'stable' */
  channel?: string | undefined
  /**
   * The name of a prompt of the release, which is filled with the variables of each test. @default none: the text of promptfoo's own
   * prompt is asked
   */
  prompt?: string | undefined
  /** The model that writes. @default the model that the release pins for `generate`, else the task's own */
  model?: string | undefined
  /** The model that makes vectors, for `similar` assertions. @default the model that the release pins for `embed`, else the task's own */
  embedder?: string | undefined
  /** The engines, for configurations that are code. @default [localEngine()]: nothing leaves the machine */
  engines?: readonly Engine[] | undefined
  /** The folder to which `release` is relative. promptfoo sets it. @default the folder in which the program runs */
  basePath?: string | undefined
}

const CONFIG: OptionKinds<PromptfooConfig> = {
  maxTokens: 'any',
  temperature: 'any',
  topP: 'any',
  topK: 'any',
  stop: 'list',
  seed: 'any',
  repetitionPenalty: 'any',
  privacy: 'any',
  release: 'string',
  channel: 'string',
  prompt: 'string',
  model: 'string',
  embedder: 'string',
  engines: 'list',
  basePath: 'string',
}

/** The options that promptfoo passes to a provider. */
export interface PromptfooOptions {
  /** The name of the provider in reports. @default 'tacet', with the release, its channel and the prompt */
  readonly id?: string | undefined
  /** The settings of the provider. */
  readonly config?: PromptfooConfig | undefined
}

/** An answer, as promptfoo reads it. */
export interface PromptfooAnswer {
  /** The text, or the value where the prompt has a schema of its output. */
  readonly output?: unknown
  /** The failure, with its code. */
  readonly error?: string | undefined
  /** How many tokens were read and written. */
  readonly tokenUsage?: { readonly prompt: number; readonly completion: number; readonly total: number } | undefined
  /** The cost, where a server with a price list answered. */
  readonly cost?: number | undefined
  /** Why the answer ended. */
  readonly finishReason?: Generation['finishReason'] | undefined
  /** The engine and the model that answered, and the prompt with its version, its release and its channel. */
  readonly metadata: Readonly<Record<string, unknown>>
}

/**
 * A provider for promptfoo that answers on this machine, with the prompts, the models and the guard of a release. A file of the app
 * exports it, and the configuration names that file: `file://tacet-provider.mjs`.
 *
 * @example
 * const provider = new TacetPromptfoo({ config: { model: 'compose', maxTokens: 40 } })
 * const { output, tokenUsage } = await provider.callApi('The meeting is')
 */
export class TacetPromptfoo {
  readonly #id: string
  readonly #config: PromptfooConfig
  readonly #release: ReleaseInForce | undefined
  readonly #guard: Guard | undefined

  constructor({ id, config = {} }: PromptfooOptions = {}) {
    checkOptions('TacetPromptfoo', config, CONFIG)
    const { release: file, channel = 'stable', prompt, basePath = '' } = config
    if (file !== undefined) this.#release = inForce(readReleaseFile(resolve(basePath, file), channel), channel, [])
    if (prompt !== undefined && !Object.hasOwn(this.#release?.prompts ?? {}, prompt)) {
      const names = Object.keys(this.#release?.prompts ?? {}).join(', ')
      throw new RangeError(`\`prompt\` must name a prompt of the release (${names || 'none'}), got ${describe(prompt)}`)
    }
    const policy = this.#release?.guard
    if (policy !== undefined) this.#guard = createGuard(policy)
    this.#config = config
    this.#id = id ?? ['tacet', this.#release?.id, this.#release && channel, prompt].filter(Boolean).join(':')
  }

  readonly #generator = openedOnce(async () => {
    const { model = this.#release?.models.generate?.id, engines } = this.#config
    const generator = await createGenerator({ model, engines })
    return this.#config.model === undefined ? this.#pinned('generate', generator) : generator
  })

  readonly #embedder = openedOnce(async () => {
    const { embedder: model = this.#release?.models.embed?.id, engines } = this.#config
    const embedder = await createEmbedder({ model, engines })
    return this.#config.embedder === undefined ? this.#pinned('embed', embedder) : embedder
  })

  /**
   * The model, if it is the one that the release pins, or if the release pins none. Any other model is closed and
   * refused.
   */
  async #pinned<Model extends LoadedModel & Resource>(task: 'generate' | 'embed', model: Model): Promise<Model> {
    try {
      if (this.#release?.models[task] !== undefined) this.#release.requireModel(task, model)
      return model
    } catch (error) {
      await model.close()
      throw error
    }
  }

  /** The name of the provider. */
  id(): string {
    return this.#id
  }

  /**
   * Answers one test. A failure is an `error` with its code, so promptfoo continues with the next test; an abort
   * rejects.
   */
  async callApi(
    prompt: string,
    { vars = {} }: { readonly vars?: Readonly<Record<string, unknown>> | undefined } = {},
    { abortSignal: signal }: { readonly abortSignal?: AbortSignal | undefined } = {},
  ): Promise<PromptfooAnswer> {
    signal?.throwIfAborted()
    try {
      return await this.#answer(prompt, vars, signal)
    } catch (error) {
      signal?.throwIfAborted()
      return failed(error)
    }
  }

  /** Makes the vector of a text, for assertions such as `similar`. */
  async callEmbeddingApi(text: string): Promise<{ readonly embedding?: number[]; readonly error?: string }> {
    try {
      const embedder = await this.#embedder.get()
      return { embedding: [...(await embedder.embed(text))] }
    } catch (error) {
      return { error: failed(error).error ?? '' }
    }
  }

  /** Closes the models. promptfoo calls it after the last test. */
  async cleanup(): Promise<void> {
    await Promise.all([this.#generator.close(), this.#embedder.close()])
  }

  /** The facts about the provider that reports keep. */
  toJSON(): object {
    return { provider: this.#id }
  }

  async #answer(
    text: string,
    vars: Readonly<Record<string, unknown>>,
    signal: AbortSignal | undefined,
  ): Promise<PromptfooAnswer> {
    const { maxTokens, temperature, topP, topK, stop, seed, repetitionPenalty, privacy, prompt: name } = this.#config
    const definition = name === undefined ? undefined : this.#release?.prompts[name]
    const asked: Prompt =
      name === undefined || definition === undefined
        ? readPrompt(text)
        : (this.#release?.render(name, known(vars, definition.input)) ?? text)
    const options = {
      ...{ maxTokens, temperature, topP, topK, stop, seed, repetitionPenalty, privacy },
      guard: this.#guard,
      signal,
    }
    const generator = await untilAborted(this.#generator.get(), signal)
    if (definition?.output !== undefined) {
      const generation = await generator.object(asked, { ...options, schema: definition.output })
      return answered(generation, generation.object)
    }
    const generation = await generator.generate(asked, options)
    return answered(generation, generation.text)
  }
}

/**
 * The variables that the schema of a prompt names. promptfoo passes all variables of the test, and some are only for
 * its assertions.
 */
function known(
  vars: Readonly<Record<string, unknown>>,
  input: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  const properties = input?.['properties']
  if (typeof properties !== 'object' || properties === null) return vars
  return Object.fromEntries(Object.entries(vars).filter(([name]) => Object.hasOwn(properties, name)))
}

function answered(generation: Generation, output: unknown): PromptfooAnswer {
  const { usage, engine, model, reason, redacted, finishReason, cost, prompt, guard } = generation
  const { inputTokens, outputTokens } = usage
  return {
    output,
    tokenUsage: { prompt: inputTokens, completion: outputTokens, total: inputTokens + outputTokens },
    finishReason,
    cost: cost?.amount,
    metadata: { engine, model, reason, redacted, prompt, guard },
  }
}

function failed(error: unknown): PromptfooAnswer {
  const code = NlpError.is(error) ? error.code : undefined
  const message = error instanceof Error ? error.message : String(error)
  return { error: code === undefined ? message : `${code}: ${message}`, metadata: { code } }
}
