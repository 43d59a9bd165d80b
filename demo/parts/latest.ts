import { failureOf } from './failure.js'
import { newestRun } from './newest-run.js'

/**
 * Runs only the newest of many requests, as typing makes them. It waits for a short pause and aborts the request
 * before. An abort is not a failure; any other failure is shown in `status`.
 */
export function latest<T>(
  run: (input: T, signal: AbortSignal) => Promise<void>,
  status: HTMLElement,
  pauseMs = 120,
): (input: T) => void {
  const runs = newestRun()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isFirst = true
  return (input) => {
    clearTimeout(timer)
    const signal = runs.begin()
    // The panel itself asks first, and nobody types then.
    const pause = isFirst ? 0 : pauseMs
    isFirst = false
    timer = setTimeout(() => {
      run(input, signal).catch((error: unknown) => {
        if (!signal.aborted) status.replaceChildren(failureOf(error))
      })
    }, pause)
  }
}
