import { afterEach, describe, expect, test } from 'vitest'
import { builtinEngine } from '../../src/engines/builtin.js'
import type { GenerateInput } from '../../src/shared/tasks.js'
import { type StandInOptions, standIn } from './builtin-stand-in.js'

const scope = globalThis as { LanguageModel?: unknown }
afterEach(() => {
  delete scope.LanguageModel
})

function browserWith(options: StandInOptions = {}) {
  const model = standIn(options)
  scope.LanguageModel = model.api
  return model
}

const ask = (content: string, more: Partial<GenerateInput> = {}): GenerateInput => ({
  messages: [{ role: 'user', content }],
  maxTokens: 100,
  temperature: 0,
  stop: [],
  ...more,
})

test.each(['unavailable', 'downloadable', 'downloading', 'available'] as const)('%s is passed on', async (word) => {
  browserWith({ availability: word })
  expect(await builtinEngine().availability('generate', undefined)).toBe(word)
})

test('a browser without it, another task and a model by name are not for it', async () => {
  const engine = builtinEngine()
  expect(await engine.availability('generate', undefined)).toBe('unavailable')
  await expect(engine.open('generate', undefined)).rejects.toMatchObject({ code: 'unsupported' })
  browserWith()
  expect(await engine.availability('embed', undefined)).toBe('unavailable')
  expect(await engine.availability('generate', 'qwen')).toBe('unavailable')
})

test.each([{}, { oldNames: true }, { params: false }])('it answers in pieces, with %j', async (options) => {
  const model = browserWith(options)
  await using session = await builtinEngine().open('generate', undefined)
  const pieces: string[] = []
  const { text, finishReason, usage } = await session.run('generate', ask('Hi'), {
    onEvent: (piece) => pieces.push(piece),
  })
  expect([text, pieces.join(''), finishReason]).toEqual(['Hello 👋 there', 'Hello 👋 there', 'stop'])
  expect(pieces.length).toBeGreaterThan(1)
  expect(usage.outputTokens).toBeGreaterThan(2)
  expect(session.contextWindow).toBe(200)
  expect(model.prompts[0]?.input).toEqual([{ role: 'user', content: 'Hi' }])
})

test('a conversation that goes on stays in its session, another one begins anew', async () => {
  const model = browserWith({ answers: ['One', 'Two', 'Three'] })
  await using session = await builtinEngine().open('generate', undefined)
  const first = await session.run('generate', ask('a'))
  const more = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: first.text },
    { role: 'user', content: 'b' },
  ] as const
  await session.run('generate', { ...ask(''), messages: more })
  expect(model.sessions).toHaveLength(1)
  expect(model.prompts[1]?.input).toEqual([{ role: 'user', content: 'b' }])
  await session.run('generate', {
    ...ask(''),
    messages: [
      { role: 'system', content: 's' },
      { role: 'user', content: 'c' },
    ],
  })
  expect(model.sessions).toHaveLength(2)
  expect(model.sessions[0]?.destroyed).toBe(true)
  expect(model.sessions[1]?.options['initialPrompts']).toEqual([{ role: 'system', content: 's' }])
})

test('a download is told as shares that begin at 0 and end at 1', async () => {
  browserWith({ availability: 'downloadable' })
  const heard: unknown[] = []
  const session = await builtinEngine().open('generate', undefined, { onProgress: (progress) => heard.push(progress) })
  expect(heard).toEqual([0, 0.5, 1].map((loaded) => ({ type: 'download', loaded, total: 1 })))
  await session.close()
})

test('a download without a click says that it needs one', async () => {
  browserWith({ availability: 'downloadable', activated: false })
  await expect(builtinEngine().open('generate', undefined)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('click'),
  })
})

test.each([
  ['QuotaExceededError', 'context-overflow'],
  ['NotSupportedError', 'unsupported'],
  ['NotReadableError', 'invalid-output'],
  ['UnknownError', 'worker-crashed'],
])('%s is %s, and the next call works', async (name, code) => {
  browserWith({ answers: [new DOMException('no', name), 'fine'] })
  await using session = await builtinEngine().open('generate', undefined)
  await expect(session.run('generate', ask('Hi'))).rejects.toMatchObject({ code })
  expect((await session.run('generate', ask('Hi'))).text).toBe('fine')
})

test('a prompt that does not fit is told with the counts', async () => {
  browserWith()
  await using session = await builtinEngine().open('generate', undefined)
  await expect(session.run('generate', ask('x'.repeat(300)))).rejects.toMatchObject({
    code: 'context-overflow',
    details: { requested: 300, contextWindow: 200 },
  })
})

test('an abort rejects with its reason and ends the session', async () => {
  const model = browserWith({ answers: ['a long answer '.repeat(50), 'fine'] })
  await using session = await builtinEngine().open('generate', undefined)
  const stop = new AbortController()
  const call = session.run('generate', ask('Hi'), { signal: stop.signal, onEvent: () => stop.abort('enough') })
  await expect(call).rejects.toBe('enough')
  await expect.poll(() => model.sessions[0]?.destroyed).toBe(true)
  expect((await session.run('generate', ask('Hi'))).text).toBe('fine')
})

test('stop strings and the limit cut the answer', async () => {
  browserWith({ answers: ['one two three four five six seven'] })
  await using session = await builtinEngine().open('generate', undefined)
  const pieces: string[] = []
  const stopped = await session.run('generate', ask('Hi', { stop: ['ree f'] }), {
    onEvent: (piece) => pieces.push(piece),
  })
  expect([stopped.text, pieces.join(''), stopped.finishReason]).toEqual(['one two th', 'one two th', 'stop'])
  expect(await session.run('generate', ask('Hi', { maxTokens: 3 }))).toMatchObject({ finishReason: 'length' })
})

test('a schema is handed to the browser, tools are not for it', async () => {
  const model = browserWith({ answers: ['{}'] })
  await using session = await builtinEngine().open('generate', undefined)
  await session.run('generate', ask('Hi', { schema: { type: 'object' } }))
  expect(model.prompts[0]?.constraint).toEqual({ type: 'object' })
  const tools = [{ name: 'add', parameters: {} }]
  await expect(session.run('generate', ask('Hi', { tools }))).rejects.toMatchObject({ code: 'unsupported' })
})

test('closing twice is fine, and later calls hear of it', async () => {
  const model = browserWith()
  const session = await builtinEngine().open('generate', undefined)
  await session.close()
  await session.close()
  expect(model.sessions[0]?.destroyed).toBe(true)
  await expect(session.run('generate', ask('Hi'))).rejects.toMatchObject({ code: 'closed' })
})

describe('how the answer is drawn', () => {
  test.each([
    [{ temperature: 0 }, 'most-predictable'],
    [{ temperature: 0.3 }, 'predictable'],
    [{ temperature: 1 }, 'balanced'],
    [{ temperature: 1.4 }, 'creative'],
    [{ temperature: 2 }, 'most-creative'],
    [{ temperature: 2, topK: 1 }, 'most-predictable'],
  ])('on a page %j is the mode %s', async (sampling, mode) => {
    const model = browserWith({ params: false })
    await using session = await builtinEngine().open('generate', undefined)
    await session.run('generate', ask('Hi', sampling))
    expect(model.sessions.at(-1)?.options).toMatchObject({ samplingMode: mode })
    expect(model.sessions.at(-1)?.options).not.toHaveProperty('temperature')
  })

  test('where numbers are taken, the first conversation gets its own as well', async () => {
    const model = browserWith()
    await using session = await builtinEngine().open('generate', undefined)
    await session.run('generate', ask('Hi', { temperature: 1.5, topK: 5 }))
    expect(model.sessions.at(-1)?.options).toMatchObject({ temperature: 1.5, topK: 5 })
    expect(model.sessions[0]?.destroyed).toBe(true)
  })

  test('a conversation that goes on with another temperature is told anew from its beginning', async () => {
    const model = browserWith({ params: false, answers: ['One', 'Two'] })
    await using session = await builtinEngine().open('generate', undefined)
    const { text } = await session.run('generate', ask('a'))
    expect(model.sessions).toHaveLength(1)
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: text },
      { role: 'user', content: 'b' },
    ] as const
    await session.run('generate', ask('', { messages, temperature: 1 }))
    expect(model.sessions).toHaveLength(2)
    expect(model.sessions[1]?.options).toMatchObject({ initialPrompts: messages.slice(0, 2), samplingMode: 'balanced' })
    expect(model.prompts[1]?.input).toEqual([{ role: 'user', content: 'b' }])
  })
})

test.each([
  ['to its end', {}, 'a👋b🎉'],
  ['to a stop string', { stop: ['🎉'] }, 'a👋b'],
  ['to the limit', { maxTokens: 1 }, 'a👋'],
])('an answer that comes in halves of characters is shown in whole ones, %s', async (_where, more, expected) => {
  browserWith({ answers: ['a👋b🎉'], unitsPerPiece: 1 })
  await using session = await builtinEngine().open('generate', undefined)
  const pieces: string[] = []
  const { text } = await session.run('generate', ask('Hi', more), { onEvent: (piece) => pieces.push(piece) })
  for (const piece of [...pieces, text]) expect(piece.isWellFormed()).toBe(true)
  expect(pieces.join('')).toBe(text)
  expect(expected.startsWith(text) || text === expected).toBe(true)
})

test('an abort while another answer is written is heard at once', async () => {
  browserWith({ answers: ['a long answer '.repeat(200)] })
  await using session = await builtinEngine().open('generate', undefined)
  let done = false
  const first = session.run('generate', ask('1', { maxTokens: 10_000 })).finally(() => {
    done = true
  })
  const stop = new AbortController()
  const second = session.run('generate', ask('2'), { signal: stop.signal })
  stop.abort('enough')
  await expect(second).rejects.toBe('enough')
  expect(done).toBe(false)
  await first.catch(() => {})
})
