import type { GenerateInput, ToolCall } from '../../shared/tasks.js'
import { estimateTokens } from '../server/estimate.js'
import type { LanguageModelSession } from './language-model-api.js'
import type { ToolBroker } from './tool-broker.js'

/** A part of an answer: up to its end, or up to calls of tools, after which the model continues. */
export interface AnswerPart {
  readonly text: string
  readonly firstTokenAt: number
  readonly finishReason: 'stop' | 'length' | 'tool-calls'
  /** Whether the model ended by itself, so that its session holds the whole answer. */
  readonly whole: boolean
  readonly toolCalls: readonly ToolCall[]
}

/** An answer that the browser's model writes. Where the model calls tools, the answer comes in several parts. */
export class AnswerStream {
  readonly #reader: ReadableStreamDefaultReader<string>
  readonly #enough = new AbortController()
  readonly #broker: ToolBroker
  /** A read that began before a call of a tool and continues after it. */
  #reading: Promise<ReadableStreamReadResult<string>> | undefined

  constructor(
    session: LanguageModelSession,
    prompt: Parameters<LanguageModelSession['promptStreaming']>[0],
    { schema, broker }: { readonly schema: object | undefined; readonly broker: ToolBroker },
  ) {
    const constraint = schema === undefined ? {} : { responseConstraint: schema }
    this.#broker = broker
    this.#reader = session.promptStreaming(prompt, { signal: this.#enough.signal, ...constraint }).getReader()
  }

  /** Reads until the model ends or calls tools, a stop string appears, or the part has about `maxTokens` tokens. */
  async readPart(
    { stop, maxTokens }: Pick<GenerateInput, 'stop' | 'maxTokens'>,
    { signal, emit }: { readonly signal: AbortSignal; readonly emit: (text: string) => void },
  ): Promise<AnswerPart> {
    const held = Math.max(0, ...stop.map((text) => text.length - 1))
    let text = ''
    let shown = 0
    let firstTokenAt: number | undefined
    /** The end without half of a surrogate pair. The other half comes with the next piece, or never. */
    const complete = (end: number) => (isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end)
    const show = (to: number) => {
      const end = complete(to)
      if (end > shown) emit(text.slice(shown, end))
      shown = Math.max(shown, end)
    }
    const finish = (
      end: number,
      finishReason: AnswerPart['finishReason'],
      more: Partial<Pick<AnswerPart, 'whole' | 'toolCalls'>> = {},
    ): AnswerPart => {
      text = text.slice(0, complete(end))
      show(text.length)
      return {
        text,
        finishReason,
        firstTokenAt: firstTokenAt ?? performance.now(),
        whole: false,
        toolCalls: [],
        ...more,
      }
    }
    const abort = () => this.#enough.abort(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    let goesOn = false
    const called = this.#broker.called().then(() => undefined)
    try {
      // An abort before this call fires no event later.
      signal.throwIfAborted()
      for (;;) {
        this.#reading ??= this.#reader.read()
        const read = await Promise.race([this.#reading, called])
        signal.throwIfAborted()
        if (read === undefined) {
          goesOn = true
          return finish(text.length, 'tool-calls', { toolCalls: this.#broker.calls })
        }
        this.#reading = undefined
        const { done, value } = read
        if (done) return finish(text.length, 'stop', { whole: true })
        firstTokenAt ??= performance.now()
        text += value
        const stops = stop.map((each) => text.indexOf(each)).filter((at) => at !== -1)
        if (stops.length > 0) return finish(Math.min(...stops), 'stop')
        if (estimateTokens(text) > maxTokens) return finish(text.length, 'length')
        show(text.length - held)
      }
    } finally {
      signal.removeEventListener('abort', abort)
      if (!goesOn) await this.end()
    }
  }

  /** Ends the answer, also in the middle of a call. */
  async end(): Promise<void> {
    const reason = new DOMException('The answer was ended', 'AbortError')
    this.#broker.end(reason)
    this.#enough.abort(reason)
    this.#reading?.catch(() => {})
    await this.#reader.cancel().catch(() => {})
  }
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
