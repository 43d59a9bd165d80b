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
  return (input) => {
    clearTimeout(timer)
    const signal = runs.begin()
    timer = setTimeout(() => {
      run(input, signal).catch((error: unknown) => {
        if (!signal.aborted) status.replaceChildren(failureOf(error))
      })
    }, pauseMs)
  }
}
