import { type IDBPDatabase, openDB } from 'idb'
import { NlpError } from './errors.js'

/** A database that is opened again with the next call after its connection was lost. */
export interface KeptDatabase {
  /** The open database. Opens it where it is not open. After `close` it rejects with code 'closed'. */
  open(): Promise<IDBPDatabase>
  close(): void
}

/** A database of one version. `create` makes its object stores. */
export function keptDatabase(name: string, create: (made: IDBPDatabase) => void): KeptDatabase {
  let opening: Promise<IDBPDatabase> | undefined
  let closed = false

  function begin(): Promise<IDBPDatabase> {
    const forget = () => {
      if (opening === begun) opening = undefined
    }
    const begun = openDB(name, 1, {
      upgrade: create,
      // The data of the site are being removed, and the removal must not wait for this page.
      blocking(_from, _to, event) {
        ;(event.target as IDBDatabase).close()
        forget()
      },
      terminated: forget,
    })
    // A failed opening that stayed here would fail every later call.
    begun.catch(forget)
    return begun
  }

  return {
    // Not async: a call that waits here begins its transaction before a `close` that comes after it.
    open() {
      if (closed) return Promise.reject(new NlpError('closed', `The database ${name} was closed`))
      opening ??= begin()
      return opening
    },
    close() {
      closed = true
      void opening?.then((database) => database.close()).catch(() => {})
    },
  }
}
