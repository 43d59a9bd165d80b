import { NlpError } from '../shared/errors.js'
import { connectWorker, type Invoke, type WorkerClient } from './client.js'
import { describeRefusal } from './start-failure.js'

/** One worker of a supervisor: all its models and settings end with the worker. */
export interface SupervisedWorker<Api> {
  /** False once the worker has died or was stopped. */
  readonly running: boolean
  /** Makes a call on this very worker. Where the worker is gone, the call rejects with the reason of the worker's end. */
  call<R>(invoke: Invoke<Api, R>, options?: { signal?: AbortSignal | undefined }): Promise<R>
  /** Ends this worker. A later worker continues, because it did not cause the failure of this worker. */
  stop(reason: NlpError): void
}

export interface Supervisor<Api> {
  /** Makes a call on the worker. The call starts a worker where none runs. */
  call<R>(invoke: Invoke<Api, R>, options?: { signal?: AbortSignal | undefined }): Promise<R>
  /** Whether a worker runs now. */
  readonly running: boolean
  /** The running worker, or a new worker where none runs. */
  worker(): SupervisedWorker<Api>
  /** Adds a user of the worker until the returned function is called. A worker without users is stopped sooner. */
  retain(): () => void
  /** Ends the worker. Nothing else gives back the memory that WebAssembly has taken. */
  stop(reason?: NlpError): void
}

export interface SupervisorOptions<Api> {
  spawn: () => Worker
  /** Called with every new worker before its first call. */
  start?: ((client: WorkerClient<Api>) => Promise<void>) | undefined
  /** How long an idle worker is kept while it has users. @default 300_000 */
  idleMs?: number | undefined
  /** How long an idle worker is kept once it has no users. @default 10_000 */
  unusedMs?: number | undefined
}

/** Keeps at most one worker: started by the first call, stopped when idle, replaced after a crash. */
export function supervise<Api extends object>({
  spawn,
  start,
  idleMs = 300_000,
  unusedMs = 10_000,
}: SupervisorOptions<Api>): Supervisor<Api> {
  let current: (SupervisedWorker<Api> & { readonly pending: number }) | undefined
  let users = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function worker() {
    if (current?.running) return current
    const client = connect()
    const started = start?.(client) ?? Promise.resolve()
    // A worker whose set-up failed is useless, so the next call tries a new worker.
    started.catch((cause: unknown) => {
      const message = `The worker could not be set up: ${cause instanceof Error ? cause.message : String(cause)}`
      client.terminate(new NlpError('worker-crashed', message, { cause }))
    })
    const next: typeof current = {
      get running() {
        return !client.dead.aborted
      },
      get pending() {
        return client.pending
      },
      async call(invoke, options) {
        options?.signal?.throwIfAborted()
        clearTimeout(timer)
        try {
          return await client.call(async (api, scope) => {
            await started
            return invoke(api, scope)
          }, options)
        } finally {
          restTimer()
        }
      },
      stop: client.terminate,
    }
    current = next
    return next
  }

  /** Some browsers refuse a worker immediately, with an exception without a cause. */
  function connect(): WorkerClient<Api> {
    try {
      return connectWorker<Api>(spawn())
    } catch (error) {
      throw describeRefusal(error)
    }
  }

  function stop(reason = new NlpError('closed', 'The worker was stopped', { retryable: true })): void {
    clearTimeout(timer)
    current?.stop(reason)
    current = undefined
  }

  function restTimer(): void {
    clearTimeout(timer)
    if (current === undefined || current.pending > 0) return
    timer = setTimeout(stop, users > 0 ? idleMs : unusedMs)
    // In Node a waiting timer would keep the process alive.
    ;(timer as { unref?: () => void }).unref?.()
  }

  return {
    async call(invoke, options) {
      options?.signal?.throwIfAborted()
      return worker().call(invoke, options)
    },
    get running() {
      return current?.running ?? false
    },
    worker,
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
