import { InferenceSession } from 'onnxruntime-web/webgpu'
import { createPause } from '../schedule/yield.js'

const pause = createPause()

let installed = false

/**
 * Transformers.js chains all loads and all runs of a thread in promises whose failures are never caught: after one
 * failure, every later call of every model fails with it. So a failure passes through the chain as a value. The value
 * throws its error when it is first used, which is in the next line of the caller.
 *
 * The worker also reads its messages here, between two runs. Otherwise it would read an abort only after everything is
 * done.
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
          await pause()
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
      // `await` reads `then` first. An error thrown here would fail the chain after all.
      get: (_target, key) => (key === 'then' ? undefined : fail()),
      set: fail,
      has: fail,
      ownKeys: fail,
      getOwnPropertyDescriptor: fail,
    },
  )
}
