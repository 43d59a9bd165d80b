/** A stream that several readers get, each from its beginning. */
export interface SharedStream<T> {
  read(): ReadableStream<T>
  /** Resolves when the stream has ended, however it ended. */
  readonly ended: Promise<void>
}

/**
 * Makes a stream that is kept from its beginning, so that a component which is mounted again can continue to read it.
 * An abort by the signal fails all readers with its reason. The work stops as well when no reader is left.
 */
export function sharedStream<T>(
  produce: (context: { readonly send: (part: T) => void; readonly signal: AbortSignal }) => Promise<void>,
  given: AbortSignal | undefined,
): SharedStream<T> {
  const stop = new AbortController()
  const signal = given === undefined ? stop.signal : AbortSignal.any([given, stop.signal])
  const sent: T[] = []
  const readers = new Set<ReadableStreamDefaultController<T>>()
  let end: ((reader: ReadableStreamDefaultController<T>) => void) | undefined
  let waiting: (() => void)[] = []

  function wake(): void {
    const woken = waiting
    waiting = []
    for (const go of woken) go()
  }
  function finish(how: (reader: ReadableStreamDefaultController<T>) => void): void {
    end ??= how
    wake()
  }
  function send(part: T): void {
    if (end !== undefined) return
    sent.push(part)
    wake()
  }
  const onAbort = () => {
    finish((reader) => reader.error(signal.reason))
    // An engine of the app may ignore the signal. Then the unread parts are dropped here.
    for (const reader of readers) reader.error(signal.reason)
    readers.clear()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  const ended = produce({ send, signal }).then(
    () => finish((reader) => reader.close()),
    (error: unknown) => finish((reader) => reader.error(error)),
  )

  function read(): ReadableStream<T> {
    let next = 0
    let mine: ReadableStreamDefaultController<T> | undefined
    return new ReadableStream<T>({
      start(reader) {
        mine = reader
        readers.add(reader)
      },
      // A part is sent only when the reader asks for it: an error would drop the parts in the queue of the stream.
      async pull(reader) {
        while (next === sent.length && end === undefined) await new Promise<void>((resolve) => waiting.push(resolve))
        if (!readers.has(reader)) return
        if (next < sent.length) reader.enqueue(sent[next++]!)
        else end?.(reader)
      },
      cancel(reason) {
        if (mine !== undefined) readers.delete(mine)
        if (readers.size === 0) stop.abort(reason ?? new DOMException('The stream was cancelled', 'AbortError'))
      },
    })
  }
  return { read, ended }
}
