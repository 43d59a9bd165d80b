import { NlpError } from '../shared/errors.js'
import { keptDatabase } from '../shared/kept-database.js'
import type { ReleaseState } from './release-state.js'

/** Where the state of each name is kept. */
export interface ReleaseStorage {
  read(name: string): Promise<ReleaseState | undefined>
  /** Reads and writes in one step, so that no other tab can write in between. */
  change(name: string, change: (state: ReleaseState | undefined) => ReleaseState): Promise<ReleaseState>
  close(): void
}

const STORE = 'releases'

/** IndexedDB, or memory where the browser refuses storage. */
export async function openReleaseStorage(): Promise<ReleaseStorage> {
  try {
    return await inDatabase()
  } catch {
    return inMemory()
  }
}

async function inDatabase(): Promise<ReleaseStorage> {
  // If the data of the site are removed, the next change writes the whole state again.
  const database = keptDatabase('tacet-releases', (made) => void made.createObjectStore(STORE))
  await database.open()
  return {
    read: async (name) => (await database.open()).get(STORE, name),
    async change(name, change) {
      const { store, done } = (await database.open()).transaction(STORE, 'readwrite')
      try {
        const state = change(await store.get(name))
        await Promise.all([store.put(state, name), done])
        return state
      } catch (cause) {
        // Without this, the transaction's own promise would be an unhandled rejection.
        done.catch(() => {})
        throw storageFailure(cause)
      }
    },
    close: database.close,
  }
}

function storageFailure(cause: unknown): unknown {
  if ((cause as Error | null)?.name !== 'QuotaExceededError') return cause
  return new NlpError(
    'storage-full',
    'The disk is full, so the release cannot be kept. The one before stays in force.',
    {
      cause,
    },
  )
}

function inMemory(): ReleaseStorage {
  const states = new Map<string, ReleaseState>()
  return {
    read: async (name) => states.get(name),
    async change(name, change) {
      const state = change(states.get(name))
      states.set(name, state)
      return state
    },
    close() {},
  }
}
