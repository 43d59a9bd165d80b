import type { CallGuard } from '../calls/guard.js'
import type { PromptOrigin } from '../calls/prompt-origin.js'
import { type TextStream, textStream } from '../calls/stream.js'
import type { Message } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { Generation } from './generation.js'
import { type Prompt, readPrompt, toMessages } from './messages.js'
import type { ObjectGeneration, ObjectOptions } from './object.js'
import type { GenerateOptions } from './options.js'
import { type RenderedPrompt, withSettings } from './rendered-prompt.js'

/** How a conversation begins. */
export interface ConversationOptions {
  /** The instructions that the model gets before all turns. @default nothing */
  system?: string | undefined
  /** A prompt of `tacet/release`, whose messages come before all turns. Its settings hold for each turn. @default nothing */
  prompt?: RenderedPrompt | undefined
  /** Earlier messages, which the conversation continues. @default nothing */
  messages?: readonly Message[] | undefined
  /** Checks each turn, unless a turn names another guard. @default none */
  guard?: CallGuard | undefined
}

/** Turns that belong together: the answer to each turn builds on all turns before it. */
export interface Conversation {
  /** All messages so far. A turn that failed, was stopped or was refused by a guard is not part of them. */
  readonly messages: readonly Message[]
  /** Adds a turn of the user and resolves with the whole answer. */
  generate(text: string, options?: GenerateOptions): Promise<Generation>
  /** Streams the answer while the model writes it. Leaving the loop stops the model, and the turn does not count. */
  stream(text: string, options?: GenerateOptions): TextStream<Generation>
  /** Adds a turn and resolves with a value that obeys a schema. */
  object<T = unknown>(text: string, options: ObjectOptions<T>): Promise<ObjectGeneration<T>>
}

/** The calls of its generator that a conversation needs. */
export interface Answering {
  generate(
    messages: readonly Message[],
    options: GenerateOptions,
    context: AnsweringContext & { readonly emit?: ((text: string) => void) | undefined },
  ): Promise<Answered>
  object<T>(
    messages: readonly Message[],
    options: ObjectOptions<T>,
    context: AnsweringContext,
  ): Promise<ObjectGeneration<T>>
  /** Throws where the prompt or the options of a call are wrong. */
  check(prompt: Prompt, options: GenerateOptions): void
}

/** `conversation` identifies the conversation in all calls; `origin` is the prompt that it began with. */
interface AnsweringContext {
  readonly conversation: object
  readonly origin: PromptOrigin | undefined
}

export interface Answered {
  readonly generation: Generation
  /** The messages before the answer: calls of tools and their results. */
  readonly between: readonly Message[]
}

export function startConversation(
  { generate, object, check }: Answering,
  { system, prompt, messages: before = [], guard }: ConversationOptions,
): Conversation {
  const conversation = {}
  const start: readonly Message[] = system === undefined ? [] : [{ role: 'system', content: system }]
  const { messages: opening = [], origin, settings } = prompt === undefined ? {} : readPrompt(prompt)
  const context = { conversation, origin }
  let said: readonly Message[] = [...start, ...opening, ...(before.length === 0 ? [] : toMessages(before))]
  let turn: Promise<unknown> = Promise.resolve()

  /** Answers one turn at a time, in the order of the calls, because each turn needs the answer before it. */
  function next<R>(
    text: string,
    signal: AbortSignal | undefined,
    answer: (messages: readonly Message[]) => Promise<{ result: R; added: Message[] | undefined }>,
  ): Promise<R> {
    const asked = turn.then(async () => {
      signal?.throwIfAborted()
      const messages: readonly Message[] = [...said, ...toMessages(text)]
      const { result, added } = await answer(messages)
      // The caller's promise has already rejected, so the turn must not count.
      signal?.throwIfAborted()
      if (added !== undefined) said = [...messages, ...added]
      return result
    })
    turn = asked.catch(() => {})
    return untilAborted(asked, signal)
  }

  const completed = <Options extends { guard?: CallGuard | undefined }>(given: Options) => {
    const options = withSettings(settings, given)
    return guard === undefined ? options : { ...options, guard: options.guard ?? guard }
  }

  const speak = (text: string, options: GenerateOptions, emit?: (text: string) => void) =>
    next(text, options.signal, async (messages) => {
      const { generation, between } = await generate(messages, completed(options), { ...context, emit })
      // A turn that a guard refused would be refused again with each later turn.
      const stopped = generation.finishReason === 'content-filter'
      const answer: Message = { role: 'assistant', content: generation.text }
      return { result: generation, added: stopped ? undefined : [...between, answer] }
    })

  return {
    get messages() {
      return said
    },
    async generate(text, options = {}) {
      check(text, options)
      return speak(text, options)
    },
    stream(text, options = {}) {
      check(text, options)
      return textStream((stream) => speak(text, { ...options, signal: stream.signal }, stream.emit), {
        signal: options.signal,
      })
    },
    object: async (text, options) =>
      next(text, options.signal, async (messages) => {
        const result = await object(messages, completed(options), context)
        return { result, added: [{ role: 'assistant', content: result.text }] }
      }),
  }
}
