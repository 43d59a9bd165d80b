import { setTimeout as pause } from 'node:timers/promises'
import type { Runtime } from '../../src/shared/compute.js'
import { NlpError } from '../../src/shared/errors.js'
import type { ModelSource } from '../../src/shared/model-manifest.js'
import type { InferenceApi } from '../../src/wire/shared/inference-api.js'
import { serve } from '../../src/wire/shared/serve.js'

/** The behaviour of `run`; the text of the call decides. */
type Script = (text: string, worker: FakeWorker) => unknown

/** A worker as the page sees it, on the other side of a channel. It counts its calls. */
interface FakeWorker {
  /** How often each model is open in it. */
  readonly users: Map<string, number>
  readonly opened: number
  readonly ran: string[]
  readonly ended: boolean
  /** Fires the event of a failed script, like the browser. */
  fail(message?: string): void
}

export interface FakeWorkersOptions {
  /** @default an answer at once */
  script?: Script | undefined
  /** Runs before a model counts as open. @default nothing */
  opening?: ((worker: FakeWorker, runtime: Runtime | undefined) => unknown) | undefined
  /** Runs once a model counts as open, before the page gets the answer. @default nothing */
  counted?: (() => void) | undefined
  configure?: (() => void) | undefined
}

export const source: ModelSource = { type: 'folder', id: 'small', url: 'https://models.example/small/' }

/** Makes fake workers in the order in which they are requested. */
export function fakeWorkers({
  script = () => {},
  opening = () => {},
  counted = () => {},
  configure = () => {},
}: FakeWorkersOptions = {}) {
  const made: FakeWorker[] = []

  function spawn(): Worker {
    const { port1, port2 } = new MessageChannel()
    let opened = 0
    let ended = false
    const fake: FakeWorker = {
      users: new Map(),
      ran: [],
      get opened() {
        return opened
      },
      get ended() {
        return ended
      },
      fail: (message) => void port1.dispatchEvent(Object.assign(new Event('error'), { message })),
    }
    made.push(fake)
    const api: Pick<InferenceApi, 'configure' | 'open' | 'run' | 'close'> = {
      configure,
      async open({ id, url, runtime }, _task, signal) {
        opened += 1
        await opening(fake, runtime)
        signal.throwIfAborted()
        fake.users.set(url, (fake.users.get(url) ?? 0) + 1)
        counted()
        return {
          key: url,
          id,
          digest: 'd',
          bytes: 1,
          storage: 'memory',
          runtime: runtime ?? 'kernels',
          reason: 'of the test',
          device: 'wasm',
          threads: 1,
          proof: 'none',
          loadMs: 1,
          dimensions: 1,
        }
      },
      async run(key, _task, input) {
        const [text = ''] = (input as { texts: readonly string[] }).texts
        if (!fake.users.get(key)) throw new NlpError('closed', `Model ${key} is not open in this worker`)
        fake.ran.push(text)
        await script(text, fake)
        return { vectors: Float32Array.of(made.indexOf(fake)), dimensions: 1, truncated: [] } as never
      },
      async close(key) {
        fake.users.set(key, (fake.users.get(key) ?? 0) - 1)
      },
    }
    serve(api, port2)
    port1.start()
    const terminate = () => {
      ended = true
      port1.close()
      port2.close()
    }
    return Object.assign(port1, { terminate }) as unknown as Worker
  }

  return { spawn, made, alive: () => made.filter(({ ended }) => !ended) }
}

export const lost = () => new NlpError('device-lost', 'The graphics device went away')
export const never = () => new Promise<never>(() => {})
export { pause }
