import { asyncDispose } from '../../src/calls/dispose.js'
import type { Availability, Engine } from '../../src/calls/engine.js'
import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'

interface Answer extends Partial<GenerateOutput> {
  readonly thenFail?: Error | undefined
  /** A promise before the answer; the engine ignores aborts while it waits. */
  readonly after?: Promise<unknown> | undefined
}

export type Line = string | Error | Answer

export interface ScriptedEngine extends Engine {
  readonly asked: readonly GenerateInput[]
  /** The conversation of each call. */
  readonly conversations: readonly (object | undefined)[]
  readonly opened: number
  readonly closed: number
}

/**
 * An engine that answers with its lines one by one, and then always with the last. It tests the code around engines.
 */
export function scriptedEngine(
  name: string,
  lines: readonly Line[],
  { ready = 'available', place }: { ready?: Availability; place?: Engine['place'] } = {},
): ScriptedEngine {
  const asked: GenerateInput[] = []
  const conversations: (object | undefined)[] = []
  let opened = 0
  let closed = 0
  return {
    name,
    place: place ?? (name === 'local' ? 'device' : 'server'),
    asked,
    conversations,
    get opened() {
      return opened
    },
    get closed() {
      return closed
    },
    availability: async () => ready,
    async open() {
      if (ready === 'unavailable') throw new NlpError('unsupported', `${name} cannot run here`)
      opened += 1
      const close = async () => {
        closed += 1
      }
      return {
        engine: name,
        model: `${name}-model`,
        contextWindow: 1000,
        // The contract binds the output to the task; here there is only one.
        run: (async (_task, input, { onEvent, signal, conversation } = {}) => {
          signal?.throwIfAborted()
          asked.push(input as GenerateInput)
          conversations.push(conversation)
          const line = lines[Math.min(asked.length, lines.length) - 1] as Line
          if (line instanceof Error) throw line
          const { after, thenFail, ...output }: Answer = typeof line === 'string' ? { text: line } : line
          await after
          for (const piece of (output.text ?? '').match(/.{1,4}/gsu) ?? []) onEvent?.(piece as never)
          if (thenFail !== undefined) throw thenFail
          return {
            text: '',
            finishReason: 'stop',
            usage: { inputTokens: 5, outputTokens: 3 },
            timings: { firstTokenMs: 1, tokensPerSecond: 100 },
            ...output,
          } satisfies GenerateOutput
        }) as Awaited<ReturnType<Engine['open']>>['run'],
        close,
        [asyncDispose]: close,
      }
    },
  }
}
