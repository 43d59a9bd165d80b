import type { PromptMessage } from '../../src/engines/builtin/language-model-api.js'

/** An answer that begins with a text, calls tools all at once, and ends with a text made from their results. */
interface Calling {
  readonly begins?: string
  readonly calls: readonly (readonly [name: string, values: object])[]
  readonly ends: (results: readonly string[]) => string | Calling
}

export interface StandInOptions {
  readonly availability?: 'unavailable' | 'downloadable' | 'downloading' | 'available'
  readonly answers?: readonly (string | Error | Calling)[]
  /** How many UTF-16 units a piece has: 1 cuts pairs in two. @default whole characters, four at a time */
  readonly unitsPerPiece?: number
  /** As in a browser without a click. */
  readonly activated?: boolean
  readonly quota?: number
  /** Before the measures were renamed. */
  readonly oldNames?: boolean
  /** Where a page may not choose how tokens are drawn. */
  readonly params?: boolean
  /** Whether a full session forgets its oldest turns, and says so. @default false: it refuses the prompt */
  readonly forgets?: boolean
  /** Whether the model knows tools. A browser without tools refuses their options. @default false */
  readonly tools?: boolean
}

export interface StandIn {
  /** To be put in the global scope as `LanguageModel`. */
  readonly api: object
  readonly sessions: readonly { readonly destroyed: boolean; readonly options: Readonly<Record<string, unknown>> }[]
  readonly prompts: readonly { readonly input: readonly PromptMessage[]; readonly constraint: unknown }[]
}

/**
 * A `LanguageModel` that behaves as the Prompt API's explainer says: sessions that remember, exceptions by name, shares
 * as progress, sampling only in pairs, streams that end when their session is destroyed.
 */
export function standIn({
  availability = 'available',
  answers = ['Hello 👋 there'],
  unitsPerPiece,
  activated = true,
  quota = 200,
  oldNames = false,
  params = true,
  tools = false,
  forgets = false,
}: StandInOptions = {}): StandIn {
  const sessions: Session[] = []
  const prompts: { readonly input: readonly PromptMessage[]; readonly constraint: unknown }[] = []
  let answered = 0

  class Session extends EventTarget {
    readonly heard: PromptMessage[]
    readonly #gone = new AbortController()
    readonly options: Readonly<Record<string, unknown>>

    constructor(options: Readonly<Record<string, unknown>>) {
      super()
      this.options = options
      this.heard = [...((options['initialPrompts'] as PromptMessage[] | undefined) ?? [])]
      const usage = () => this.heard.reduce((sum, { content }) => sum + content.length, 0)
      Object.defineProperty(this, oldNames ? 'inputUsage' : 'contextUsage', { get: usage })
      Object.defineProperty(this, oldNames ? 'inputQuota' : 'contextWindow', { value: quota })
      this.#fit([])
    }

    get destroyed() {
      return this.#gone.signal.aborted
    }

    #fit(more: readonly PromptMessage[]): void {
      const requested = [...this.heard, ...more].reduce((sum, { content }) => sum + content.length, 0)
      if (requested <= quota) return
      if (forgets && this.heard.length > 1) {
        this.heard.splice(0, 2)
        this.dispatchEvent(new Event(oldNames ? 'quotaoverflow' : 'contextoverflow'))
        this.#fit(more)
        return
      }
      throw Object.assign(new DOMException('The input is too large', 'QuotaExceededError'), { requested, quota })
    }

    promptStreaming(
      input: string | readonly PromptMessage[],
      { signal, responseConstraint }: { signal?: AbortSignal; responseConstraint?: unknown } = {},
    ): ReadableStream<string> {
      const list: readonly PromptMessage[] = typeof input === 'string' ? [{ role: 'user', content: input }] : input
      if (this.destroyed) throw new DOMException('The session has been destroyed', 'InvalidStateError')
      if (list.some(({ role }) => role === 'system')) throw new TypeError('System prompts must be initial')
      prompts.push({ input: list, constraint: responseConstraint })
      const answer = answers[Math.min(answered, answers.length - 1)] as string | Error | Calling
      answered += 1
      const stop = signal ? AbortSignal.any([signal, this.#gone.signal]) : this.#gone.signal
      const cut = unitsPerPiece === undefined ? /.{1,4}/gsu : new RegExp(`.{1,${unitsPerPiece}}`, 'gs')
      const pieces: string[] = []
      const say = (text: string) => pieces.push(...(text.match(cut) ?? []))
      let said = ''
      let fits = false
      let next: string | Calling | undefined = answer instanceof Error ? undefined : answer
      /** The text before the next calls of tools, or before the end. */
      const goOn = async () => {
        const part = next
        next = undefined
        if (typeof part === 'string') say(part)
        else if (part !== undefined) {
          say(part.begins ?? '')
          next = part.ends(await Promise.race([ended(stop), Promise.all(part.calls.map((call) => this.#use(call)))]))
        }
      }
      return new ReadableStream<string>({
        pull: async (controller) => {
          await new Promise((resolve) => setTimeout(resolve, 1))
          if (!fits) this.#fit(list)
          fits = true
          if (stop.aborted) return controller.error(stop.reason)
          if (answer instanceof Error) return controller.error(answer)
          while (pieces.length === 0 && next !== undefined) {
            const begins = typeof next === 'string' ? undefined : next.begins
            const going = goOn()
            // The beginning is there before the tools have answered.
            if (begins !== undefined) for (const piece of pieces.splice(0)) controller.enqueue(piece)
            await going
          }
          const piece = pieces.shift()
          said += piece ?? ''
          if (piece !== undefined) return controller.enqueue(piece)
          this.heard.push(...list, { role: 'assistant', content: said })
          controller.close()
        },
      })
    }

    #use([name, values]: Calling['calls'][number]): Promise<string> {
      const known = (this.options['tools'] ?? []) as readonly {
        name: string
        execute(values: object): Promise<string>
      }[]
      const tool = known.find((each) => each.name === name)
      return tool === undefined ? Promise.reject(new Error(`no tool ${name}`)) : tool.execute(values)
    }

    destroy(reason: unknown = new DOMException('The session was destroyed', 'AbortError')): void {
      this.#gone.abort(reason)
    }
  }

  const api = {
    async availability(options: { readonly expectedOutputs?: readonly { readonly type: string }[] } = {}) {
      const asksTools = options.expectedOutputs?.some(({ type }) => type === 'tool-call')
      if (asksTools && !tools)
        throw new TypeError("'tool-call' is not a valid enum value of type LanguageModelMessageType")
      return availability
    },
    async create(options: Readonly<Record<string, unknown>> = {}) {
      const signal = options['signal'] as AbortSignal | undefined
      signal?.throwIfAborted()
      if ('temperature' in options !== 'topK' in options) {
        throw new DOMException('temperature and topK go together', 'NotSupportedError')
      }
      if ('samplingMode' in options && 'topK' in options) throw new TypeError('A mode and numbers exclude each other')
      if (availability === 'downloadable') {
        if (!activated) throw new DOMException('Requires a user gesture', 'NotAllowedError')
        const target = new EventTarget()
        ;(options['monitor'] as ((target: EventTarget) => void) | undefined)?.(target)
        for (const loaded of [0, 0.5, 1]) {
          await new Promise((resolve) => setTimeout(resolve, 1))
          signal?.throwIfAborted()
          target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total: 1 }))
        }
      }
      const session = new Session(options)
      sessions.push(session)
      // The signal of a creation destroys the session later.
      signal?.addEventListener('abort', () => session.destroy(signal.reason))
      return session
    },
    ...(params
      ? { params: async () => ({ defaultTopK: 3, maxTemperature: 2, defaultTemperature: 1, maxTopK: 8 }) }
      : {}),
  }
  return { api, sessions, prompts }
}

const ended = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
