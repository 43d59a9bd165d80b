import type { IDBPObjectStore } from 'idb'
import { NlpError } from '../shared/errors.js'
import { keptDatabase } from '../shared/kept-database.js'
import type { FeedbackEntry } from './feedback-entry.js'

/** Where entries are kept, by the name of their feedback. */
export interface EntryStorage {
  readonly persisted: boolean
  /** Keeps an entry, and removes the oldest beyond `most`. */
  put(entry: FeedbackEntry, most: number): Promise<void>
  /** Changes an entry in one step; false where there is none. */
  change(id: string, change: (entry: FeedbackEntry) => FeedbackEntry): Promise<boolean>
  /** The entries, the oldest first. */
  list(): Promise<readonly FeedbackEntry[]>
  /** Removes entries, and resolves with their number. */
  remove(which: (entry: FeedbackEntry) => boolean): Promise<number>
  close(): void
}

const STORE = 'entries'
const BY_TIME = 'by-time'

interface Row {
  readonly name: string
  readonly id: string
  readonly at: number
  readonly entry: FeedbackEntry
}

/** IndexedDB, or memory where the browser refuses storage. */
export async function openEntryStorage(name: string): Promise<EntryStorage> {
  try {
    return await inDatabase(name)
  } catch {
    return inMemory()
  }
}

type Store = IDBPObjectStore<unknown, [typeof STORE], typeof STORE, 'readwrite'>

async function inDatabase(name: string): Promise<EntryStorage> {
  const database = keptDatabase('tacet-feedback', (made) => {
    made.createObjectStore(STORE, { keyPath: ['name', 'id'] }).createIndex(BY_TIME, ['name', 'at'])
  })
  await database.open()
  const all = IDBKeyRange.bound([name], [name, []])
  const rowOf = (entry: FeedbackEntry): Row => ({ name, id: entry.id, at: entry.at, entry })

  async function writing<R>(work: (store: Store) => Promise<R>): Promise<R> {
    const { store, done } = (await database.open()).transaction(STORE, 'readwrite')
    try {
      const result = await work(store)
      await done
      return result
    } catch (cause) {
      done.catch(() => {})
      if ((cause as Error | null)?.name !== 'QuotaExceededError') throw cause
      const message = 'The disk is full, so the feedback was not kept. Delete old feedback.'
      throw new NlpError('storage-full', message, { cause })
    }
  }

  return {
    persisted: true,
    put: (entry, most) =>
      writing(async (store) => {
        await store.put(rowOf(entry))
        let surplus = (await store.count(all)) - most
        for (let cursor = await store.index(BY_TIME).openCursor(all); cursor && surplus > 0; surplus -= 1) {
          await cursor.delete()
          cursor = await cursor.continue()
        }
      }),
    change: (id, change) =>
      writing(async (store) => {
        const row = (await store.get([name, id])) as Row | undefined
        if (row !== undefined) await store.put(rowOf(change(row.entry)))
        return row !== undefined
      }),
    list: async () => {
      const rows: readonly Row[] = await (await database.open()).getAllFromIndex(STORE, BY_TIME, all)
      return rows.map(({ entry }) => entry)
    },
    remove: (which) =>
      writing(async (store) => {
        let removed = 0
        for (let cursor = await store.openCursor(all); cursor; cursor = await cursor.continue()) {
          if (!which((cursor.value as Row).entry)) continue
          await cursor.delete()
          removed += 1
        }
        return removed
      }),
    close: database.close,
  }
}

function inMemory(): EntryStorage {
  let entries: readonly FeedbackEntry[] = []
  return {
    persisted: false,
    async put(entry, most) {
      entries = [...entries, entry].slice(-most)
    },
    async change(id, change) {
      const found = entries.some((entry) => entry.id === id)
      entries = entries.map((entry) => (entry.id === id ? change(entry) : entry))
      return found
    },
    list: async () => entries,
    async remove(which) {
      const left = entries.filter((entry) => !which(entry))
      const removed = entries.length - left.length
      entries = left
      return removed
    },
    close() {},
  }
}
