import type { GenerateOutput, ServedBy, TokenUsage } from '../shared/tasks.js'
import type { Routed } from './targets.js'

/** A text that a model wrote, and how it came about. */
export interface Generation {
  /** The whole text. */
  readonly text: string
  /** The thoughts of the model before its answer, where the model or its server marks them. They are no part of the text. */
  readonly reasoning?: string | undefined
  /** 'length': it ran into `maxTokens` or the end of what the model can take. */
  readonly finishReason: 'stop' | 'length' | 'tool-calls'
  /** How many tokens were read and written. */
  readonly usage: TokenUsage
  /** How long the first token took, and how fast the others came. */
  readonly timings: GenerateOutput['timings']
  /** Who answered. */
  readonly engine: string
  /** The id of the model that wrote. */
  readonly model: string
  /** Why this engine was chosen. */
  readonly reason: string
  /** How often an engine was asked, failures included. */
  readonly attempts: number
  /** Whether personal data was hidden from who answered. */
  readonly redacted: boolean
  /** Where a server with a price list answered. */
  readonly cost: ServedBy['cost']
}

export function toGeneration({ output, engine, model, reason, attempts }: Routed): Generation {
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
  }
}
