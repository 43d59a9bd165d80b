import { expect, test } from 'vitest'
import { z } from 'zod'
import { tool } from '../../src/generate/tool-loop.js'
import { createGenerator } from '../../src/generate.js'
import { NlpError } from '../../src/shared/errors.js'
import { scriptedEngine } from './scripted-engine.js'

async function begin(lines: Parameters<typeof scriptedEngine>[1], options = {}) {
  const engine = scriptedEngine('local', lines)
  const generator = await createGenerator({ engines: [engine] })
  return { engine, generator, conversation: generator.conversation(options) }
}

const words = ({ messages }: { readonly messages: readonly { role: string; content: string }[] }) =>
  messages.map(({ role, content }) => `${role}: ${content}`)

test('each turn is answered with all that was said before it', async () => {
  const { engine, conversation } = await begin(['Hello', 'Fine'], { system: 'Be kind' })
  await conversation.generate('Hi')
  const stream = conversation.stream('How are you?')
  for await (const _ of stream);
  const said = ['system: Be kind', 'user: Hi', 'assistant: Hello', 'user: How are you?']
  expect(words(engine.asked[1] as (typeof engine.asked)[0])).toEqual(said)
  expect(words(conversation)).toEqual([...said, 'assistant: Fine'])
})

test('it goes on from what was said elsewhere', async () => {
  const messages = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ] as const
  const { conversation } = await begin(['Bye'], { messages })
  await conversation.generate('Bye')
  expect(words(conversation)).toEqual(['user: Hi', 'assistant: Hello', 'user: Bye', 'assistant: Bye'])
})

test('turns that are asked for at once are taken one after the other', async () => {
  const { conversation } = await begin(['one', 'two', 'three'])
  const texts = await Promise.all(['1', '2', '3'].map(async (text) => (await conversation.generate(text)).text))
  expect(texts).toEqual(['one', 'two', 'three'])
  expect(words(conversation).filter((line) => line.startsWith('user'))).toEqual(['user: 1', 'user: 2', 'user: 3'])
})

test('a turn that failed is not part of it, and the next one is answered', async () => {
  const { conversation } = await begin([new NlpError('out-of-memory', 'too large'), 'Better'])
  await expect(conversation.generate('Hi')).rejects.toMatchObject({ code: 'out-of-memory' })
  expect(conversation.messages).toEqual([])
  await conversation.generate('Again')
  expect(words(conversation)).toEqual(['user: Again', 'assistant: Better'])
})

test('a turn that was stopped before its time came is never asked', async () => {
  const { engine, conversation } = await begin(['one'])
  const stop = new AbortController()
  const first = conversation.generate('1')
  const second = conversation.generate('2', { signal: stop.signal })
  const reason = new Error('enough')
  stop.abort(reason)
  await expect(second).rejects.toBe(reason)
  await first
  expect(engine.asked).toHaveLength(1)
})

test('what tools said stays known', async () => {
  const { engine, conversation } = await begin([
    { finishReason: 'tool-calls', toolCalls: [{ id: 'c1', name: 'add', arguments: '{"a":1,"b":2}' }] },
    'Three',
    'Yes',
  ])
  const add = tool({
    name: 'add',
    parameters: z.object({ a: z.number(), b: z.number() }),
    execute: ({ a, b }) => a + b,
  })
  await conversation.generate('1+2?', { tools: [add] })
  await conversation.generate('Sure?')
  expect(engine.asked.at(-1)?.messages.map(({ role }) => role)).toEqual([
    'user',
    'assistant',
    'tool',
    'assistant',
    'user',
  ])
})

test('a value of a schema is a turn like any other', async () => {
  const { conversation } = await begin(['{"name":"Ada"}'])
  const { object } = await conversation.object('Who?', { schema: z.object({ name: z.string() }) })
  expect(object).toEqual({ name: 'Ada' })
  expect(words(conversation)).toEqual(['user: Who?', 'assistant: {"name":"Ada"}'])
})

test.each([
  [{ maxTokens: 0 }, /`maxTokens`/],
  [{ temperature: Number.NaN }, /`temperature`/],
])('%j is refused at once and changes nothing', async (options, message) => {
  const { conversation } = await begin(['x'])
  expect(() => conversation.stream('Hi', options)).toThrow(message)
  await expect(conversation.generate('Hi', options)).rejects.toThrow(message)
  expect(conversation.messages).toEqual([])
})

test('two conversations of one generator are two for the engine, and a call of its own is a third', async () => {
  const { generator, engine } = await begin(['x'])
  const [first, second] = [generator.conversation(), generator.conversation()]
  await first.generate('1')
  await second.generate('1')
  await first.generate('2')
  await generator.generate('1')
  const [a, b, again, alone] = engine.conversations
  expect(again).toBe(a)
  expect(new Set([a, b, alone])).toHaveProperty('size', 3)
})

test('a turn that waits for the one before it hears an abort at once', async () => {
  const { conversation, engine } = await begin([{ text: 'slow', after: new Promise(() => {}) }])
  const first = new AbortController()
  const slow = conversation.generate('1', { signal: first.signal })
  const stop = new AbortController()
  const waiting = [
    conversation.generate('2', { signal: stop.signal }),
    conversation.object('3', { schema: z.object({}), signal: stop.signal }),
  ]
  await expect.poll(() => engine.asked.length).toBe(1)
  stop.abort('enough')
  for (const call of waiting) await expect(call).rejects.toBe('enough')
  first.abort('this as well')
  await expect(slow).rejects.toBe('this as well')
  expect(engine.asked).toHaveLength(1)
})

test('a stopped turn whose engine answers all the same is not part of it', async () => {
  let answerNow = () => {}
  const after = new Promise<void>((resolve) => {
    answerNow = resolve
  })
  const { conversation, engine } = await begin([{ text: 'too late', after }, 'Fine'])
  const stop = new AbortController()
  const late = conversation.generate('1', { signal: stop.signal })
  await expect.poll(() => engine.asked.length).toBe(1)
  stop.abort('enough')
  await expect(late).rejects.toBe('enough')
  answerNow()
  await conversation.generate('2')
  expect(words(conversation)).toEqual(['user: 2', 'assistant: Fine'])
})
