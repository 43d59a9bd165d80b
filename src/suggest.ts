import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import { type CallOptions, placeOf } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { CREATE_OPTIONS, type CreateOptions, enginesOf, openTask } from './engines/create-options.js'
import { toMessages } from './generate/messages.js'
import { OwnWords } from './generate/own-words.js'
import { NlpError } from './shared/errors.js'
import type { GenerateInput, Message, SuggestedWord } from './shared/tasks.js'

/** The length and the certainty of suggestions, and the model that makes them. */
export interface SuggesterOptions extends CreateOptions {
  /** The most words in a suggestion, 1 to 8. @default 4 */
  words?: number | undefined
  /** Words are suggested while the probability that all of them are right is at least this. @default 0.4 */
  threshold?: number | undefined
}

/** The place of the text that the user is typing. */
export interface SuggestOptions extends CallOptions {
  /** The earlier messages, where the text is a turn of a conversation. @default nothing */
  messages?: readonly Message[] | undefined
  /** The role that the text belongs to. @default 'user' */
  as?: 'user' | 'assistant' | undefined
}

/** Words that probably come next. */
export interface Suggestion {
  /** The words as text; append it to the typed text unchanged. */
  readonly text: string
  /** The probability, from 0 to 1, that the user would have written exactly this. */
  readonly confidence: number
  /** The single words. */
  readonly words: readonly SuggestedWord[]
  /** The source of the words: the model, or the texts that were learned. */
  readonly source: 'model' | 'own words'
}

/** A loaded model that suggests how a text continues. */
export interface Suggester extends Resource {
  /** The id of the model. */
  readonly model: string
  /**
   * Suggests the words that probably come next; undefined if they are not certain enough. Call it with every key. A new
   * call ends the previous call, which then resolves to undefined.
   */
  suggest(text: string, options?: SuggestOptions): Promise<Suggestion | undefined>
  /** Learns the user's words, in the memory of this page, for example from texts that the user has sent. */
  learn(text: string): void
  /** Forgets everything that was learned. */
  forget(): void
}

/**
 * The least probability for words from memory. Small counts look too certain: below this bound, words are wrong more
 * often than their probability says.
 */
const LEAST_OWN = 0.4

/**
 * Suggests how a text continues while somebody types it. It works on this device only: engines on a server are not
 * opened.
 *
 * @example
 * const suggester = await createSuggester()
 * input.addEventListener('input', async () => {
 *   const suggestion = await suggester.suggest(input.value)
 *   ghost.textContent = suggestion?.text ?? ''
 * })
 */
export async function createSuggester(options: SuggesterOptions = {}): Promise<Suggester> {
  checkOptions('createSuggester', options, { ...CREATE_OPTIONS, words: 'any', threshold: 'any' })
  const { words = 4, threshold = 0.4 } = options
  if (!(Number.isInteger(words) && words >= 1 && words <= 8)) {
    throw new RangeError(`\`words\` must be an integer from 1 to 8, got ${String(words)}`)
  }
  if (!(threshold > 0 && threshold <= 1)) {
    throw new RangeError(`\`threshold\` must be above 0 and at most 1, got ${String(threshold)}`)
  }
  const engines = enginesOf(options)
  const here = engines.filter((engine) => placeOf(engine) === 'device')
  if (here.length === 0) {
    const names = engines.map(({ name }) => name).join(', ') || 'none'
    throw new NlpError(
      'unsupported',
      `Words are suggested on this device only, and no engine of the list runs here (${names}). Add localEngine().`,
    )
  }
  const session = await openTask('generate', { ...options, engines: here })
  const own = new OwnWords()
  let current: AbortController | undefined
  let closed = false

  async function ask(text: string, { messages = [], as = 'user', trace }: SuggestOptions, signal: AbortSignal) {
    if (text.trim() === '') return []
    const input: GenerateInput = {
      messages: [...(messages.length === 0 ? [] : toMessages(messages)), { role: as, content: text }],
      suggest: { words, threshold },
      maxTokens: 1,
      temperature: 0,
      stop: [],
    }
    const { suggested } = await runTask(session, 'generate', input, { signal, trace })
    if (suggested === undefined) {
      throw new NlpError('unsupported', `The engine ${session.engine} suggests no words: use one on this device`)
    }
    return suggested
  }

  async function close(): Promise<void> {
    closed = true
    current?.abort()
    await session.close()
  }

  return {
    model: session.model,
    async suggest(text, suggestOptions = {}) {
      if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${typeof text}`)
      if (closed) throw new NlpError('closed', `Model ${session.model} was closed`)
      checkOptions('suggest', suggestOptions, {
        messages: 'list',
        as: ['user', 'assistant'],
        signal: 'signal',
        trace: 'object',
      })
      const { signal } = suggestOptions
      signal?.throwIfAborted()
      current?.abort()
      const mine = new AbortController()
      current = mine
      const either = signal === undefined ? mine.signal : AbortSignal.any([signal, mine.signal])
      try {
        const modelled = await ask(text, suggestOptions, either)
        const remembered = own.suggest(text, { words, threshold: Math.max(threshold, LEAST_OWN) })
        if (mine.signal.aborted) return undefined
        return surest(toSuggestion(remembered, 'own words'), toSuggestion(modelled, 'model'))
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        if (mine.signal.aborted && !closed) return undefined
        throw closed ? new NlpError('closed', `Model ${session.model} was closed`) : error
      }
    },
    learn(text) {
      if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${typeof text}`)
      own.learn(text)
    },
    forget: () => own.forget(),
    close,
    [asyncDispose]: close,
  }
}

function toSuggestion(words: readonly SuggestedWord[], source: Suggestion['source']): Suggestion | undefined {
  const last = words.at(-1)
  if (last === undefined) return undefined
  return { text: words.map(({ text }) => text).join(''), confidence: last.confidence, words, source }
}

/** Compares two suggestions by their next word, because a user looks at it first. */
function surest(a: Suggestion | undefined, b: Suggestion | undefined): Suggestion | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return (a.words[0]?.confidence ?? 0) > (b.words[0]?.confidence ?? 0) ? a : b
}
