import type { GenerateOutput, ServedBy, TokenUsage } from '../shared/tasks.js'
import type { Routed } from './targets.js'

export interface Generation {
  readonly text: string
  /** The thoughts of the model before its answer, where the model or its server marks them. They are no part of the text. */
  readonly reasoning?: string | undefined
  /** 'length': it ran into `maxTokens` or the end of what the model can take. */
  readonly finishReason: 'stop' | 'length' | 'tool-calls'
  readonly usage: TokenUsage
  readonly timings: GenerateOutput['timings']
  /** Who answered. */
  readonly engine: string
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
