/**
 * Runs `work` while no other tab or worker uses this model's folder. A second tab that wants the model waits and then
 * finds the files of the first. Over plain http there are no locks, and no storage to guard.
 */
export async function withModelLock<T>(
  folder: string,
  work: () => Promise<T>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<T> {
  signal?.throwIfAborted()
  if (navigator.locks === undefined) return work()
  let started = false
  const run = () => {
    started = true
    return work()
  }
  try {
    return await navigator.locks.request(lockName(folder), signal ? { signal } : {}, run)
  } catch (error) {
    // Not every engine rejects with the signal's own reason.
    if (!started) signal?.throwIfAborted()
    throw error
  }
}

/** Like `withModelLock`, but where another tab holds the lock, nothing runs and the result is `undefined`. */
export async function withFreeModelLock<T>(folder: string, work: () => Promise<T>): Promise<T | undefined> {
  if (navigator.locks === undefined) return work()
  return navigator.locks.request(lockName(folder), { ifAvailable: true }, async (lock) =>
    lock === null ? undefined : work(),
  )
}

const lockName = (folder: string) => `tacet-model-${folder}`
