import { checkOptions, type OptionKinds } from '../calls/check-options.js'
import type { Resource } from '../calls/dispose.js'
import { asyncDispose } from '../calls/dispose.js'
import type { Engine } from '../calls/engine.js'
import type { GuardedCall, GuardOutcome } from '../calls/guard.js'
import { openedOnce } from '../calls/opened-once.js'
import { enginesOf } from '../engines/create-options.js'
import type { RoutePolicy } from '../engines/route-request.js'
import { allowedCall } from '../generate/guarded-calls.js'
import { guardedRun } from '../generate/guarded-run.js'
import { namedCall } from '../generate/named-call.js'
import { type GuardedOptions, SAMPLING_OPTIONS, type SamplingOptions, toInput } from '../generate/options.js'
import { readSchema, type Schema } from '../generate/standard-schema.js'
import { openTargets, type Routed } from '../generate/targets.js'
import type { ToolOptions } from '../generate/tool-loop.js'
import type { LoadProgress } from '../shared/progress.js'
import type { Message, ToolCall, ToolDefinition } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import { type SharedStream, sharedStream } from './shared-stream.js'
import { readUiMessages, type UiMessage } from './ui-messages.js'

/** A tool that the model of a chat may call. The app runs it, in `onToolCall` of `useChat`. */
export interface ChatTool {
  /** The name by which the model calls the tool. */
  readonly name: string
  /** Tells the model when to use the tool and what it returns. */
  readonly description?: string | undefined
  /** The arguments: a JSON Schema, or a schema of a library such as zod. */
  readonly parameters: Schema<unknown>
  /** As for the tools of a generator: the arguments in which values that were hidden from a server are restored. */
  readonly restore?: ToolDefinition['restore']
}

/** Facts about an answer of a chat. */
export interface ChatAnswerFacts {
  /** The engine that answered. */
  readonly engine: string
  /** The model that answered. */
  readonly model: string
  /** The reason for the choice of this engine. */
  readonly reason: string
  /** Whether personal data was hidden from the engine. */
  readonly redacted: boolean
  /** How many tokens were read. */
  readonly inputTokens: number
  /** How many tokens were written. */
  readonly outputTokens: number
  /** The findings of the guard, if the chat has one. */
  readonly guard?: GuardOutcome | undefined
}

/** The model of a chat, where it runs, and how it writes. */
export interface ChatTransportOptions extends Omit<SamplingOptions, 'signal' | 'trace'>, GuardedOptions {
  /** As for `createGenerator`. @default the task's own model */
  model?: string | undefined
  /** The engines, as for `createGenerator`. @default [localEngine()]: nothing leaves the page */
  engines?: readonly Engine[] | undefined
  /** The rules that decide which engines may answer. @default the kind of the first engine is preferred */
  policy?: RoutePolicy | undefined
  /** Instructions that stand before each conversation. @default none */
  system?: string | undefined
  /** The tools that the model may call. @default none */
  tools?: readonly ChatTool[] | undefined
  /**
   * Decides about a call of a tool that the guard does not let pass by itself. A call that is not approved does not reach `onToolCall`.
   * @default nothing is approved
   */
  approve?: ToolOptions['approve']
  /** Makes the `metadata` of the answer's message. @default none */
  metadata?: ((answer: ChatAnswerFacts) => unknown) | undefined
  /** Called with the progress of the download and the preparation of the model. */
  onProgress?: ((progress: LoadProgress) => void) | undefined
}

const { signal: _, trace: __, ...SAMPLING } = SAMPLING_OPTIONS

const OPTIONS: OptionKinds<ChatTransportOptions> = {
  ...SAMPLING,
  model: 'string',
  engines: 'list',
  policy: 'object',
  system: 'string',
  tools: 'list',
  guard: 'object',
  approve: 'function',
  metadata: 'function',
  onProgress: 'function',
}

/** A piece of an answer, in the stream protocol of `useChat`. */
export type ChatPiece =
  | { readonly type: 'start' | 'start-step' | 'finish-step' }
  | { readonly type: 'text-start' | 'text-end'; readonly id: string }
  | { readonly type: 'text-delta'; readonly id: string; readonly delta: string }
  | {
      readonly type: 'tool-input-available'
      readonly toolCallId: string
      readonly toolName: string
      readonly input: unknown
    }
  | {
      readonly type: 'tool-input-error'
      readonly toolCallId: string
      readonly toolName: string
      readonly input: unknown
      readonly errorText: string
    }
  | {
      readonly type: 'finish'
      readonly finishReason: Routed['output']['finishReason']
      readonly messageMetadata?: unknown
    }

/** A chat that is answered in the page: a `ChatTransport` of the AI SDK. */
export interface PageChatTransport extends Resource {
  /** A stream that is taken up again comes from its beginning. */
  readonly resumeStreamIsReplay: true
  /** Answers the messages of a chat. `useChat` calls it. */
  sendMessages(request: {
    readonly chatId: string
    readonly messages: readonly UiMessage[]
    readonly abortSignal: AbortSignal | undefined
  }): Promise<ReadableStream<ChatPiece>>
  /** Returns the answer that is being written, from its beginning; null if there is none. `useChat` calls it. */
  reconnectToStream(request: { readonly chatId: string }): Promise<ReadableStream<ChatPiece> | null>
}

/**
 * Lets the engines of this package answer `useChat`, in the page and without a server of yours. The model is loaded with the first message.
 * With `serverEngine({ redactor })` among the engines, a server may answer too: personal data are hidden from it and come back in the answer.
 *
 * @example
 * import { useChat } from '@ai-sdk/react'
 *
 * const transport = createChatTransport({ system: 'Answer in one sentence.' })
 * const { messages, sendMessage, stop } = useChat({ transport })
 */
export function createChatTransport(options: ChatTransportOptions = {}): PageChatTransport {
  checkOptions('createChatTransport', options, OPTIONS)
  const { model, policy, system, tools = [], guard, approve, metadata, onProgress, ...writing } = options
  const { privacy, deadlineMs } = writing
  // Without a guard nobody would ask, and the app would believe that each call waits for the user.
  if (approve !== undefined && guard === undefined) throw new TypeError('`approve` needs a `guard`, which asks it')
  const engines = enginesOf(options)
  toInput([], writing)
  const definitions = tools.map(({ parameters, ...tool }) => ({ ...tool, parameters: readSchema(parameters).json }))
  const instructions: readonly Message[] = system === undefined ? [] : [{ role: 'system', content: system }]
  const targets = openedOnce(() => openTargets(engines, { model, onProgress }, policy))
  /** A server that gets a chat redacted sees a value under one placeholder in all of its turns. */
  const conversations = new Map<string, object>()
  const running = new Map<string, SharedStream<ChatPiece>>()

  function conversationOf(chatId: string): object {
    const conversation = conversations.get(chatId) ?? {}
    conversations.set(chatId, conversation)
    return conversation
  }

  async function close(): Promise<void> {
    conversations.clear()
    await targets.close()
  }

  return {
    resumeStreamIsReplay: true,
    async sendMessages({ chatId, messages, abortSignal }) {
      abortSignal?.throwIfAborted()
      const input = {
        ...toInput([...instructions, ...readUiMessages(messages)], writing),
        ...(definitions.length === 0 ? {} : { tools: definitions, toolChoice: 'auto' as const }),
      }
      const conversation = conversationOf(chatId)
      const stream = sharedStream<ChatPiece>(async ({ send, signal }) => {
        const opened = await untilAborted(targets.get(), signal)
        send({ type: 'start' })
        send({ type: 'start-step' })
        const text = textPart(send)
        const guarded = guard?.open({ conversation, signal })
        const run = guarded === undefined ? opened.run : guardedRun(opened.run, guarded)
        const routed = await run(input, { signal, emit: text.push, conversation, privacy, deadlineMs })
        text.end()
        for (const call of (routed.output.toolCalls ?? []).map(namedCall)) {
          const allowed = guarded === undefined ? call : await allowedCall(guarded, call, approve)
          if (guarded?.ended !== undefined) break
          send(allowed === undefined ? refusedPart(call) : toolPart(allowed))
        }
        send({ type: 'finish-step' })
        const finishReason = guarded?.ended === undefined ? routed.output.finishReason : 'content-filter'
        const facts = metadata && { messageMetadata: metadata(answerOf(routed, guarded)) }
        send({ type: 'finish', finishReason, ...facts })
      }, abortSignal)
      running.set(chatId, stream)
      void stream.ended.then(() => {
        if (running.get(chatId) === stream) running.delete(chatId)
      })
      return stream.read()
    },
    reconnectToStream: async ({ chatId }) => running.get(chatId)?.read() ?? null,
    close,
    [asyncDispose]: close,
  }
}

/** The text of an answer, which begins with its first piece: an answer that only calls tools has no text. */
function textPart(send: (chunk: ChatPiece) => void) {
  const id = 'text'
  let begun = false
  return {
    push(delta: string): void {
      if (!begun) send({ type: 'text-start', id })
      begun = true
      send({ type: 'text-delta', id, delta })
    },
    end(): void {
      if (begun) send({ type: 'text-end', id })
    },
  }
}

function toolPart({ id: toolCallId, name: toolName, arguments: written }: ToolCall): ChatPiece {
  try {
    return { type: 'tool-input-available', toolCallId, toolName, input: JSON.parse(written) }
  } catch {
    const errorText = 'The model wrote arguments that are not JSON.'
    return { type: 'tool-input-error', toolCallId, toolName, input: written, errorText }
  }
}

/** The arguments are left out, because they may be the reason why a rule refused the call. */
const refusedPart = ({ id: toolCallId, name: toolName }: ToolCall): ChatPiece => ({
  type: 'tool-input-error',
  toolCallId,
  toolName,
  input: {},
  errorText: 'The call was not allowed.',
})

function answerOf({ engine, model, reason, output }: Routed, guarded: GuardedCall | undefined): ChatAnswerFacts {
  const { inputTokens, outputTokens } = output.usage
  const facts = { engine, model, reason, redacted: output.served?.redacted ?? false, inputTokens, outputTokens }
  return guarded === undefined ? facts : { ...facts, guard: guarded.outcome }
}
