import { type IDBPDatabase, openDB } from 'idb'
import type { Ledger, LedgerStorage } from './budget.js'

const STORE = 'ledgers'

let shared: LedgerStorage | undefined

/** Accounts in IndexedDB, where all tabs of the origin see them. In memory where the browser refuses storage. */
export function databaseLedgers(): LedgerStorage {
  shared ??= fallingBack(inDatabase(), inMemory())
  return shared
}

/** Accounts that end with the page. */
export function inMemory(): LedgerStorage {
  const ledgers = new Map<string, Ledger>()
  return async (name, change) => {
    const ledger = change(ledgers.get(name))
    ledgers.set(name, ledger)
    return ledger
  }
}

function inDatabase(): LedgerStorage | undefined {
  if (globalThis.indexedDB === undefined) return undefined
  let opening: Promise<IDBPDatabase> | undefined
  return async (name, change) => {
    opening ??= openDB('tacet-budgets-1', 1, { upgrade: (database) => void database.createObjectStore(STORE) })
    const transaction = (await opening).transaction(STORE, 'readwrite')
    const store = transaction.objectStore(STORE)
    try {
      const ledger = change(await store.get(name))
      await store.put(ledger, name)
      await transaction.done
      return ledger
    } catch (error) {
      transaction.done.catch(() => {})
      throw error
    }
  }
}

/** Decided once, by the first access: an account that is now here and now there would not add up. */
function fallingBack(database: LedgerStorage | undefined, memory: LedgerStorage): LedgerStorage {
  if (database === undefined) return memory
  let chosen: Promise<LedgerStorage> | undefined
  return async (name, change) => {
    chosen ??= openDB('tacet-budgets-1').then(
      (probe) => {
        probe.close()
        return database
      },
      () => memory,
    )
    return (await chosen)(name, change)
  }
}
