import { textStream } from '../calls/stream.js'
import { untilAborted } from '../shared/until-aborted.js'
import { toException } from './exceptions.js'

/** The life of an object with a model: it ends with `destroy()`, or with an abort of the signal with which the object was created. */
export class Life {
  readonly #end = new AbortController()
  readonly #signal: AbortSignal

  /** @param release frees what belongs to the object alone */
  constructor(created: AbortSignal | undefined, release: () => unknown) {
    this.#signal = created === undefined ? this.#end.signal : AbortSignal.any([created, this.#end.signal])
    if (this.#signal.aborted) release()
    else this.#signal.addEventListener('abort', () => release(), { once: true })
  }

  end(): void {
    this.#end.abort(new DOMException('The model was destroyed', 'AbortError'))
  }

  /** Runs a call. The call rejects with the reason of its signal, or of the end of the object, as soon as one of them comes. */
  async run<T>(own: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = this.#within(own)
    signal.throwIfAborted()
    try {
      return await untilAborted(work(signal), signal)
    } catch (error) {
      throw signal.aborted ? signal.reason : toException(error)
    }
  }

  /** Streams a call. A call that comes too late throws at once, as in the browser. */
  stream(
    own: AbortSignal | undefined,
    write: (emit: (delta: string) => void, signal: AbortSignal) => Promise<unknown>,
  ): ReadableStream<string> {
    const signal = this.#within(own)
    signal.throwIfAborted()
    return textStream(
      async ({ emit, signal: stop }) => {
        try {
          await write(emit, stop)
        } catch (error) {
          throw toException(error)
        }
      },
      { signal },
    )
  }

  #within(own: AbortSignal | undefined): AbortSignal {
    return own === undefined ? this.#signal : AbortSignal.any([this.#signal, own])
  }
}

/** Refuses `new Summarizer()` and the like: only `create()` makes an object, as in the browser. */
export function checkLife(life: unknown): asserts life is Life {
  if (!(life instanceof Life)) throw new TypeError('Illegal constructor. Call `create()`, which gives a promise.')
}
