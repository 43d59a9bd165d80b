import { type IDBPDatabase, openDB } from 'idb'
import { NlpError } from '../shared/errors.js'
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
  let opening: Promise<IDBPDatabase> | undefined
  const forget = () => {
    opening = undefined
  }
  const database = () => {
    opening ??= openDB('tacet-releases', 1, {
      upgrade: (made) => void made.createObjectStore(STORE),
      // Somebody removes the data of the site. The next change writes all of the state again.
      blocking: (_from, _to, event) => {
        ;(event.target as IDBDatabase).close()
        forget()
      },
      terminated: forget,
    })
    return opening
  }
  await database()
  return {
    read: async (name) => (await database()).get(STORE, name),
    async change(name, change) {
      const { store, done } = (await database()).transaction(STORE, 'readwrite')
      try {
        const state = change(await store.get(name))
        await Promise.all([store.put(state, name), done])
        return state
      } catch (cause) {
        // Without this the transaction's own promise would be a rejection that nobody hears.
        done.catch(() => {})
        throw storageFailure(cause)
      }
    },
    close() {
      void opening?.then((open) => open.close()).catch(() => {})
    },
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
