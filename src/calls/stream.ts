// The reference stays in the declarations, because older compilers keep the iterator of streams in its own library.
/// <reference lib="dom.asynciterable" preserve="true" />

/**
 * A stream of text deltas. Cancelling it, breaking out of `for await` or aborting its signal stops the model, not only the reading.
 */
export interface TextStream<R> extends ReadableStream<string> {
  [Symbol.asyncIterator](): ReadableStreamAsyncIterator<string>
  /** Settles when the stream ends. Ignoring it never causes an unhandled rejection. */
  readonly result: Promise<R>
}

/**
 * Makes a text stream from a function that produces deltas. The function gets `emit` and a signal, which aborts as soon
 * as the stream has no reader.
 *
 * @example
 * const stream = textStream(async ({ emit, signal }) => {
 *   for (const word of ['one ', 'two']) { signal.throwIfAborted(); emit(word) }
 *   return { words: 2 }
 * })
 * for await (const delta of stream) console.log(delta)
 * console.log((await stream.result).words)
 */
export function textStream<R>(
  produce: (context: { emit: (delta: string) => void; signal: AbortSignal }) => Promise<R>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): TextStream<R> {
  const stop = new AbortController()
  const forward = () => stop.abort(signal?.reason)
  if (signal?.aborted) forward()
  signal?.addEventListener('abort', forward, { once: true })

  let resolve!: (value: R) => void
  let reject!: (reason: unknown) => void
  let cancelled = false
  const result = new Promise<R>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  result.catch(() => {})

  const stream = new ReadableStream<string>({
    start(controller) {
      const fail = (error: unknown) => {
        reject(error)
        // After cancel() the controller is closed and error() would throw; the reader has gone anyway.
        if (!cancelled) controller.error(error)
      }
      if (stop.signal.aborted) return fail(stop.signal.reason)
      const onAbort = () => fail(stop.signal.reason)
      stop.signal.addEventListener('abort', onAbort, { once: true })
      const emit = (delta: string) => {
        if (!stop.signal.aborted && delta !== '') controller.enqueue(delta)
      }
      produce({ emit, signal: stop.signal })
        .then(
          (value) => {
            if (stop.signal.aborted) return
            controller.close()
            resolve(value)
          },
          (error: unknown) => {
            if (!stop.signal.aborted) fail(error)
          },
        )
        .finally(() => {
          stop.signal.removeEventListener('abort', onAbort)
          signal?.removeEventListener('abort', forward)
        })
    },
    cancel(reason) {
      cancelled = true
      stop.abort(reason ?? new DOMException('The stream was cancelled', 'AbortError'))
    },
  })
  return Object.assign(stream, { result, [Symbol.asyncIterator]: () => iterate(stream) })
}

/** Safari cannot iterate a ReadableStream. The generator also makes sure that leaving the loop cancels the stream. */
async function* iterate(stream: ReadableStream<string>): AsyncGenerator<string, undefined> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
    reader.releaseLock()
  }
}
