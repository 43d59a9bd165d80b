/**
 * Runs `work` while no other tab or worker does anything with this model's folder: the second to want a model waits
 * and then finds the first one's files. Over plain http there are no locks, and no storage that they would guard.
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
    // Not every engine rejects a wait with the signal's own reason.
    if (!started) signal?.throwIfAborted()
    throw error
  }
}

/** The same unless somebody is at it: then nothing happens and the result is `undefined`. */
export async function withFreeModelLock<T>(folder: string, work: () => Promise<T>): Promise<T | undefined> {
  if (navigator.locks === undefined) return work()
  return navigator.locks.request(lockName(folder), { ifAvailable: true }, async (lock) =>
    lock === null ? undefined : work(),
  )
}

const lockName = (folder: string) => `tacet-model-${folder}`
