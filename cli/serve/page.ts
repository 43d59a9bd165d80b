/** Runs in the browser behind `tacet serve`: opens the models in their workers and answers the calls of the program. */

import type { EngineSession } from '../../src/calls/engine.js'
import { localEngine } from '../../src/engines/local.js'
import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'
import type { Failure, PageModels, ServePage } from './page-contract.js'

declare global {
  var tacetServe: ServePage
  /** The program provides this function. */
  var tacetText: (call: string, text: string) => Promise<void>
}

const sessions: { generate?: EngineSession; embed?: EngineSession } = {}
const running = new Map<string, AbortController>()

globalThis.tacetServe = {
  async open({ generate, embed, device, threads }: PageModels) {
    const engine = localEngine({ device, threads, baseUrl: '/tacet/' })
    if (generate !== undefined) sessions.generate = await engine.open('generate', generate)
    if (embed !== undefined) sessions.embed = await engine.open('embed', embed)
    return { contextWindow: sessions.generate?.contextWindow }
  },
  generate: (call: string, input: GenerateInput) =>
    asResult(call, async (signal) => {
      const session = sessions.generate as EngineSession
      const told: Promise<void>[] = []
      const onEvent = (text: string) => void told.push(globalThis.tacetText(call, text))
      const output: GenerateOutput = await session.run('generate', input, { signal, onEvent })
      // The program must have received every piece of text before the call resolves.
      await Promise.all(told)
      return output
    }),
  embed: (call: string, texts: readonly string[]) =>
    asResult(call, async (signal) => {
      const { vectors, dimensions } = await (sessions.embed as EngineSession).run(
        'embed',
        { texts, kind: 'document' },
        { signal },
      )
      return { vectors: [...vectors], dimensions }
    }),
  abort: (call: string) => running.get(call)?.abort(),
}

/** Returns errors as values, because the browser's driver would turn them into plain messages. */
async function asResult<T>(call: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | Failure> {
  const stop = new AbortController()
  running.set(call, stop)
  try {
    return await work(stop.signal)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (!NlpError.is(error)) return { failed: { code: 'invalid-output', message, retryable: false, details: {} } }
    const { code, retryable, details } = error
    return { failed: { code, message, retryable, details } }
  } finally {
    running.delete(call)
  }
}
