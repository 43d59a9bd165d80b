import { type IDBPDatabase, openDB } from 'idb'
import type { Ledger, LedgerStorage } from './ledger.js'

const STORE = 'ledgers'

let shared: LedgerStorage | undefined

/** Accounts in IndexedDB, which all tabs of the origin share. Where the browser refuses storage, they are in memory. */
export function databaseLedgers(): LedgerStorage {
  shared ??= openedOnFirstUse()
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

/** The first access decides between database and memory for good: amounts in both places would not add up. */
function openedOnFirstUse(): LedgerStorage {
  let opening: Promise<LedgerStorage> | undefined
  return async (name, change) => {
    opening ??= open().then(inDatabase, inMemory)
    return (await opening)(name, change)
  }
}

async function open(): Promise<IDBPDatabase> {
  return openDB('tacet-budgets', 1, { upgrade: (database) => void database.createObjectStore(STORE) })
}

function inDatabase(database: IDBPDatabase): LedgerStorage {
  return async (name, change) => {
    // Reading and writing share one transaction, so another tab cannot write in between.
    const transaction = database.transaction(STORE, 'readwrite')
    try {
      const ledger = change(await transaction.store.get(name))
      await transaction.store.put(ledger, name)
      await transaction.done
      return ledger
    } catch (error) {
      transaction.done.catch(() => {})
      throw error
    }
  }
}
