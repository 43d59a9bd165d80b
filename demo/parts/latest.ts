import { failureOf } from './failure.js'

/**
 * Runs only the newest of many requests, as typing makes them: waits for a short pause, and aborts what the earlier
 * one still does. What is aborted is not a failure; anything else is shown as `status`.
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
