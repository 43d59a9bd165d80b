import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { NlpError } from '../errors.js'
import { AREAS, type Area, type Reader, type Storage, type Write } from './storage.js'

interface Schema extends DBSchema, Record<Area, { key: string | number; value: unknown }> {}

/** Raised with every change of the layout; each number has a step below that leads to it. */
const VERSION = 2

const STEPS: readonly ((database: IDBPDatabase<Schema>) => void)[] = [
  (database) => {
    for (const area of AREAS) if (area !== 'objects') database.createObjectStore(area)
  },
  // Since version 2 a store keeps the documents that its passages come from.
  (database) => database.createObjectStore('objects'),
]

export interface DatabaseEvents {
  /** The connection ended without `close`: the data was removed, or another tab needs a newer layout. */
  onLost(error: NlpError): void
}

/** Keeps areas in IndexedDB, one object store each. */
export async function openDatabase(name: string, { onLost }: DatabaseEvents): Promise<Storage> {
  let database: IDBPDatabase<Schema>
  try {
    database = await openDB<Schema>(databaseName(name), VERSION, {
      upgrade(connection, from) {
        for (const step of STEPS.slice(from)) step(connection)
      },
      blocking(_current, _next, event) {
        ;(event.target as IDBDatabase).close()
        onLost(
          new NlpError(
            'storage-unavailable',
            `The store ${name} was closed here because another tab deletes it or upgrades it. Reload the page.`,
          ),
        )
      },
      terminated() {
        onLost(
          new NlpError('storage-corrupt', `The data of the store ${name} was removed while it was open.`, {
            details: { evicted: true },
          }),
        )
      },
    })
  } catch (error) {
    throw unavailable(name, error)
  }
  return {
    async read<T>(areas: readonly Area[], use: (reader: Reader) => Promise<T>): Promise<T> {
      try {
        const transaction = database.transaction([...areas], 'readonly')
        const reader: Reader = {
          get: (area, key) => transaction.objectStore(area).get(key),
          keys: (area, prefix) =>
            transaction
              .objectStore(area)
              .getAllKeys(prefix === undefined ? undefined : IDBKeyRange.bound(prefix, `${prefix}\uffff`)),
        }
        return await use(reader)
      } catch (error) {
        throw fromDatabase(name, error)
      }
    },
    async commit(writes, { strict = false } = {}) {
      if (writes.length === 0) return
      try {
        const areas = [...new Set(writes.map(({ area }) => area))]
        const transaction = database.transaction(areas, 'readwrite', { durability: strict ? 'strict' : 'relaxed' })
        // One failed request fails the transaction, which is awaited below.
        for (const write of writes) request(transaction.objectStore(write.area), write).catch(() => {})
        await transaction.done
      } catch (error) {
        throw fromDatabase(name, error)
      }
    },
    close: () => database.close(),
  }
}

export function databaseName(name: string): string {
  return `tacet-store-${name}`
}

function request(
  area: {
    put(value: unknown, key: string | number): Promise<unknown>
    delete(key: string | number): Promise<void>
    clear(): Promise<void>
  },
  write: Write,
): Promise<unknown> {
  if (write.type === 'put') return area.put(write.value, write.key)
  return write.type === 'delete' ? area.delete(write.key) : area.clear()
}

function unavailable(name: string, error: unknown): NlpError {
  if (error instanceof DOMException && error.name === 'VersionError') {
    return new NlpError('storage-unavailable', `The store ${name} was written by a newer version. Reload the page.`, {
      cause: error,
      details: { newer: true },
    })
  }
  return new NlpError('storage-unavailable', `The browser does not let this page store data (store ${name}).`, {
    cause: error,
  })
}

function fromDatabase(name: string, error: unknown): unknown {
  if (!(error instanceof DOMException)) return error
  switch (error.name) {
    case 'QuotaExceededError':
      return new NlpError(
        'storage-full',
        `The browser's storage is used up; the last batch for the store ${name} was not kept, everything before it is. Free space and repeat it.`,
        { cause: error },
      )
    // The connection is gone: closed by an upgrade, or by the removal of the data.
    case 'InvalidStateError':
      return new NlpError('storage-corrupt', `The store ${name} has lost its connection to its data. Open it again.`, {
        cause: error,
      })
    case 'DataCloneError':
      return new TypeError(`A record for the store ${name} holds something that cannot be stored: ${error.message}`)
    default:
      return new NlpError(
        'storage-unavailable',
        `The data of the store ${name} could not be reached: ${error.message}`,
        {
          cause: error,
          retryable: true,
        },
      )
  }
}
