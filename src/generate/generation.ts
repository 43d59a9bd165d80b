import type { GuardOutcome } from '../calls/guard.js'
import type { PromptOrigin } from '../calls/prompt-origin.js'
import type { GenerateOutput, ServedBy, TokenUsage } from '../shared/tasks.js'
import type { Routed } from './targets.js'

/** A text that a model wrote, with its engine, its costs and its timings. */
export interface Generation {
  /** The whole text. */
  readonly text: string
  /**
   * The thoughts of the model before its answer, where the model or its server marks them. They are not part of the
   * text.
   */
  readonly reasoning?: string | undefined
  /**
   * 'length': the answer reached `maxTokens` or the end of the context window. 'content-filter': a guard refused the
   * question, or ended the answer.
   */
  readonly finishReason: 'stop' | 'length' | 'tool-calls' | 'content-filter'
  /** The number of tokens that were read and written. */
  readonly usage: TokenUsage
  /** The time until the first token, and the speed of the others. */
  readonly timings: GenerateOutput['timings']
  /** The engine that answered. */
  readonly engine: string
  /** The id of the model that wrote. */
  readonly model: string
  /** The reason for the choice of this engine. */
  readonly reason: string
  /** The number of requests to engines, including failed requests. */
  readonly attempts: number
  /** Whether personal data was hidden from the engine that answered. */
  readonly redacted: boolean
  /** The cost, where a server with a price list answered. */
  readonly cost: ServedBy['cost']
  /** What the guard found, where the call had one. */
  readonly guard?: GuardOutcome | undefined
  /** The prompt that was asked, with its version, its release and its channel, where the call had a prompt of `tacet/release`. */
  readonly prompt?: PromptOrigin | undefined
}

export function toGeneration(
  { output, engine, model, reason, attempts }: Routed,
  { guard, prompt }: Pick<Generation, 'guard' | 'prompt'> = {},
): Generation {
  const { text, reasoning, finishReason, usage, timings, served } = output
  const redacted = served?.redacted ?? false
  const thought = reasoning === undefined ? {} : { reasoning }
  return {
    text,
    ...thought,
    finishReason,
    usage,
    timings,
    engine,
    model,
    reason,
    attempts,
    redacted,
    cost: served?.cost,
    ...(guard === undefined ? {} : { guard }),
    ...(prompt === undefined ? {} : { prompt }),
  }
}
