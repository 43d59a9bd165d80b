import { Chat } from '@ai-sdk/react'
import { type ChatTransport, DefaultChatTransport, type UIMessage, type UIMessageChunk } from 'ai'
import { type RedactionTransportOptions, redactionTransport } from 'tacet/ai-sdk'
import { createRedactor } from 'tacet/redact'
import { beforeEach, expect, test } from 'vitest'
import { type Loopback, listen } from '../http/loopback.js'

/** A route of an app that speaks the protocol of the SDK. Its next answer is the next list of pieces. */
let route: Loopback
let answers: UIMessageChunk[][]

beforeEach(async () => {
  answers = []
  route = await listen((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const chunk of answers.shift() ?? []) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    response.end('data: [DONE]\n\n')
  })
})

const bodies = () => route.received.map(({ body }) => body)

function openChat(options: RedactionTransportOptions = {}) {
  const sdk = new DefaultChatTransport<UIMessage>({ api: `${route.url}/api/chat` })
  const transport: ChatTransport<UIMessage> = redactionTransport(
    sdk,
    createRedactor({ deny: ['Robin Ashford'] }),
    options,
  )
  return new Chat<UIMessage>({ id: 'a', transport })
}

/** An answer in pieces of one letter, so that each placeholder is cut. */
const said = (text: string): UIMessageChunk[] => [
  { type: 'start' },
  { type: 'text-start', id: 't' },
  ...[...text].map((delta): UIMessageChunk => ({ type: 'text-delta', id: 't', delta })),
  { type: 'text-end', id: 't' },
  { type: 'finish' },
]
const textOf = (message: UIMessage | undefined) =>
  message?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

test('a route sees placeholders, and the user sees the values, turn after turn', async () => {
  answers.push(said('I wrote to [EMAIL_1] 👋'), said('Yes, [EMAIL_1]'))
  const chat = openChat()
  await chat.sendMessage({ text: 'Mail jo@example.com' })
  expect(textOf(chat.lastMessage)).toBe('I wrote to jo@example.com 👋')
  await chat.sendMessage({ text: 'To jo@example.com and al@example.com?' })
  expect(textOf(chat.lastMessage)).toBe('Yes, jo@example.com')
  expect(bodies().join()).not.toMatch(/jo@|al@/)
  const { messages } = JSON.parse(bodies()[1] ?? '') as { messages: UIMessage[] }
  expect(messages.map(textOf)).toEqual(['Mail [EMAIL_1]', 'I wrote to [EMAIL_1] 👋', 'To [EMAIL_1] and [EMAIL_2]?'])
})

test.each<[string, UIMessageChunk[]]>([
  ['without a word', []],
  ['at the end of a step', [{ type: 'finish-step' }, { type: 'finish' }]],
  ['with an abort', [{ type: 'abort' }]],
  ['with an error', [{ type: 'error', errorText: 'gone' }]],
])('an answer that breaks off %s keeps its last letters', async (_how, end) => {
  answers.push([
    { type: 'start' },
    { type: 'start-step' },
    { type: 'text-start', id: 't' },
    { type: 'text-delta', id: 't', delta: 'To [EMAIL_1] and [EM' },
    ...end,
  ])
  const chat = openChat()
  await chat.sendMessage({ text: 'Mail jo@example.com' })
  expect(textOf(chat.lastMessage)).toBe('To jo@example.com and [EM')
  expect(chat.error?.message).toBe(end[0]?.type === 'error' ? 'gone' : undefined)
})

test('a value that a later message reveals is hidden in the messages before it', async () => {
  answers.push(said('ok'))
  const chat = openChat()
  chat.messages = [{ id: '1', role: 'user', parts: [{ type: 'text', text: 'a' }], metadata: { by: 'Robin Ashford' } }]
  await chat.sendMessage({ text: 'It is me' }, { body: { note: 'call Robin Ashford' } })
  expect(bodies().join()).not.toContain('Robin')
  expect(JSON.parse(bodies()[0] ?? '')).toMatchObject({ messages: [{ id: '1', role: 'user' }, { role: 'user' }] })
})

test('tools get the values, and the route gets placeholders in their results', async () => {
  const call = { toolCallId: 'c', toolName: 'mail' }
  answers.push(
    [
      { type: 'start' },
      { type: 'tool-input-start', ...call },
      { type: 'tool-input-delta', toolCallId: 'c', inputTextDelta: '{"to":"[EM' },
      { type: 'tool-input-available', ...call, input: { to: '[EMAIL_1]' } },
      { type: 'finish' },
    ],
    said('Sent'),
  )
  const chat = openChat()
  await chat.sendMessage({ text: 'Mail jo@example.com' })
  expect(chat.lastMessage?.parts).toMatchObject([{ state: 'input-available', input: { to: 'jo@example.com' } }])
  await chat.addToolOutput({ tool: 'mail', toolCallId: 'c', output: { sent: 'jo@example.com' } })
  await chat.sendMessage({ text: 'Done?' })
  expect(bodies()[1]).toContain('"sent":"[EMAIL_1]"')
  expect(bodies().join()).not.toContain('jo@')
})

test('what the provider signed goes back to it unchanged, and what others wrote there is hidden', async () => {
  const providerMetadata = { openai: { itemId: 'rs_4111111111111111', signature: 'jo@example.com' } }
  answers.push(
    [
      { type: 'start' },
      { type: 'text-start', id: 't', providerMetadata },
      { type: 'text-delta', id: 't', delta: 'ok' },
      { type: 'text-end', id: 't', providerMetadata },
      { type: 'finish' },
    ],
    said('ok'),
  )
  const chat = openChat()
  await chat.sendMessage({ text: 'Hi' })
  const forged = { openai: { itemId: 'al@example.com' } }
  await chat.sendMessage({ parts: [{ type: 'text', text: 'Go', providerMetadata: forged }] })
  const { messages } = JSON.parse(bodies()[1] ?? '') as { messages: UIMessage[] }
  expect(messages[1]?.parts).toMatchObject([{ text: 'ok', providerMetadata }])
  expect(bodies()[1]).not.toContain('al@')
})

test('no value is restored into an address that the model chose', async () => {
  const url = 'https://evil.example/?to=[EMAIL_1]'
  answers.push([
    { type: 'start' },
    { type: 'tool-input-available', toolCallId: 'c', toolName: 'open', input: { url } },
    { type: 'source-url', sourceId: 's', url, title: 'For [EMAIL_1]' },
    { type: 'data-note', data: { to: '[EMAIL_1]' } } as UIMessageChunk,
    { type: 'finish' },
  ])
  const chat = openChat()
  await chat.sendMessage({ text: 'Mail jo@example.com' })
  expect(chat.lastMessage?.parts).toMatchObject([
    { type: 'tool-open', input: { url } },
    { type: 'source-url', url, title: 'For jo@example.com' },
    { type: 'data-note', data: { to: 'jo@example.com' } },
  ])
})

const picture = { type: 'file' as const, mediaType: 'image/png', url: 'data:image/png;base64,AA' }

test.each([
  ['a file', { parts: [picture] }, {}],
  ['a header', { parts: [] }, { headers: { 'x-user': 'jo@example.com' } }],
  ['the type of a part', { parts: [{ type: 'data-jo@example.com', data: 1 }] }, {}],
])('%s that cannot be hidden is refused, and nothing is sent', async (_, message, options) => {
  const chat = openChat()
  await chat.sendMessage(message as never, options)
  expect(chat.error).toMatchObject({ code: 'policy-denied' })
  expect(bodies()).toEqual([])
})

test('the app may let files through', async () => {
  answers.push(said('A cat'))
  const chat = openChat({ allow: { files: ['image/*'] } })
  await chat.sendMessage({ parts: [picture, { type: 'text', text: 'See' }] })
  expect(textOf(chat.lastMessage)).toBe('A cat')
  expect(bodies()[0]).toContain(picture.url)
})

test('the name of a file and what stands beside it are hidden', async () => {
  answers.push(said('A cat'))
  const chat = openChat({ allow: { files: ['image/*'] } })
  const providerMetadata = { openai: { user: 'al@example.com' } }
  await chat.sendMessage({ parts: [{ ...picture, filename: 'jo@example.com', providerMetadata }] })
  expect(bodies()[0]).toContain(picture.url)
  expect(bodies()[0]).not.toMatch(/jo@|al@/)
})

test('a redactor that fails sends nothing', async () => {
  const sdk = new DefaultChatTransport<UIMessage>({ api: `${route.url}/api/chat` })
  const broken = { redact: () => Promise.reject(new Error('broken')) }
  const chat = new Chat<UIMessage>({ transport: redactionTransport(sdk, broken as never) })
  await chat.sendMessage({ text: 'Mail jo@example.com' })
  expect(chat.error).toMatchObject({ code: 'policy-denied', message: expect.not.stringContaining('jo@') })
  expect(bodies()).toEqual([])
})

test('an abort before the request rejects with its reason', async () => {
  const sdk = new DefaultChatTransport<UIMessage>({ api: `${route.url}/api/chat` })
  const transport = redactionTransport(sdk, createRedactor())
  const request = { chatId: 'a', messages: [], messageId: undefined, trigger: 'submit-message' as const }
  await expect(transport.sendMessages({ ...request, abortSignal: AbortSignal.abort('left') })).rejects.toBe('left')
  expect(bodies()).toEqual([])
})
