/** The behaviour of a stand-in for one of the browser's model classes. */
export interface ClassOptions {
  readonly availability?: 'unavailable' | 'downloadable' | 'downloading' | 'available'
  /** Whether a click is recent enough to begin a download. @default true */
  readonly activated?: boolean
  /** The results of the objects' methods, by their names. A stream is a list of its deltas. */
  readonly methods: Readonly<Record<string, (input: string, options: Readonly<Record<string, unknown>>) => unknown>>
  /** Further properties of the objects. */
  readonly properties?: Readonly<Record<string, unknown>>
  /** A call lasts until it is aborted. @default false */
  readonly endless?: boolean
}

/** A stand-in, with the calls that it got. */
export interface ClassStandIn {
  /** To be put in the global scope. */
  readonly made: object
  readonly created: readonly { readonly options: Readonly<Record<string, unknown>>; readonly destroyed: boolean }[]
  readonly asked: readonly Readonly<Record<string, unknown>>[]
  readonly calls: readonly { readonly input: string; readonly options: Readonly<Record<string, unknown>> }[]
  /** Drops the models, like a browser that needs their memory. */
  vanish(): void
}

/** The names of options that hold language tags. */
const TAGS = /language/i

/**
 * A model class that keeps to the specification of the browser's own ones: tags are checked first, then the signal,
 * then the availability. A download needs a click, and reports shares. The signal of `create()` destroys the object
 * later; `destroy()` aborts what runs with an AbortError.
 */
export function browserClassStandIn({
  availability = 'available',
  activated = true,
  methods,
  properties = {},
  endless = false,
}: ClassOptions): ClassStandIn {
  const created: { options: Readonly<Record<string, unknown>>; destroyed: boolean }[] = []
  const asked: Readonly<Record<string, unknown>>[] = []
  const calls: { input: string; options: Readonly<Record<string, unknown>> }[] = []
  const gone: (() => void)[] = []

  const check = (options: Readonly<Record<string, unknown>>) => {
    for (const [name, value] of Object.entries(options))
      if (TAGS.test(name)) Intl.getCanonicalLocales(value as string[])
  }

  function makeObject(options: Readonly<Record<string, unknown>>) {
    const end = new AbortController()
    const facts = { options, destroyed: false }
    created.push(facts)
    const signals = [end.signal, options['signal']].filter((signal) => signal instanceof AbortSignal)
    const life = AbortSignal.any(signals)
    let lost = false
    gone.push(() => {
      lost = true
    })

    async function work<T>(own: unknown, run: () => T): Promise<T> {
      const signal = own instanceof AbortSignal ? AbortSignal.any([life, own]) : life
      signal.throwIfAborted()
      await new Promise<void>((resolve, reject) => {
        if (!endless) setTimeout(resolve, 1)
        signal.addEventListener('abort', () => reject(signal.reason))
      })
      if (lost) throw new DOMException('The model was evicted', 'UnknownError')
      return run()
    }

    const object: Record<string, unknown> = {
      ...properties,
      destroy() {
        facts.destroyed = true
        end.abort(new DOMException('The object was destroyed', 'AbortError'))
      },
    }
    for (const [name, method] of Object.entries(methods)) {
      object[name] = (input: string, given: Readonly<Record<string, unknown>> = {}) => {
        calls.push({ input, options: given })
        if (!name.endsWith('Streaming')) return work(given['signal'], () => method(input, given))
        return new ReadableStream<string>({
          async start(controller) {
            try {
              const deltas = (await work(given['signal'], () => method(input, given))) as readonly string[]
              for (const delta of deltas) controller.enqueue(delta)
              controller.close()
            } catch (error) {
              controller.error(error)
            }
          },
        })
      }
    }
    return object
  }

  const made = {
    async availability(options: Readonly<Record<string, unknown>> = {}) {
      check(options)
      asked.push(options)
      return availability
    },
    async create(options: Readonly<Record<string, unknown>> = {}) {
      check(options)
      const signal = options['signal'] as AbortSignal | undefined
      signal?.throwIfAborted()
      if (availability === 'unavailable') throw new DOMException('Not here', 'NotSupportedError')
      const target = new EventTarget()
      ;(options['monitor'] as ((target: EventTarget) => void) | undefined)?.(target)
      if (availability === 'downloadable' && !activated) throw new DOMException('Needs a gesture', 'NotAllowedError')
      for (const loaded of availability === 'available' ? [] : [0, 0.5, 1]) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        signal?.throwIfAborted()
        target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total: 1, lengthComputable: true }))
      }
      return makeObject(options)
    },
  }
  return {
    made,
    created,
    asked,
    calls,
    vanish() {
      for (const lose of gone) lose()
    },
  }
}
