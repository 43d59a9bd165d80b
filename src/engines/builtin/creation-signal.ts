/**
 * Creates an object of the browser with a signal that only the creation can abort. The browser destroys an object when the signal of its
 * creation is aborted later, and the caller's signal belongs to one call alone.
 */
export async function duringCreation<T>(
  signal: AbortSignal | undefined,
  create: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const stop = new AbortController()
  const forward = () => stop.abort(signal?.reason)
  signal?.addEventListener('abort', forward, { once: true })
  try {
    return await create(stop.signal)
  } finally {
    signal?.removeEventListener('abort', forward)
  }
}
