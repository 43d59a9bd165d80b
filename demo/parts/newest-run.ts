/** Runs that replace one another. A run that was replaced must not touch what the newest one shows. */
export interface NewestRun {
  /** Aborts the run before, and gives the signal of a new one. */
  begin(): AbortSignal
  /** Aborts the run. */
  stop(): void
  /** Whether no other run has begun since the one of this signal. */
  isNewest(signal: AbortSignal): boolean
}

export function newestRun(): NewestRun {
  let current: AbortController | undefined
  return {
    begin() {
      current?.abort()
      current = new AbortController()
      return current.signal
    },
    stop: () => current?.abort(),
    isNewest: (signal) => signal === current?.signal,
  }
}
