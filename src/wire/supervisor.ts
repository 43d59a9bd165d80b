import { NlpError } from '../errors.js'
import { connectWorker, type Invoke, type WorkerClient } from './client.js'

export interface Supervisor<Api> {
  /** Makes a call on the worker, starting one where none runs. */
  call<R>(invoke: Invoke<Api, R>, options?: { signal?: AbortSignal | undefined }): Promise<R>
  /** Whether a worker runs now. */
  readonly running: boolean
  /** Counts the workers so far: what was set up in an earlier one is gone. Starts one where none runs. */
  readonly generation: number
  /** Counts those who need the worker: with none left it is stopped sooner. */
  retain(): () => void
  /** Ends the worker: memory that WebAssembly once took comes back in no other way. */
  stop(reason?: NlpError): void
}

export interface SupervisorOptions<Api> {
  spawn: () => Worker
  /** Called with every new worker before its first call. */
  start?: ((client: WorkerClient<Api>) => Promise<void>) | undefined
  /** How long an idle worker is kept while somebody needs it. @default 300_000 */
  idleMs?: number | undefined
  /** The same, once nobody does. @default 10_000 */
  unusedMs?: number | undefined
}

/** Keeps at most one worker: started by the first call, stopped when idle, replaced after a crash. */
export function supervise<Api extends object>({
  spawn,
  start,
  idleMs = 300_000,
  unusedMs = 10_000,
}: SupervisorOptions<Api>): Supervisor<Api> {
  let current: { client: WorkerClient<Api>; started: Promise<void> } | undefined
  let users = 0
  let generation = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function acquire() {
    if (current !== undefined && !current.client.dead.aborted) return current
    const client = connectWorker<Api>(spawn())
    const started = start?.(client) ?? Promise.resolve()
    const next = { client, started }
    // A worker that cannot be set up is of no use to anybody; the next call tries with a new one.
    started.catch(() => client.terminate(new NlpError('worker-crashed', 'The worker could not be set up')))
    current = next
    generation += 1
    return next
  }

  function stop(reason = new NlpError('closed', 'The worker was stopped', { retryable: true })): void {
    clearTimeout(timer)
    current?.client.terminate(reason)
    current = undefined
  }

  function restTimer(): void {
    clearTimeout(timer)
    if (current === undefined || current.client.pending > 0) return
    timer = setTimeout(stop, users > 0 ? idleMs : unusedMs)
    // In Node a waiting timer would keep the process alive.
    ;(timer as { unref?: () => void }).unref?.()
  }

  return {
    async call(invoke, options) {
      options?.signal?.throwIfAborted()
      clearTimeout(timer)
      const { client, started } = acquire()
      try {
        return await client.call(async (api, scope) => {
          await started
          return invoke(api, scope)
        }, options)
      } finally {
        restTimer()
      }
    },
    get running() {
      return current !== undefined && !current.client.dead.aborted
    },
    get generation() {
      acquire()
      return generation
    },
    retain() {
      users += 1
      let held = true
      return () => {
        if (!held) return
        held = false
        users -= 1
        restTimer()
      }
    },
    stop,
  }
}
