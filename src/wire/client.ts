import { type Endpoint, type Remote, wrap } from 'comlink'
import { NlpError } from '../shared/errors.js'
import { releaseSignal } from './shared/abort.js'
import type { Liveness } from './shared/serve.js'
import { flushListener, type Listener, listener, registerTransferHandlers, releaseListener } from './shared/transfer.js'
import { describeStartFailure, watchPolicy } from './start-failure.js'

/** The values that a call may hand over as arguments. */
interface CallScope {
  /** Aborts the other side's work. */
  readonly signal: AbortSignal
  /** Makes a function callable from the other side until the call ends. */
  listen<T>(call: (value: T) => void): Listener<T>
}

/** Makes one call with the other side's functions. */
export type Invoke<Api, R> = (api: Remote<Api>, scope: CallScope) => Promise<R>

export interface WorkerClient<Api> {
  /** Makes a call. The call rejects when the signal aborts and when the worker dies, whatever the other side does. */
  call<R>(invoke: Invoke<Api, R>, options?: { signal?: AbortSignal | undefined }): Promise<R>
  /** How many calls wait for an answer. */
  readonly pending: number
  /** Aborts when the worker ends. The reason is the NlpError with which every waiting call rejects. */
  readonly dead: AbortSignal
  terminate(reason: NlpError): void
}

/** How long an aborted worker may stay silent before it is ended. Loading a model may block a phone for two seconds. */
const GRACE_MS = 3000

let lockCount = 0

/** The page's half of the wire: one worker, its calls and its end. */
export function connectWorker<Api extends object>(worker: Worker): WorkerClient<Api> {
  registerTransferHandlers()
  const death = new AbortController()
  // Kept as long as the client, because Comlink releases the other side when the proxy is garbage-collected.
  const remote = wrap<Api & Liveness>(untilDeath(worker, death.signal))
  const starting = new AbortController()
  const policy = watchPolicy(starting.signal)
  // A listener of the signal for each call would be more than Node allows without a warning.
  const waiting = new Set<() => void>()
  const onEnd = () => {
    for (const reject of waiting) reject()
  }
  death.signal.addEventListener('abort', onEnd, { once: true })
  let pending = 0

  function terminate(reason: NlpError): void {
    if (death.signal.aborted) return
    starting.abort()
    worker.terminate()
    death.abort(reason)
  }

  remote.ping().then(
    () => starting.abort(),
    () => {},
  )
  const onError = (event: ErrorEvent) => {
    event.preventDefault()
    const { message } = event as { readonly message?: string }
    terminate(starting.signal.aborted ? crashed(message) : describeStartFailure(message, policy.refused))
  }
  worker.addEventListener('error', onError, { signal: death.signal })
  const onMessageError = () => terminate(crashed('a message could not be read'))
  worker.addEventListener('messageerror', onMessageError, { signal: death.signal })
  watchLock(
    (lock) => remote.hello(lock),
    death.signal,
    () => terminate(crashed()),
  )

  async function endIfSilent(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const silence = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, GRACE_MS, true)
    })
    const silent = await Promise.race([silence, remote.ping().then(() => false)])
    clearTimeout(timer)
    if (silent)
      terminate(
        new NlpError('worker-crashed', 'The worker did not react to an abort and was ended', {
          details: { silent: true },
        }),
      )
  }

  async function call<R>(invoke: Invoke<Api, R>, { signal }: { signal?: AbortSignal | undefined } = {}): Promise<R> {
    signal?.throwIfAborted()
    death.signal.throwIfAborted()
    const link = new AbortController()
    const listeners: Listener<never>[] = []
    const scope: CallScope = {
      signal: link.signal,
      listen(heard) {
        const made = listener(heard)
        listeners.push(made)
        return made
      },
    }
    pending += 1
    return new Promise<R>((resolve, reject) => {
      const settle = (act: () => void) => {
        signal?.removeEventListener('abort', onAbort)
        waiting.delete(onDeath)
        act()
      }
      const onAbort = () => {
        settle(() => reject(signal?.reason))
        link.abort()
        void endIfSilent()
      }
      const onDeath = () => settle(() => reject(death.signal.reason))
      signal?.addEventListener('abort', onAbort, { once: true })
      waiting.add(onDeath)
      invoke(remote as Remote<Api>, scope).then(
        async (value) => {
          await Promise.all(listeners.map(flushListener))
          settle(() => resolve(value))
        },
        (error: unknown) => settle(() => reject(error)),
      )
    }).finally(() => {
      pending -= 1
      for (const each of listeners) releaseListener(each)
      releaseSignal(link.signal)
    })
  }

  return {
    call,
    terminate,
    dead: death.signal,
    get pending() {
      return pending
    },
  }
}

/**
 * A worker whose listeners are removed at its end. Browsers keep the listeners of an ended worker, and Comlink never removes its
 * own listeners.
 */
function untilDeath(worker: Worker, ended: AbortSignal): Endpoint {
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer ?? []),
    addEventListener: (type, heard) => worker.addEventListener(type, heard, { signal: ended }),
    removeEventListener: (type, heard) => worker.removeEventListener(type, heard),
  }
}

/**
 * A worker that closes itself, or is ended from elsewhere, fires no event. But it loses its locks, so the page waits for a lock
 * that the worker holds for life. Where the page has no locks (plain http), only `error` events reveal the end.
 */
function watchLock(hello: (lock: string) => Promise<void>, ended: AbortSignal, onDeath: () => void): void {
  if (globalThis.navigator?.locks === undefined) return
  lockCount += 1
  const name = `tacet-worker-${performance.timeOrigin}-${lockCount}-${Math.random().toString(36).slice(2)}`
  hello(name)
    .then(() => navigator.locks.request(name, { signal: ended }, onDeath))
    // The lock request is withdrawn when the worker is ended on purpose.
    .catch(() => {})
}

function crashed(detail = ''): NlpError {
  const event = detail === '' ? 'The worker died' : `The worker died: ${detail}`
  return new NlpError('worker-crashed', `${event}. The next call starts a new one.`)
}
