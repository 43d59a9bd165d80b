import { NlpError } from '../../shared/errors.js'
import { toWire } from '../../wire/shared/errors.js'
import type { HeldModel } from './held-model.js'
import { type Ask, lineName, type Term, type ToGuest, type ToOwner, type Unsigned } from './messages.js'
import type { TabMeans } from './tab-means.js'

/** The guests of the tab that owns the model. */
export interface Guests {
  readonly count: number
  /** Answers a tab that joins. A second welcome does no harm. */
  welcome(guest: string): void
  /** Gives up all calls of guests. The guests ask the next owner. */
  dismiss(): void
}

interface Guest {
  tell(message: Unsigned<ToGuest>): void
  /** Forgets the guest, and stops what the guest waits for. */
  drop(): void
}

interface ServeRequest {
  readonly name: string
  readonly term: Term
  readonly model: HeldModel
  readonly means: TabMeans
}

export function serveGuests({ name, term, model, means }: ServeRequest): Guests {
  const guests = new Map<string, Guest>()

  function connect(id: string): Guest {
    const line = means.channel(lineName(name, id))
    const calls = new Map<number, AbortController>()
    const gone = new AbortController()
    const tell = (message: Unsigned<ToGuest>) => line.postMessage({ ...message, owner: term.owner })

    function drop(): void {
      guests.delete(id)
      gone.abort()
      line.close()
      for (const stop of calls.values()) stop.abort(new NlpError('closed', 'The tab that asked is gone'))
      calls.clear()
    }

    function serve(call: number, ask: Ask): void {
      const stop = new AbortController()
      calls.set(call, stop)
      // The guest may have aborted the call or gone away, or this tab no longer owns the model. Then nobody waits for the answer.
      const isAwaited = () => calls.get(call) === stop
      const settle = (message: Unsigned<ToGuest>) => {
        if (!isAwaited()) return
        calls.delete(call)
        tell(message)
      }
      model
        .answer(ask, {
          signal: stop.signal,
          onEvent: (value) => isAwaited() && tell({ type: 'event', call, value }),
          onProgress: (value) => isAwaited() && tell({ type: 'progress', call, value }),
        })
        .then(
          (value) => settle({ type: 'result', call, value }),
          (error: unknown) => settle({ type: 'failure', call, error: toWire(error) }),
        )
    }

    line.onmessage = ({ data }: MessageEvent<ToOwner>) => {
      if (data.owner !== term.owner) return
      if (data.type === 'ping') return tell({ type: 'pong' })
      if (data.type === 'call') return serve(data.call, data.ask)
      const stop = calls.get(data.call)
      calls.delete(data.call)
      stop?.abort(new NlpError('closed', 'The tab that asked gave up'))
    }
    // A tab that dies sends no message, but the browser gives back its lock.
    means.locks.request(lineName(name, id), { signal: gone.signal }, drop).catch(() => {})
    return { tell, drop }
  }

  return {
    get count() {
      return guests.size
    },
    welcome(id) {
      const guest = guests.get(id) ?? connect(id)
      guests.set(id, guest)
      guest.tell({ type: 'welcome', since: term.since })
    },
    dismiss() {
      for (const guest of [...guests.values()]) {
        guest.tell({ type: 'leaving' })
        guest.drop()
      }
    },
  }
}
