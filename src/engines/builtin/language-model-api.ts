import type { Availability } from '../../calls/engine.js'

/** The parts of the browser's Prompt API in use here. Older versions say `inputUsage` and `inputQuota` for the context. */
export interface LanguageModelApi {
  availability(options?: object): Promise<Availability>
  create(options?: CreateOptions): Promise<LanguageModelSession>
  params?(): Promise<{ readonly defaultTopK: number; readonly maxTemperature: number } | null>
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** How a session of the browser's model draws its tokens. A session keeps its sampling for life. */
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
  readonly tools?: readonly object[] | undefined
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
  addEventListener?(type: string, listener: () => void): void
  removeEventListener?(type: string, listener: () => void): void
  readonly contextUsage?: number
  readonly inputUsage?: number
  readonly contextWindow?: number
  readonly inputQuota?: number
  destroy(): void
}

/** The API, where the browser has it. Only pages have it, workers do not. */
export function languageModelApi(): LanguageModelApi | undefined {
  return (globalThis as { LanguageModel?: LanguageModelApi }).LanguageModel
}
