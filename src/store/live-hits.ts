import { toJson } from './records/plain-json.js'

export interface LiveHitsOptions<Hits> {
  search(signal: AbortSignal): Promise<Hits>
  /** Calls the listener with each change of the store until the signal aborts. */
  onChange(heard: () => void, until: AbortSignal): void
  /** Aborts when the store is closed. */
  readonly ended: AbortSignal
  readonly signal: AbortSignal | undefined
}

/**
 * The hits of a search, and again after each change that changes them. A search runs only when the reader asks for the next hits, so a slow
 * reader gets the newest hits and no others.
 */
export function liveHits<Hits>({ search, onChange, ended, signal }: LiveHitsOptions<Hits>): ReadableStream<Hits> {
  const stop = new AbortController()
  let isChanged = true
  let wake = () => {}
  let last: string | undefined
  return new ReadableStream<Hits>(
    {
      start(controller) {
        onChange(() => {
          isChanged = true
          wake()
        }, stop.signal)
        const end = (act: () => void) => () => {
          if (stop.signal.aborted) return
          act()
          stop.abort()
          wake()
        }
        listenOnce(
          ended,
          stop.signal,
          end(() => controller.close()),
        )
        if (signal !== undefined)
          listenOnce(
            signal,
            stop.signal,
            end(() => controller.error(signal.reason)),
          )
      },
      async pull(controller) {
        try {
          for (;;) {
            if (!isChanged) await new Promise<void>((resolve) => (wake = resolve))
            if (stop.signal.aborted) return
            // Set before the search, so that a change during the search leads to another one.
            isChanged = false
            const hits = await search(stop.signal)
            if (stop.signal.aborted) return
            const state = stateOf(hits)
            if (state !== undefined && state === last) continue
            last = state
            return controller.enqueue(hits)
          }
        } catch (error) {
          // A search that the end of the stream has stopped has not failed.
          if (stop.signal.aborted) return
          stop.abort()
          throw error
        }
      },
      cancel() {
        stop.abort()
        wake()
      },
    },
    // Otherwise a search would run before the first read.
    { highWaterMark: 0 },
  )
}

function listenOnce(signal: AbortSignal, until: AbortSignal, heard: () => void): void {
  if (signal.aborted) heard()
  else signal.addEventListener('abort', heard, { once: true, signal: until })
}

/** Tells hits apart. Records may hold values that JSON cannot hold; such hits always count as changed. */
function stateOf(hits: unknown): string | undefined {
  try {
    return toJson(hits)
  } catch {
    return undefined
  }
}
