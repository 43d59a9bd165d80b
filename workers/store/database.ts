import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { NlpError } from '../../src/shared/errors.js'
import { AREAS, type Area, type Reader, type Storage, type Write } from '../../src/store/shared/storage.js'
import { announceWrite, isLarge, mendLog, WRITTEN } from './torn-log.js'

interface Schema extends DBSchema, Record<Area, { key: string | number; value: unknown }> {}

/** Raised with every change of the layout. Each version has a step below that leads to it. */
const VERSION = 2

const STEPS: readonly ((database: IDBPDatabase<Schema>) => void)[] = [
  (database) => {
    for (const area of AREAS) if (area !== 'objects') database.createObjectStore(area)
  },
  // Version 2 added the documents that the passages of a store come from.
  (database) => database.createObjectStore('objects'),
]

export interface DatabaseEvents {
  /** The connection ended without `close`: the data was removed, or another tab needs a newer layout. */
  onLost(error: NlpError): void
}

/** The pauses before each new attempt. After a crash the files may be locked for a moment, and some browsers sometimes fail to open. */
const OPEN_PAUSES_MS = [50, 200, 800, 2000]

/** Keeps each area in an object store of IndexedDB. */
export async function openDatabase(name: string, events: DatabaseEvents): Promise<Storage> {
  let database: IDBPDatabase<Schema> | undefined
  let wiped = false
  for (let attempt = 0; database === undefined; attempt++) {
    try {
      database = await connect(name, events, () => {
        wiped = true
      })
    } catch (error) {
      const pause = OPEN_PAUSES_MS[attempt]
      if (pause === undefined || !mayPass(error)) throw unavailable(name, error)
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  if (wiped) {
    database.close()
    throw new NlpError(
      'storage-corrupt',
      `The browser found the data of the store ${name} damaged and has removed it. Open it again to start with an empty one.`,
      { retryable: true, details: { evicted: true } },
    )
  }
  return storageIn(database, name)
}

function connect(name: string, { onLost }: DatabaseEvents, onWiped: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(databaseName(name), VERSION, {
    upgrade(connection, from, _to, _transaction, event) {
      for (const step of STEPS.slice(from)) step(connection)
      // Chromium sets `dataLoss` after it has removed a database that it found damaged.
      if ((event as { readonly dataLoss?: string }).dataLoss === 'total') onWiped()
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
}

function storageIn(database: IDBPDatabase<Schema>, name: string): Storage {
  let mended: Promise<void> | undefined
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
        // Reading does not harm a torn log, so the repair waits for the first change. A failed repair is ignored, because the change may
        // fail for the same reason and then reports the failure.
        mended ??= mendLog(database as unknown as IDBPDatabase).catch(() => {})
        await mended
        const large = isLarge(writes)
        if (large) await announceWrite(database as unknown as IDBPDatabase)
        const changes = large ? [...writes, WRITTEN] : writes
        const areas = [...new Set(changes.map(({ area }) => area))]
        const transaction = database.transaction(areas, 'readwrite', { durability: strict ? 'strict' : 'relaxed' })
        // A failed request fails the transaction, and the transaction is awaited below.
        for (const write of changes) request(transaction.objectStore(write.area), write).catch(() => {})
        await transaction.done
      } catch (error) {
        throw fromDatabase(name, error)
      }
    },
    async putIfAbsent(area, key, value) {
      try {
        const { store, done } = database.transaction(area, 'readwrite', { durability: 'relaxed' })
        const known = await store.get(key)
        if (known === undefined) store.put(value, key).catch(() => {})
        await done
        return known
      } catch (error) {
        throw fromDatabase(name, error)
      }
    },
    close: () => database.close(),
  }
}

function databaseName(name: string): string {
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

/** The errors of a browser that refuses storage. Every other error is a failure of existing storage. */
const REFUSALS: ReadonlySet<string> = new Set([
  'SecurityError',
  'InvalidStateError',
  'InvalidAccessError',
  'NotSupportedError',
])

function mayPass(error: unknown): boolean {
  return error instanceof DOMException && error.name !== 'VersionError' && !REFUSALS.has(error.name)
}

function unavailable(name: string, error: unknown): NlpError {
  if (error instanceof DOMException && error.name === 'VersionError') {
    return new NlpError('storage-unavailable', `The store ${name} was written by a newer version. Reload the page.`, {
      cause: error,
      details: { newer: true },
    })
  }
  if (mayPass(error)) {
    return new NlpError(
      'storage-unavailable',
      `The data of the store ${name} cannot be opened at the moment. Try again.`,
      {
        cause: error,
        retryable: true,
      },
    )
  }
  return new NlpError('storage-unavailable', `The browser does not let this page store data (store ${name}).`, {
    cause: error,
    details: { refused: true },
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
    // The connection is closed, by an upgrade or by the removal of the data.
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
