/** Runs that replace one another. A run that was replaced must not touch what the newest one shows. */
export interface NewestRun {
  /** Aborts the earlier run, and returns the signal of a new one. */
  begin(): AbortSignal
  /** Aborts the run. */
  stop(): void
  /** Whether the run of this signal is still the newest. */
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
