import { failureOf } from './failure.js'

/**
 * Runs only the newest of many requests, as typing makes them. It waits for a short pause and aborts the request
 * before. An abort is not a failure; any other failure is shown in `status`.
 */
export function latest<T>(
  run: (input: T, signal: AbortSignal) => Promise<void>,
  status: HTMLElement,
  pauseMs = 120,
): (input: T) => void {
  let current: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  return (input) => {
    current?.abort()
    clearTimeout(timer)
    const mine = new AbortController()
    current = mine
    timer = setTimeout(() => {
      run(input, mine.signal).catch((error: unknown) => {
        if (!mine.signal.aborted) status.replaceChildren(failureOf(error))
      })
    }, pauseMs)
  }
}
