/** Runs a task while no other tab writes to the store. On a page without locks (plain http), other tabs are not kept from writing. */
export async function whileWriting<T>(name: string, task: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks === undefined) return task()
  return navigator.locks.request(lockName(name), task) as Promise<T>
}

/** Keeps all tabs from moving rows until the returned function is called. An iteration would meet moved rows twice. */
export function holdRows(name: string): Promise<() => void> {
  return hold(readingName(name), { mode: 'shared' })
}

/** Keeps all tabs, this one included, from writing until the returned function is called. */
export function holdWriting(name: string, signal: AbortSignal): Promise<() => void> {
  return hold(lockName(name), { signal })
}

async function hold(name: string, options: LockOptions): Promise<() => void> {
  if (globalThis.navigator?.locks === undefined) return () => {}
  return new Promise((resolve, reject) => {
    navigator.locks.request(name, options, () => new Promise<void>((release) => resolve(release))).catch(reject)
  })
}

/** Moves rows, unless an iteration runs. While another call writes, an `urgent` move waits its turn and any other move is skipped. */
export async function whileMoving(name: string, urgent: boolean, task: () => Promise<void>): Promise<void> {
  if (globalThis.navigator?.locks === undefined) return task()
  await navigator.locks.request(lockName(name), { ifAvailable: !urgent }, async (writing) => {
    if (writing === null) return
    await navigator.locks.request(readingName(name), { ifAvailable: true }, async (reading) => {
      if (reading !== null) await task()
    })
  })
}

function readingName(name: string): string {
  return `${lockName(name)}-reading`
}

function lockName(name: string): string {
  return `tacet-store-${name}`
}
