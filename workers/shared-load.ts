import type { LoadProgress } from '../src/progress.js'
import { untilAborted } from '../src/until-aborted.js'

type Report = (progress: LoadProgress) => void

/** A load that several callers wait for. Each may give up by itself; the load is stopped when all of them have. */
export interface SharedLoad<T> {
  /** Everybody has given up: whoever comes now must begin anew. */
  readonly abandoned: boolean
  join(signal: AbortSignal, report: Report): Promise<T>
}

export function shareLoad<T>(start: (signal: AbortSignal, report: Report) => Promise<T>): SharedLoad<T> {
  const stop = new AbortController()
  const reports = new Set<Report>()
  let last: LoadProgress | undefined
  let settled = false
  const result = start(stop.signal, (progress) => {
    last = progress
    for (const report of reports) report(progress)
  }).finally(() => {
    settled = true
  })
  // Everybody who waits hears of the failure; where nobody does any more, there is nobody to tell.
  result.catch(() => {})

  return {
    get abandoned() {
      return stop.signal.aborted
    },
    async join(signal, report) {
      signal.throwIfAborted()
      // A function of its own, for two callers may hand in the same one.
      const mine: Report = (progress) => report(progress)
      reports.add(mine)
      if (last !== undefined) report(last)
      try {
        return await untilAborted(result, signal)
      } finally {
        reports.delete(mine)
        if (reports.size === 0 && !settled) stop.abort(new DOMException('Nobody waits for the model', 'AbortError'))
      }
    },
  }
}
