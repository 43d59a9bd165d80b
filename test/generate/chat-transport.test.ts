import { Chat } from '@ai-sdk/react'
import { type ChatTransport, lastAssistantMessageIsCompleteWithToolCalls, type UIMessage } from 'ai'
import { type ChatTransportOptions, createChatTransport } from 'tacet/ai-sdk'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { NlpError } from '../../src/shared/errors.js'
import { type Line, type ScriptedEngine, scriptedEngine } from './scripted-engine.js'

/** A chat of the AI SDK whose engine answers with these lines. */
function chatThatSays(lines: readonly Line[], options: ChatTransportOptions = {}) {
  const engine = scriptedEngine('local', lines)
  const transport = createChatTransport({ ...options, engines: [engine] })
  // The type of the SDK accepts the transport as it is.
  const typed: ChatTransport<UIMessage> = transport
  return { engine, transport, chat: new Chat<UIMessage>({ id: 'a', transport: typed }) }
}

const textOf = ({ parts }: UIMessage) => parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
const asked = (engine: ScriptedEngine) => engine.asked.map(({ messages }) => messages)

const search = { name: 'search', description: 'Searches.', parameters: z.object({ for: z.string() }) }
const SEARCH: Line = {
  text: 'Let me see. ',
  finishReason: 'tool-calls',
  toolCalls: [{ id: '', name: 'search', arguments: '{"for":"rain"}' }],
}

describe('a chat', () => {
  test('is answered in the page, turn after turn', async () => {
    const { chat, engine } = chatThatSays(['Hello 👋 there', 'Bye'], { system: 'Be brief.', maxTokens: 9 })
    await chat.sendMessage({ text: 'Hi' })
    await chat.sendMessage({ text: 'And?' })
    expect(chat.messages.map((message) => [message.role, textOf(message)])).toEqual([
      ['user', 'Hi'],
      ['assistant', 'Hello 👋 there'],
      ['user', 'And?'],
      ['assistant', 'Bye'],
    ])
    expect(asked(engine)[1]).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello 👋 there' },
      { role: 'user', content: 'And?' },
    ])
    expect([chat.status, engine.opened, engine.asked[0]?.maxTokens]).toEqual(['ready', 1, 9])
    // A server would see a value under one placeholder in both turns.
    expect(engine.conversations[0]).toBe(engine.conversations[1])
  })

  test('is answered again', async () => {
    const { chat } = chatThatSays(['first', 'second'])
    await chat.sendMessage({ text: 'Hi' })
    await chat.regenerate()
    expect(chat.messages.map(textOf)).toEqual(['Hi', 'second'])
  })

  test('gets metadata where the app makes some', async () => {
    const metadata = vi.fn(({ engine }: { engine: string }) => ({ by: engine }))
    const { chat } = chatThatSays(['Hello'], { metadata })
    await chat.sendMessage({ text: 'Hi' })
    expect(chat.lastMessage?.metadata).toEqual({ by: 'local' })
    expect(metadata).toHaveBeenCalledWith({
      engine: 'local',
      model: 'local-model',
      reason: expect.any(String),
      redacted: false,
      inputTokens: 5,
      outputTokens: 3,
    })
  })

  test('shows the pieces of an answer as they come', async () => {
    const { transport } = chatThatSays(['Hello there'])
    const stream = await transport.sendMessages({
      chatId: 'b',
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' } as { type: string }] }],
      abortSignal: undefined,
    })
    const types: string[] = []
    for await (const { type } of stream) types.push(type)
    expect(types.slice(0, 4)).toEqual(['start', 'start-step', 'text-start', 'text-delta'])
    expect(types.slice(-3)).toEqual(['text-end', 'finish-step', 'finish'])
  })
})

describe('tools', () => {
  test('are run by the app, and the answer goes on in the same message', async () => {
    const engine = scriptedEngine('local', [SEARCH, 'It rains.'])
    const transport = createChatTransport({ engines: [engine], tools: [search] })
    const chat: Chat<UIMessage> = new Chat<UIMessage>({
      transport,
      sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls,
      onToolCall: ({ toolCall: { toolCallId } }) => {
        void chat.addToolOutput({ tool: 'search', toolCallId, output: { found: 1 } })
      },
    })
    await chat.sendMessage({ text: 'Rain?' })
    await vi.waitFor(() => expect(chat.messages.map(textOf)).toEqual(['Rain?', 'Let me see. It rains.']))
    expect(engine.asked[0]?.tools).toMatchObject([{ name: 'search', parameters: { required: ['for'] } }])
    const [, call, result] = asked(engine)[1] ?? []
    expect(call).toMatchObject({ role: 'assistant', toolCalls: [{ name: 'search', arguments: '{"for":"rain"}' }] })
    expect(result).toEqual({ role: 'tool', content: '{"found":1}', toolCallId: call?.toolCalls?.[0]?.id })
  })

  test.each([
    ['has no result yet', { state: 'input-available', input: {} }, undefined],
    ['failed', { state: 'output-error', input: {}, errorText: 'offline' }, '{"error":"offline"}'],
    ['was not allowed', { state: 'output-denied', input: {} }, '{"error":"the user did not allow it"}'],
    ['gave a text', { state: 'output-available', input: {}, output: 'wet' }, 'wet'],
    ['gave nothing', { state: 'output-available', input: {}, output: undefined }, 'null'],
  ])('a tool that %s', async (_, part, result) => {
    const { chat, engine } = chatThatSays(['ok'])
    chat.messages = [
      { id: '1', role: 'user', parts: [{ type: 'text', text: 'a' }] },
      {
        id: '2',
        role: 'assistant',
        parts: [
          { type: 'step-start' },
          { ...part, type: 'dynamic-tool', toolName: 'search', toolCallId: 'c' } as never,
        ],
      },
    ]
    await chat.sendMessage({ text: 'b' })
    const results = asked(engine)[0]
      ?.filter(({ role }) => role === 'tool')
      .map(({ content }) => content)
    expect(results).toEqual(result === undefined ? [] : [result])
  })

  test('with arguments that are no JSON show the error at the call', async () => {
    const { chat } = chatThatSays([{ toolCalls: [{ id: 'c', name: 'search', arguments: '{"for":' }] }], {
      tools: [search],
    })
    await chat.sendMessage({ text: 'Rain?' })
    expect(chat.lastMessage?.parts.at(-1)).toMatchObject({
      state: 'output-error',
      errorText: expect.stringContaining('not JSON'),
    })
  })
})

describe('a failure', () => {
  test('of the engine reaches the chat as the error itself, with its code', async () => {
    const failure = new NlpError('offline', 'The server is away')
    const { chat } = chatThatSays([failure])
    await chat.sendMessage({ text: 'Hi' })
    expect(chat.status).toBe('error')
    expect(chat.error).toBe(failure)
  })

  test('in mid-answer keeps the text before it', async () => {
    const failure = new NlpError('worker-crashed', 'The worker died')
    const { chat } = chatThatSays([{ text: 'Half', thenFail: failure }])
    await chat.sendMessage({ text: 'Hi' })
    expect([chat.error, chat.messages.map(textOf)]).toEqual([failure, ['Hi', 'Half']])
  })

  test('to load is tried again with the next message', async () => {
    const engine = scriptedEngine('local', ['ok'])
    let failing = true
    const flaky = {
      ...engine,
      open: async (...call: Parameters<typeof engine.open>) => {
        if (failing) throw new NlpError('model-download', 'No network')
        return engine.open(...call)
      },
    }
    const chat = new Chat<UIMessage>({ transport: createChatTransport({ engines: [flaky] }) })
    await chat.sendMessage({ text: 'Hi' })
    expect(chat.error).toMatchObject({ code: 'model-download' })
    failing = false
    await chat.regenerate()
    expect(chat.messages.map(textOf)).toEqual(['Hi', 'ok'])
  })

  test('to read a picture asks nothing', async () => {
    const { chat, engine } = chatThatSays(['ok'])
    const files = [{ type: 'file' as const, mediaType: 'image/png', url: 'data:image/png;base64,AA' }]
    await chat.sendMessage({ text: 'See', files })
    expect(chat.error).toMatchObject({ code: 'unsupported' })
    expect(engine.asked).toEqual([])
  })

  test.each([
    [{ maxTokens: -1 }, '`maxTokens` must be a positive integer'],
    [{ systems: 'x' }, 'Did you mean `system`?'],
    [{ engines: ['local'] }, '`engines[0]` must be an engine'],
  ])('to give options %j is told at once', (options, message) => {
    expect(() => createChatTransport(options as never)).toThrow(message)
  })
})

describe('a stop', () => {
  test('ends the answer, though the engine does not listen, and the chat is ready again', async () => {
    const { chat, engine } = chatThatSays([{ text: 'late', after: new Promise(() => {}) }, 'next'])
    const sent = chat.sendMessage({ text: 'Hi' })
    await vi.waitFor(() => expect(engine.asked).toHaveLength(1))
    await chat.stop()
    await sent
    expect([chat.status, chat.error]).toEqual(['ready', undefined])
    await chat.sendMessage({ text: 'Again' })
    expect(textOf(chat.lastMessage as UIMessage)).toBe('next')
  })

  test('rejects with the reason of the signal, before and during an answer', async () => {
    const { transport } = chatThatSays([{ text: 'late', after: new Promise(() => {}) }])
    const request = { chatId: 'c', messages: [], abortSignal: AbortSignal.abort('before') }
    await expect(transport.sendMessages(request)).rejects.toBe('before')
    const controller = new AbortController()
    const stream = await transport.sendMessages({ ...request, abortSignal: controller.signal })
    controller.abort('during')
    await expect(stream.getReader().closed).rejects.toBe('during')
  })
})

describe('a component that comes back', () => {
  test('gets the answer that is being written from its beginning', async () => {
    let release = () => {}
    const after = new Promise<void>((resolve) => {
      release = resolve
    })
    const { transport, engine } = chatThatSays([{ text: 'the whole answer', after }])
    const first = new Chat<UIMessage>({ id: 'a', transport })
    const sent = first.sendMessage({ text: 'Hi' })
    await vi.waitFor(() => expect(engine.asked).toHaveLength(1))
    const second = new Chat<UIMessage>({ id: 'a', transport, messages: [...first.messages] })
    const resumed = second.resumeStream()
    release()
    await Promise.all([sent, resumed])
    expect([first, second].map((chat) => chat.messages.map(textOf))).toEqual([
      ['Hi', 'the whole answer'],
      ['Hi', 'the whole answer'],
    ])
    expect(engine.asked).toHaveLength(1)
  })

  test('gets nothing where no answer is being written', async () => {
    const { chat, transport } = chatThatSays(['ok'])
    await chat.sendMessage({ text: 'Hi' })
    expect(await transport.reconnectToStream({ chatId: 'a' })).toBeNull()
    expect(await transport.reconnectToStream({ chatId: 'unknown' })).toBeNull()
  })

  test('the model stops when no reader is left, and the transport closes it', async () => {
    let stopped = false
    const { transport, engine } = chatThatSays([{ text: 'late', after: new Promise(() => {}) }])
    const controller = new AbortController()
    const stream = await transport.sendMessages({ chatId: 'a', messages: [], abortSignal: controller.signal })
    const again = await transport.reconnectToStream({ chatId: 'a' })
    await stream.cancel()
    expect(await transport.reconnectToStream({ chatId: 'a' }).then((kept) => kept?.cancel().then(() => true))).toBe(
      true,
    )
    await again?.cancel()
    await vi.waitFor(async () => {
      stopped = (await transport.reconnectToStream({ chatId: 'a' })) === null
      expect(stopped).toBe(true)
    })
    await transport.close()
    expect(engine.closed).toBe(1)
  })
})
