import { type TextStream, textStream } from '../calls/stream.js'
import type { Message } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { Generation } from './generation.js'
import { type Prompt, toMessages } from './messages.js'
import type { ObjectGeneration, ObjectOptions } from './object.js'
import type { GenerateOptions } from './options.js'

/** How a conversation begins. */
export interface ConversationOptions {
  /** Told to the model before all that is said. @default nothing */
  system?: string | undefined
  /** What was said before, to go on from there. @default nothing */
  messages?: readonly Message[] | undefined
}

/** Turns that belong together: each is answered with all that was said before it. */
export interface Conversation {
  /** All that was said so far. A turn that failed or was stopped is not part of it. */
  readonly messages: readonly Message[]
  /** Adds a turn of the user, and resolves with the answer as a whole. */
  generate(text: string, options?: GenerateOptions): Promise<Generation>
  /** The answer as it is written. Leaving the loop stops the model, and the turn does not count. */
  stream(text: string, options?: GenerateOptions): TextStream<Generation>
  /** A value that obeys a schema. */
  object<T = unknown>(text: string, options: ObjectOptions<T>): Promise<ObjectGeneration<T>>
}

/** What a conversation needs of its generator; `conversation` stands for it in all of its calls. */
export interface Answering {
  generate(
    messages: readonly Message[],
    options: GenerateOptions,
    context: { readonly conversation: object; readonly emit?: ((text: string) => void) | undefined },
  ): Promise<Answered>
  object<T>(messages: readonly Message[], options: ObjectOptions<T>, conversation: object): Promise<ObjectGeneration<T>>
  /** Throws where a call is wrong in itself. */
  check(prompt: Prompt, options: GenerateOptions): void
}

export interface Answered {
  readonly generation: Generation
  /** What was said on the way to the answer: calls of tools and their results. */
  readonly between: readonly Message[]
}

export function startConversation(
  { generate, object, check }: Answering,
  { system, messages: before = [] }: ConversationOptions,
): Conversation {
  const conversation = {}
  const start: readonly Message[] = system === undefined ? [] : [{ role: 'system', content: system }]
  let said: readonly Message[] = before.length === 0 ? start : [...start, ...toMessages(before)]
  let turn: Promise<unknown> = Promise.resolve()

  /** One turn at a time, in the order in which they were asked for: each needs the answer before it. */
  function next<R>(
    text: string,
    signal: AbortSignal | undefined,
    answer: (messages: readonly Message[]) => Promise<{ result: R; added: Message[] }>,
  ): Promise<R> {
    const asked = turn.then(async () => {
      signal?.throwIfAborted()
      const messages: readonly Message[] = [...said, ...toMessages(text)]
      const { result, added } = await answer(messages)
      // The caller has been told that the turn was stopped, so it must not count.
      signal?.throwIfAborted()
      said = [...messages, ...added]
      return result
    })
    turn = asked.catch(() => {})
    return untilAborted(asked, signal)
  }

  const speak = (text: string, options: GenerateOptions, emit?: (text: string) => void) =>
    next(text, options.signal, async (messages) => {
      const { generation, between } = await generate(messages, options, { conversation, emit })
      return { result: generation, added: [...between, { role: 'assistant', content: generation.text }] }
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
        const result = await object(messages, options, conversation)
        return { result, added: [{ role: 'assistant', content: result.text }] }
      }),
  }
}
