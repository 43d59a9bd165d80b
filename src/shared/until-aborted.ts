/**
 * Waits for a promise or for an abort, whichever comes first. An abort rejects with exactly the signal's reason. The
 * work behind the promise continues, so use this for work that other callers wait for too, or that handles the abort
 * itself.
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', onAbort)
      act()
    }
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    )
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
