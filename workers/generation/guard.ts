import { InferenceSession } from 'onnxruntime-web/webgpu'
import { nextMacrotask } from '../schedule/yield.js'

/** So often a running model pauses for the worker's messages. */
const YIELD_MS = 8

let installed = false
let yieldedAt = 0

/**
 * Transformers.js chains all loads and all runs of a thread in promises that nobody ever catches: one failure, and every
 * later call of every model fails with it. So a failure is handed through the chain as a value that throws its error
 * when it is first looked at, which is in the very next line of the one who asked.
 *
 * The same place lets the worker read its messages between two runs, or an abort would be read when all is done.
 */
export function installGuard(): void {
  if (installed) return
  installed = true
  const create = InferenceSession.create.bind(InferenceSession) as (...given: unknown[]) => Promise<InferenceSession>
  const guarded = async (...given: unknown[]) => {
    try {
      const session = await create(...given)
      const run = session.run.bind(session) as (...feeds: unknown[]) => Promise<unknown>
      return Object.assign(session, {
        run: async (...feeds: unknown[]) => {
          if (performance.now() - yieldedAt > YIELD_MS) {
            await nextMacrotask()
            yieldedAt = performance.now()
          }
          return run(...feeds).catch(throwing)
        },
      })
    } catch (error) {
      return throwing(error)
    }
  }
  Object.assign(InferenceSession, { create: guarded })
}

function throwing(error: unknown): unknown {
  const fail = () => {
    throw error
  }
  return new Proxy(
    {},
    {
      // `await` asks for `then` first, and must not be thrown at: it would fail the chain after all.
      get: (_target, key) => (key === 'then' ? undefined : fail()),
      set: fail,
      has: fail,
      ownKeys: fail,
      getOwnPropertyDescriptor: fail,
    },
  )
}
