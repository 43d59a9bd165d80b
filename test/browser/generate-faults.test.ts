import { afterAll, expect, test } from 'vitest'
import type { EngineSession } from '../../src/calls/engine.js'
import { localEngine } from '../../src/engines/local.js'
import type { GenerateInput } from '../../src/shared/tasks.js'

const MODEL = '/test/fixtures/models/generate/'

const engine = localEngine({ device: 'wasm' })
afterAll(() => engine.stop())

const ask = (more: Partial<GenerateInput> = {}): GenerateInput => ({
  messages: [{ role: 'user', content: 'Tell me of Paris' }],
  maxTokens: 12,
  temperature: 0,
  stop: [],
  ...more,
})

test('a model that cannot be loaded spoils nothing for the next', async () => {
  await expect(engine.open('generate', '/test/fixtures/models/broken-generate/')).rejects.toMatchObject({
    name: 'NlpError',
  })
  await using session = await engine.open('generate', MODEL)
  expect((await session.run('generate', ask())).usage.outputTokens).toBe(12)
})

test('a schema that cannot be obeyed spoils nothing for the next call', async () => {
  await using session = await engine.open('generate', MODEL)
  const schema = { $ref: 'https://elsewhere.example/schema' }
  await expect(session.run('generate', ask({ schema }))).rejects.toMatchObject({ code: 'invalid-data' })
  expect((await session.run('generate', ask())).usage.outputTokens).toBe(12)
})

test('calls at the same time are answered one after the other, each with its own answer', async () => {
  await using session = await engine.open('generate', MODEL)
  const alone = []
  for (const content of ['one', 'two', 'three']) alone.push(await say(session, content))
  expect(await Promise.all(['one', 'two', 'three'].map((content) => say(session, content)))).toEqual(alone)
})

test('a call that is aborted while it waits its turn runs nothing', async () => {
  await using session = await engine.open('generate', MODEL)
  const first = session.run('generate', ask({ maxTokens: 100 }))
  const stop = new AbortController()
  const waiting = session.run('generate', ask(), { signal: stop.signal })
  stop.abort('enough')
  await expect(waiting).rejects.toBe('enough')
  expect((await first).usage.outputTokens).toBe(100)
})

test('the second turn of a conversation reads only what is new', async () => {
  await using session = await engine.open('generate', MODEL)
  const long = 'The city of Paris has many streets and houses. '.repeat(7)
  const opening = await session.run('generate', ask({ messages: [{ role: 'user', content: long }] }))
  const conversation = [
    { role: 'user', content: long },
    { role: 'assistant', content: opening.text },
    { role: 'user', content: 'Go on' },
  ] as const
  const reused = await session.run('generate', ask({ messages: conversation }))
  await session.run('generate', ask({ messages: [{ role: 'user', content: '?' }] }))
  const fresh = await session.run('generate', ask({ messages: conversation }))
  expect(reused.text).toBe(fresh.text)
  expect(reused.usage.inputTokens).toBeGreaterThan(250)
})

async function say(session: EngineSession, content: string): Promise<string> {
  return (await session.run('generate', ask({ messages: [{ role: 'user', content }] }))).text
}
