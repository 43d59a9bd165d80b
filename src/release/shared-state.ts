import { randomId } from '../shared/random-id.js'
import type { ReleaseState } from './release-state.js'
import { openReleaseStorage } from './release-storage.js'

/** The state of one name, which all tabs of the site share. */
export interface SharedState {
  /** The state as this tab knows it. */
  readonly now: ReleaseState
  /**
   * Changes the state in all tabs. If it cannot be stored, the call rejects. With `anyway`, this tab still changes its
   * state, and the next stored change includes this one.
   */
  change(change: (state: ReleaseState) => ReleaseState, options?: { readonly anyway?: boolean }): Promise<void>
  /** Waits for the changes so far, and stops listening for others. */
  close(): Promise<void>
}

export async function openSharedState(name: string, heard: () => void): Promise<SharedState> {
  const storage = await openReleaseStorage()
  let state: ReleaseState = (await storage.read(name)) ?? { unit: randomId(), kept: [], left: [], counts: {} }
  /** Changes that could not be stored. Only this tab has them. */
  let unstored: ((state: ReleaseState) => ReleaseState)[] = []
  const withUnstored = (stored: ReleaseState) => unstored.reduce((now, change) => change(now), stored)
  let last: Promise<unknown> = Promise.resolve()
  const tabs = openTabs(name)

  /** One after the other, so that an earlier state never replaces a later one. */
  function next<R>(work: () => Promise<R>): Promise<R> {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }

  tabs?.addEventListener('message', () => {
    void next(async () => {
      const stored = await storage.read(name)
      // If the data of the site were removed, this tab keeps its own state.
      if (stored !== undefined) state = withUnstored(stored)
      heard()
    }).catch(() => {})
  })

  return {
    get now() {
      return state
    },
    change: (change, { anyway = false } = {}) =>
      next(async () => {
        try {
          state = await storage.change(name, (stored) => change(stored === undefined ? state : withUnstored(stored)))
          unstored = []
        } catch (error) {
          if (anyway) {
            state = change(state)
            unstored.push(change)
            heard()
          }
          throw error
        }
        tabs?.postMessage('changed')
        heard()
      }),
    async close() {
      await last
      tabs?.close()
      storage.close()
    },
  }
}

/** Without IndexedDB there is nothing that tabs could share. */
function openTabs(name: string): BroadcastChannel | undefined {
  if (globalThis.indexedDB === undefined || globalThis.BroadcastChannel === undefined) return undefined
  return new BroadcastChannel(`tacet-releases ${name}`)
}
