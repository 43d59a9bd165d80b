/** The parts of a browser by which tabs share. Tests bring their own, because no test can freeze or kill its own page. */
export interface TabMeans {
  readonly locks: LockManager
  channel(name: string): BroadcastChannel
  /** Hears when the page falls asleep and wakes again, until the signal aborts. */
  watchPage(heard: { readonly sleep: () => void; readonly wake: () => void }, until: AbortSignal): void
}

/** The means of this page; undefined where the browser has none, or keeps them from this page. */
export async function findMeans(): Promise<TabMeans | undefined> {
  const { navigator, BroadcastChannel: Channel } = globalThis as Partial<typeof globalThis>
  const locks = navigator?.locks as LockManager | undefined
  if (locks === undefined || Channel === undefined) return undefined
  try {
    // A page of an opaque origin, such as a frame in a sandbox, has the functions and must not use them.
    await locks.query()
  } catch {
    return undefined
  }
  return { locks, channel: (name) => new Channel(name), watchPage }
}

function watchPage({ sleep, wake }: Parameters<TabMeans['watchPage']>[0], signal: AbortSignal): void {
  const { document } = globalThis as Partial<typeof globalThis>
  globalThis.addEventListener('pagehide', sleep, { signal })
  globalThis.addEventListener('pageshow', wake, { signal })
  document?.addEventListener('freeze', sleep, { signal })
  document?.addEventListener('resume', wake, { signal })
}
