import type { SeenRequest } from '../offline/seen-request.js'

export interface Request extends SeenRequest {
  /** Milliseconds since the page was opened. */
  readonly at: number
}

/** All requests of the page and its workers since the page was opened. */
export interface Traffic {
  readonly requests: readonly Request[]
  /** False where the browser gave no service worker. The requests of workers are not seen then. */
  readonly complete: boolean
  /** The number of requests to other origins. */
  readonly elsewhere: number
  /** Requests that reached a network, this origin's or another. */
  sentSince(at: number): number
  /** Calls `changed` after each request, until the signal aborts. */
  onChange(changed: () => void, signal?: AbortSignal): void
}

export interface GrowingTraffic extends Traffic {
  complete: boolean
  add(request: Request): void
}

export function createTraffic(): GrowingTraffic {
  const requests: Request[] = []
  const listeners = new Set<() => void>()
  return {
    requests,
    complete: false,
    get elsewhere() {
      return requests.filter(({ answer }) => answer === 'elsewhere').length
    },
    sentSince: (at) =>
      requests.filter((request) => request.at >= at && ['network', 'elsewhere'].includes(request.answer)).length,
    add(request) {
      requests.push(request)
      for (const changed of listeners) changed()
    },
    onChange(changed, signal) {
      listeners.add(changed)
      signal?.addEventListener('abort', () => listeners.delete(changed), { once: true })
    },
  }
}
