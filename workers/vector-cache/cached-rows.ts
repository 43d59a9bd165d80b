import { type KeptDatabase, keptDatabase } from '../../src/shared/kept-database.js'

/** A row and the digest by which it is found. */
export interface CachedRow {
  readonly digest: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The rows of one cache in IndexedDB. */
export interface CachedRows {
  /** The rows of digests; `undefined` for each missing one. */
  read(digests: readonly string[]): Promise<readonly (Uint8Array<ArrayBuffer> | undefined)[]>
  /** Records the use of rows. */
  touch(digests: readonly string[]): Promise<void>
  /** Keeps rows, and removes those that were used longest ago beyond `most` bytes. */
  write(rows: readonly CachedRow[], most: number): Promise<void>
  /** The mark of the cache: the one that it had, or the given one where it is new. */
  claim(): Promise<string>
}

interface Use {
  readonly used: number
  readonly bytes: number
}

/** How many bytes the rows have together, and the mark of the key that encrypted them. */
interface State {
  readonly mark: string
  readonly bytes: number
}

const ROWS = 'rows'
const USES = 'uses'
const STATE = 'state'
const BY_USE = 'by-use'
/** The cost of a row besides its bytes: its digest twice, its use and its place in the index. */
const ROW_BYTES = 250
/** A full cache is emptied down to this share, so that not every later row has to remove another one. */
const KEPT_SHARE = 0.9

/** The times of use are beside the rows, because writing a row again with each use would cost more than the vector. */
export function cachedRows(name: string, mark: string): CachedRows {
  const database: KeptDatabase = keptDatabase(`tacet-embeddings-${name}`, (made) => {
    made.createObjectStore(ROWS)
    made.createObjectStore(USES).createIndex(BY_USE, 'used')
    made.createObjectStore(STATE)
  })
  const fresh: State = { mark, bytes: 0 }

  return {
    async read(digests) {
      const { store } = (await database.open()).transaction(ROWS)
      return Promise.all(digests.map((digest) => store.get(digest)))
    },
    async touch(digests) {
      const { store, done } = (await database.open()).transaction(USES, 'readwrite', { durability: 'relaxed' })
      const used = Date.now()
      await Promise.all([
        ...digests.map(async (digest) => {
          const use: Use | undefined = await store.get(digest)
          // Another tab may have removed the row.
          if (use !== undefined) await store.put({ ...use, used }, digest)
        }),
        done,
      ])
    },
    async write(added, most) {
      const transaction = (await database.open()).transaction([ROWS, USES, STATE], 'readwrite', {
        durability: 'relaxed',
      })
      const rows = transaction.objectStore(ROWS)
      const uses = transaction.objectStore(USES)
      const states = transaction.objectStore(STATE)
      try {
        const state: State = (await states.get(STATE)) ?? fresh
        // The cache was removed and made again with another key.
        if (state.mark !== mark) return
        let { bytes } = state
        for (const row of added) {
          const known: Use | undefined = await uses.get(row.digest)
          const use: Use = { used: Date.now(), bytes: row.bytes.length + ROW_BYTES }
          await Promise.all([rows.put(row.bytes, row.digest), uses.put(use, row.digest)])
          bytes += use.bytes - (known?.bytes ?? 0)
        }
        const least = bytes > most ? most * KEPT_SHARE : bytes
        for (let oldest = await uses.index(BY_USE).openCursor(); oldest && bytes > least; ) {
          bytes -= (oldest.value as Use).bytes
          await Promise.all([rows.delete(oldest.primaryKey), oldest.delete()])
          oldest = await oldest.continue()
        }
        await states.put({ ...state, bytes }, STATE)
        await transaction.done
      } catch (error) {
        transaction.done.catch(() => {})
        throw error
      }
    },
    async claim() {
      const { store, done } = (await database.open()).transaction(STATE, 'readwrite', { durability: 'relaxed' })
      const state: State | undefined = await store.get(STATE)
      if (state === undefined) await store.put(fresh, STATE)
      await done
      return state?.mark ?? mark
    },
  }
}
