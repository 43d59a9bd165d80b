import { checkOptions, requireMethod } from '../calls/check-options.js'
import { inOrder } from '../calls/in-order.js'
import { admitHeaders } from '../engines/server/admit-headers.js'
import { type Gate, openGate, type ServerRedactor } from '../engines/server/gate.js'
import type { RestoreRule } from '../shared/tasks.js'
import type { Allowed } from './allowed.js'
import { callGate } from './call-gate.js'
import { hideUiMessage } from './hide-ui-message.js'
import { revealingChunks, type UiChunk } from './reveal-chunks.js'
import { SaidTexts } from './said-texts.js'
import type { UiMessage } from './ui-messages.js'

/** A `ChatTransport` of the AI SDK, such as its `DefaultChatTransport`. */
export interface WrappedTransport {
  /** Sends the messages of a chat. */
  sendMessages(request: never): Promise<ReadableStream<UiChunk>>
  /** Takes up an answer that is being written. */
  reconnectToStream(request: never): Promise<ReadableStream<UiChunk> | null>
}

/** The same transport, as far as a chat uses it. */
export type RedactedTransport<Transport extends WrappedTransport> = Pick<
  Transport,
  Extract<keyof Transport, 'sendMessages' | 'reconnectToStream' | 'resumeStreamIsReplay'>
>

/** The parts that the transport lets through, and the values that it restores. */
export interface RedactionTransportOptions {
  /**
   * Parts that may be sent unread. Without the list a message with a file is refused with code 'policy-denied', as are
   * personal data in a header or a name.
   * @default nothing
   */
  readonly allow?: Pick<Allowed, 'files' | 'headers' | 'names'> | undefined
  /**
   * For each tool by its name, the arguments that get their values back: `true` for all, `false` for none, or a list of
   * names.
   * @default all arguments of all tools but addresses (URLs), and none of a call whose arguments name a place on the network
   * that the model chose
   */
  readonly restore?: Readonly<Record<string, RestoreRule>> | undefined
}

/** The gate of a chat, and the texts that its provider has said. */
interface Chat {
  readonly gate: Gate
  readonly said: SaidTexts
}

/** The request of a chat, as far as it is read here. */
interface ChatRequest {
  readonly chatId: string
  readonly messages?: readonly UiMessage[]
  readonly messageId?: string | undefined
  readonly headers?: HeadersInit | undefined
  readonly body?: object | undefined
  readonly metadata?: unknown
  readonly abortSignal?: AbortSignal | undefined
}

/**
 * Takes personal data out of the messages that `useChat` sends to your server, in the page, and puts the data back into
 * the answers. Each chat has placeholders of its own, for as long as the transport lives. If the redactor fails,
 * nothing is sent. Headers and a body that belong to the wrapped transport itself are not read.
 *
 * @example
 * import { DefaultChatTransport } from 'ai'
 *
 * const transport = redactionTransport(new DefaultChatTransport({ api: '/api/chat' }), createRedactor())
 */
export function redactionTransport<Transport extends WrappedTransport>(
  transport: Transport,
  redactor: ServerRedactor,
  options: RedactionTransportOptions = {},
): RedactedTransport<Transport> {
  requireMethod('transport', transport, 'sendMessages', 'a transport such as DefaultChatTransport')
  requireMethod('redactor', redactor, 'redact', 'a redactor such as createRedactor()')
  checkOptions('redactionTransport', options, { allow: 'object', restore: 'object' })
  const { allow: allowed = {}, restore = {} } = options
  const chats = new Map<string, Chat>()
  const ruleOf = (tool: string): RestoreRule | undefined => (Object.hasOwn(restore, tool) ? restore[tool] : undefined)
  const chatOf = (chatId: string): Chat => {
    const chat = chats.get(chatId) ?? { gate: openGate(redactor), said: new SaidTexts() }
    chats.set(chatId, chat)
    return chat
  }
  const revealed = ({ gate, said }: Chat, stream: ReadableStream<UiChunk>) =>
    stream.pipeThrough(revealingChunks(gate, { ruleOf, listen: (chunk) => said.listen(chunk) }))

  async function hide({ gate, said }: Chat, request: ChatRequest): Promise<ChatRequest> {
    const { chatId, messages, messageId, headers, body, metadata, abortSignal: signal } = request
    const call = callGate(gate, { allowed, said: (text) => said.has(text), signal })
    await call.name('the id of the chat', chatId)
    await admitHeaders(gate, [...new Headers(headers)], { allowed: allowed.headers ?? [], signal })
    return gate.settle(async () => ({
      ...request,
      ...(messages && { messages: await inOrder(messages, (message) => hideUiMessage(call, message)) }),
      ...(messageId === undefined ? {} : { messageId: await call.id(messageId) }),
      ...(body === undefined ? {} : { body: await call.data(body) }),
      ...(metadata === undefined ? {} : { metadata: await call.data(metadata) }),
    }))
  }

  const wrapped = {
    ...('resumeStreamIsReplay' in transport ? { resumeStreamIsReplay: transport.resumeStreamIsReplay } : {}),
    async sendMessages(request: ChatRequest) {
      request.abortSignal?.throwIfAborted()
      const chat = chatOf(request.chatId)
      return revealed(chat, await transport.sendMessages((await hide(chat, request)) as never))
    },
    async reconnectToStream(request: ChatRequest) {
      const chat = chatOf(request.chatId)
      const stream = await transport.reconnectToStream((await hide(chat, request)) as never)
      return stream === null ? null : revealed(chat, stream)
    },
  }
  return wrapped as unknown as RedactedTransport<Transport>
}
