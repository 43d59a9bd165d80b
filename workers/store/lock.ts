/** Runs a task while no other tab writes to the store. Where the page has no locks (plain http), only this tab counts. */
export async function whileWriting<T>(name: string, task: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks === undefined) return task()
  return navigator.locks.request(lockName(name), task) as Promise<T>
}

/** The same if nobody writes at the moment, else nothing: for work that can wait. */
export async function ifNobodyWrites(name: string, task: () => Promise<void>): Promise<void> {
  if (globalThis.navigator?.locks === undefined) return task()
  await navigator.locks.request(lockName(name), { ifAvailable: true }, async (lock) => {
    if (lock !== null) await task()
  })
}

function lockName(name: string): string {
  return `tacet-store-${name}`
}
