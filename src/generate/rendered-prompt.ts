import type { PromptOrigin } from '../calls/prompt-origin.js'
import type { Message } from '../shared/tasks.js'
import type { SamplingOptions } from './options.js'

/** A prompt with its variables filled in. Calls of a generator take it in place of a text, and their results name its version. */
export interface RenderedPrompt {
  /** The messages for the model. */
  readonly messages: readonly Message[]
  /** The prompt that was filled in. */
  readonly prompt: PromptOrigin
  /** The settings of the prompt. An option of the call overrides them. */
  readonly options: PromptSettings
}

/** The options of a call that a prompt may set. */
export type PromptSettings = Pick<
  SamplingOptions,
  'maxTokens' | 'temperature' | 'topP' | 'topK' | 'stop' | 'seed' | 'repetitionPenalty'
>

/** The options of a call over the settings of its prompt. */
export function withSettings<Options extends object>(settings: PromptSettings | undefined, options: Options): Options {
  if (settings === undefined) return options
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return { ...settings, ...Object.fromEntries(given) } as Options
}
