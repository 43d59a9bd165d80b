import type { Availability } from '../../calls/engine.js'

/** The browser's Prompt API as far as it is used here. Older versions name the measures of the context `input…`. */
export interface LanguageModelApi {
  availability(options?: object): Promise<Availability>
  create(options?: CreateOptions): Promise<LanguageModelSession>
  params?(): Promise<{ readonly defaultTopK: number; readonly maxTemperature: number } | null>
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** How a session of the browser's model draws its tokens. It is fixed when the session is made. */
export interface Sampling {
  readonly samplingMode?: 'most-predictable' | 'predictable' | 'balanced' | 'creative' | 'most-creative'
  readonly temperature?: number
  readonly topK?: number
}

interface CreateOptions extends Sampling {
  readonly signal?: AbortSignal | undefined
  readonly monitor?: ((monitor: EventTarget) => void) | undefined
  readonly initialPrompts?: readonly PromptMessage[] | undefined
  readonly expectedInputs?: readonly object[] | undefined
  readonly expectedOutputs?: readonly object[] | undefined
}

export interface LanguageModelSession {
  promptStreaming(
    input: string | readonly PromptMessage[],
    options?: {
      readonly signal?: AbortSignal | undefined
      readonly responseConstraint?: object | undefined
      readonly omitResponseConstraintInput?: boolean | undefined
    },
  ): ReadableStream<string>
  readonly contextUsage?: number
  readonly inputUsage?: number
  readonly contextWindow?: number
  readonly inputQuota?: number
  destroy(): void
}

/** The API, where the browser has one: on pages only, workers do not see it. */
export function languageModelApi(): LanguageModelApi | undefined {
  return (globalThis as { LanguageModel?: LanguageModelApi }).LanguageModel
}
