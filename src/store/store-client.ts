import { transfer } from 'comlink'
import { NlpError } from '../shared/errors.js'
import type { WorkerClient } from '../wire/client.js'
import { type Supervisor, supervise } from '../wire/supervisor.js'
import { assertKept, forgetFilled, rememberFilled } from './canary.js'
import type { StoreShape } from './shared/manifest.js'
import type { OpenRequest, Problem, PutRequest, SearchRequest, StoreApi, StoreState } from './shared/worker-api.js'

export interface StoreClientOptions extends OpenRequest {
  readonly onProblem: (error: NlpError) => void
  readonly worker: () => Worker
  readonly signal: AbortSignal | undefined
}

/** The page's half of a store: it starts, watches and closes the worker, and notes that the store was filled. */
export interface StoreClient extends Pick<Supervisor<StoreApi>, 'call'> {
  readonly state: StoreState
  put(request: PutRequest, onStored: (rows: number) => void, signal: AbortSignal | undefined): Promise<void>
  /** Sets the shape with which a new worker opens the store again. */
  reshape(shape: StoreShape): void
  search(request: SearchRequest, signal: AbortSignal | undefined): ReturnType<StoreApi['search']>
  /** Calls the listener with each change of the records, by any tab, until the signal aborts. */
  onChange(heard: () => void, until: AbortSignal): void
  /** Aborts when the store is closed. */
  readonly ended: AbortSignal
  close(): Promise<void>
}

/** Longer than any page lives. An idle worker is kept, because opening the store again costs a read of all codes. */
const NEVER_MS = 2 ** 31 - 1

/** Opens the store in its own worker. */
export async function openClient({ onProblem, worker, signal, ...request }: StoreClientOptions): Promise<StoreClient> {
  let state: StoreState = 'persistent'
  let storeId: string | undefined
  let opened = false
  let closed: Promise<void> | undefined
  // Kept and thrown by each call: a start that rejects would look to the callers like a crash of the worker.
  let failure: unknown
  const listeners = new Set<() => void>()
  const onChange = () => {
    for (const heard of listeners) heard()
  }
  const ending = new AbortController()
  const supervisor = supervise<StoreApi>({
    spawn: worker,
    idleMs: NEVER_MS,
    unusedMs: NEVER_MS,
    async start(client) {
      failure = undefined
      try {
        const answer = await client.call((api) => api.open(request))
        if (opened && answer.state === 'memory') {
          const lost = `The worker of the store ${request.name} died, and the records in its memory are lost. Put them again.`
          throw new NlpError('storage-corrupt', lost)
        }
        if (answer.state === 'persistent') assertKept(request.name, answer)
        state = answer.state
        storeId = answer.id
        opened = true
        watch(client, onProblem, onChange)
        // The dead worker may not have reported its last change.
        onChange()
      } catch (error) {
        // The removal is reported once, by the tab that notices it first.
        if (NlpError.is(error) && error.details['evicted'] === true) forgetFilled(request.name)
        failure = error
      }
    },
  })

  const call: StoreClient['call'] = async (invoke, options) => {
    if (closed !== undefined) throw new NlpError('closed', `The store ${request.name} is closed`)
    return supervisor.call(async (api, scope) => {
      if (failure !== undefined) throw failure
      return invoke(api, scope)
    }, options)
  }
  let asked = false
  /** Without persistence the browser may remove the data when space runs short. Asked once, because some browsers ask the user. */
  function askToKeep(): void {
    if (asked || state === 'memory') return
    asked = true
    navigator.storage?.persist?.().catch(() => {})
  }

  try {
    await call((api) => api.count(), { signal })
  } catch (error) {
    supervisor.stop()
    throw error
  }

  return {
    call,
    get state() {
      return state
    },
    async put(batch, onStored, putSignal) {
      askToKeep()
      await call(
        (api, scope) => api.put(transfer(batch, [batch.vectors.buffer]), scope.listen(onStored), scope.signal),
        { signal: putSignal },
      )
      if (state === 'persistent') rememberFilled(request.name, storeId)
    },
    reshape(shape) {
      request = { ...request, shape }
    },
    onChange(heard, until) {
      listeners.add(heard)
      until.addEventListener('abort', () => listeners.delete(heard), { once: true })
    },
    ended: ending.signal,
    search: (search, searchSignal) => call((api) => api.search(search), { signal: searchSignal }),
    close() {
      ending.abort()
      closed ??= supervisor
        .call((api) => api.close())
        // A dead worker has nothing to close.
        .catch(() => {})
        .then(() => supervisor.stop(new NlpError('closed', `The store ${request.name} is closed`)))
      return closed
    },
  }
}

/** The call lasts as long as the store. The reports end when the store or the worker ends. */
function watch(client: WorkerClient<StoreApi>, onProblem: (error: NlpError) => void, onChange: () => void): void {
  const report = ({ code, message, details }: Problem) => onProblem(new NlpError(code, message, { details }))
  client.call((api, { listen }) => api.watch(listen(report), listen(onChange))).catch(() => {})
}
