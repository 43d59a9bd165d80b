import type { PromptMessage } from '../../src/engines/builtin/language-model-api.js'

export interface StandInOptions {
  readonly availability?: 'unavailable' | 'downloadable' | 'downloading' | 'available'
  readonly answers?: readonly (string | Error)[]
  /** How many UTF-16 units a piece has: 1 cuts pairs in two. @default whole characters, four at a time */
  readonly unitsPerPiece?: number
  /** As in a browser without a click. */
  readonly activated?: boolean
  readonly quota?: number
  /** Before the measures were renamed. */
  readonly oldNames?: boolean
  /** Where a page may not choose how tokens are drawn. */
  readonly params?: boolean
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
}: StandInOptions = {}): StandIn {
  const sessions: Session[] = []
  const prompts: { readonly input: readonly PromptMessage[]; readonly constraint: unknown }[] = []
  let answered = 0

  class Session {
    readonly heard: PromptMessage[]
    readonly #gone = new AbortController()
    readonly options: Readonly<Record<string, unknown>>

    constructor(options: Readonly<Record<string, unknown>>) {
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
      const answer = answers[Math.min(answered, answers.length - 1)] as string | Error
      answered += 1
      const stop = signal ? AbortSignal.any([signal, this.#gone.signal]) : this.#gone.signal
      const cut = unitsPerPiece === undefined ? /.{1,4}/gsu : new RegExp(`.{1,${unitsPerPiece}}`, 'gs')
      const pieces = typeof answer === 'string' ? (answer.match(cut) ?? []) : []
      const failure = typeof answer === 'string' ? undefined : answer
      return new ReadableStream<string>({
        start: () => this.#fit(list),
        pull: async (controller) => {
          await new Promise((resolve) => setTimeout(resolve, 1))
          if (stop.aborted) return controller.error(stop.reason)
          if (failure !== undefined) return controller.error(failure)
          const piece = pieces.shift()
          if (piece !== undefined) return controller.enqueue(piece)
          this.heard.push(...list, { role: 'assistant', content: answer as string })
          controller.close()
        },
      })
    }

    destroy(): void {
      this.#gone.abort(new DOMException('The session was destroyed', 'AbortError'))
    }
  }

  const api = {
    availability: async () => availability,
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
      return session
    },
    ...(params
      ? { params: async () => ({ defaultTopK: 3, maxTemperature: 2, defaultTemperature: 1, maxTopK: 8 }) }
      : {}),
  }
  return { api, sessions, prompts }
}
