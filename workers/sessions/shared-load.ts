import type { LoadProgress } from '../../src/shared/progress.js'
import { untilAborted } from '../../src/shared/until-aborted.js'

type Report = (progress: LoadProgress) => void

/** A load that several callers wait for. Each caller may give up alone; the load stops when all of them have given up. */
export interface SharedLoad<T> {
  /** Whether all callers have given up. The next caller must then start a new load. */
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
  // Every waiting caller gets the failure. Without a waiting caller the failure is dropped.
  result.catch(() => {})

  return {
    get abandoned() {
      return stop.signal.aborted
    },
    async join(signal, report) {
      signal.throwIfAborted()
      // The function is wrapped in a new one, because two callers may pass the same function.
      const mine: Report = (progress) => report(progress)
      reports.add(mine)
      if (last !== undefined) report(last)
      try {
        return await untilAborted(result, signal)
      } finally {
        reports.delete(mine)
        if (reports.size === 0 && !settled)
          stop.abort(new DOMException('All callers gave up waiting for the model', 'AbortError'))
      }
    },
  }
}
