import { NlpError } from '../../src/shared/errors.js'

/** Throws before a segment that will hardly fit is written, because a database that hits the quota reports it late. */
export async function assertRoom(name: string, bytes: number): Promise<void> {
  const { quota, usage } = (await globalThis.navigator?.storage?.estimate?.()) ?? {}
  // Twice the bytes: the browser updates its count late, and writes to its own log first.
  if (quota === undefined || usage === undefined || quota - usage > bytes * 2) return
  throw new NlpError(
    'storage-full',
    `The store ${name} needs ${megabytes(bytes * 2)} and the browser has ${megabytes(quota - usage)} left for this site. ` +
      'The records stored before are kept. Free some space, then store the rest again.',
    { details: { quota, usage } },
  )
}

function megabytes(bytes: number): string {
  return `${Math.max(0, Math.ceil(bytes / 1e6))} MB`
}
