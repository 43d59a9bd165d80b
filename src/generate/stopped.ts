import type { GenerateOutput } from '../shared/tasks.js'

/** The output of an engine that was stopped before it reported its usage, or that was never asked. */
export const STOPPED: GenerateOutput = {
  text: '',
  finishReason: 'content-filter',
  usage: { inputTokens: 0, outputTokens: 0 },
  timings: { firstTokenMs: 0, tokensPerSecond: 0 },
}
