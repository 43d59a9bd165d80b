import { type IDBPDatabase, openDB } from 'idb'

/** A database that is opened again with the next call after its connection was lost. */
export interface KeptDatabase {
  /** The open database. Opens it where it is not open. */
  open(): Promise<IDBPDatabase>
  close(): void
}

/** A database of one version. `create` makes its object stores. */
export function keptDatabase(name: string, create: (made: IDBPDatabase) => void): KeptDatabase {
  let opening: Promise<IDBPDatabase> | undefined

  function begin(): Promise<IDBPDatabase> {
    const forget = () => {
      if (opening === begun) opening = undefined
    }
    const begun = openDB(name, 1, {
      upgrade: create,
      // Somebody removes the data of the site, and must not wait for this page.
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
    open() {
      opening ??= begin()
      return opening
    },
    close() {
      void opening?.then((database) => database.close()).catch(() => {})
    },
  }
}
