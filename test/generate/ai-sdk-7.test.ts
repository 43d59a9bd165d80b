import { pathToFileURL } from 'node:url'
import type * as Six from 'ai'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createChatTransport, createTacet, redactionMiddleware } from '../../src/ai-sdk/index.js'
import { createRedactor } from '../../src/redact/index.js'
import { projectWith } from '../servers/project-with.js'
import { scriptedEngine } from './scripted-engine.js'

/** The functions used here have the same names in both versions; the types of this project are those of the sixth. */
let seven: Pick<
  typeof Six,
  'AbstractChat' | 'generateText' | 'Output' | 'stepCountIs' | 'streamText' | 'tool' | 'wrapLanguageModel'
>

beforeAll(async () => {
  const folder = projectWith('ai', '7.0.173')
  seven = await import(/* @vite-ignore */ pathToFileURL(`${folder}/node_modules/ai/dist/index.js`).href)
}, 300_000)

const provider = (...lines: Parameters<typeof scriptedEngine>[1]) => {
  const engine = scriptedEngine('local', lines)
  return { engine, model: createTacet({ engines: [engine] }).languageModel() }
}

test('the seventh version gets text, usage and a stream', async () => {
  const { model } = provider('Hello 👋')
  const { text, usage, finishReason } = await seven.generateText({ model, prompt: 'Hi' })
  expect({ text, finishReason }).toEqual({ text: 'Hello 👋', finishReason: 'stop' })
  expect(usage).toMatchObject({ inputTokens: 5, outputTokens: 3 })
  const pieces: string[] = []
  for await (const piece of seven.streamText({ model, prompt: 'Hi' }).textStream) pieces.push(piece)
  expect(pieces.join('')).toBe('Hello 👋')
})

test('and a value of a schema', async () => {
  const { model } = provider('{"name":"Ada"}')
  const schema = z.object({ name: z.string() })
  const { output } = await seven.generateText({ model, prompt: 'Who?', output: seven.Output.object({ schema }) })
  expect(output).toEqual({ name: 'Ada' })
})

test('and uses tools, with personal data hidden from any provider', async () => {
  const { model, engine } = provider(
    { finishReason: 'tool-calls', toolCalls: [{ id: 'c1', name: 'send', arguments: '{"to":"[EMAIL_1]"}' }] },
    'Sent to [EMAIL_1]',
  )
  const sent: string[] = []
  const send = seven.tool({
    inputSchema: z.object({ to: z.string() }),
    execute: async ({ to }) => {
      sent.push(to)
      return { ok: true }
    },
  })
  const wrapped = seven.wrapLanguageModel({ model, middleware: redactionMiddleware(createRedactor()) })
  const { text } = await seven.generateText({
    model: wrapped,
    prompt: 'Write to jo@example.com',
    tools: { send },
    stopWhen: seven.stepCountIs(3),
  })
  expect([text, sent]).toEqual(['Sent to jo@example.com', ['jo@example.com']])
  expect(JSON.stringify(engine.asked)).not.toContain('jo@example.com')
})

test('and has its chats answered in the page', async () => {
  const transport = createChatTransport({ engines: [scriptedEngine('local', ['Hello 👋', 'Bye'])] })
  class PlainChat extends seven.AbstractChat<Six.UIMessage> {}
  const chat = new PlainChat({ transport, state: plainState() })
  await chat.sendMessage({ text: 'Hi' })
  await chat.sendMessage({ text: 'And?' })
  const said = chat.messages.map(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])))
  expect([said, chat.status, chat.error]).toEqual([[['Hi'], ['Hello 👋'], ['And?'], ['Bye']], 'ready', undefined])
})

/** The state of a chat without a framework. */
const plainState = (): Six.ChatState<Six.UIMessage> => ({
  status: 'ready',
  error: undefined,
  messages: [],
  pushMessage(message) {
    this.messages = [...this.messages, message]
  },
  popMessage() {
    this.messages = this.messages.slice(0, -1)
  },
  replaceMessage(index, message) {
    this.messages = this.messages.with(index, message)
  },
  snapshot: (thing) => structuredClone(thing),
})
