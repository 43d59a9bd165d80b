import { afterEach, describe, expect, test } from 'vitest'
import { builtinEngine } from '../../src/engines/builtin.js'
import { createGenerator } from '../../src/generate.js'
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

test.each([{}, { oldNames: true }])(
  'a session that would forget its oldest turns is an overflow, with %j',
  async (names) => {
    const model = browserWith({ ...names, forgets: true, answers: ['a'.repeat(150), 'short'] })
    await using session = await builtinEngine().open('generate', undefined)
    const { text } = await session.run('generate', ask('x'.repeat(40)))
    const messages = [
      { role: 'user', content: 'x'.repeat(40) },
      { role: 'assistant', content: text },
      { role: 'user', content: 'y'.repeat(40) },
    ] as const
    await expect(session.run('generate', ask('', { messages }))).rejects.toMatchObject({
      code: 'context-overflow',
      details: { contextWindow: 200 },
    })
    expect(model.sessions[0]?.destroyed).toBe(true)
    expect((await session.run('generate', ask('again'))).text).toBe('short')
  },
)

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

test('a schema is handed to the browser, tools are refused where it has none', async () => {
  const model = browserWith({ answers: ['{}'] })
  await using session = await builtinEngine().open('generate', undefined)
  await session.run('generate', ask('Hi', { schema: { type: 'object' } }))
  expect(model.prompts[0]?.constraint).toEqual({ type: 'object' })
  const tools = [{ name: 'add', parameters: {} }]
  await expect(session.run('generate', ask('Hi', { tools }))).rejects.toMatchObject({ code: 'unsupported' })
})

describe('tools', () => {
  const add = { name: 'add', description: 'Adds.', parameters: { type: 'object' } }
  const double = { name: 'double', parameters: { type: 'object' } }

  test('the calls of the browser become calls of the answer, and their results continue it', async () => {
    const model = browserWith({
      tools: true,
      answers: [
        {
          begins: 'Let me see.',
          calls: [
            ['add', { a: 1, b: 2 }],
            ['double', { a: 4 }],
          ],
          ends: (results) => `It is ${results.join(' and ')}.`,
        },
        'Bye',
      ],
    })
    await using session = await builtinEngine().open('generate', undefined)
    const pieces: string[] = []
    const question = ask('1 + 2?', { tools: [add, double] })
    const first = await session.run('generate', question, { onEvent: (piece) => pieces.push(piece) })
    expect(first).toMatchObject({ text: 'Let me see.', finishReason: 'tool-calls' })
    expect(first.toolCalls?.map(({ name, arguments: values }) => [name, JSON.parse(values)])).toEqual([
      ['add', { a: 1, b: 2 }],
      ['double', { a: 4 }],
    ])
    // A caller may give the calls other ids.
    const calls = first.toolCalls?.map((call) => ({ ...call, id: `own_${call.id}` })) ?? []
    const messages = [
      ...question.messages,
      { role: 'assistant' as const, content: first.text, toolCalls: calls },
      { role: 'tool' as const, content: 'eight', toolCallId: calls[1]?.id },
      { role: 'tool' as const, content: 'three', toolCallId: calls[0]?.id },
    ]
    const second = await session.run('generate', { ...question, messages }, { onEvent: (piece) => pieces.push(piece) })
    expect(second).toMatchObject({ text: 'It is three and eight.', finishReason: 'stop' })
    expect(pieces.join('')).toBe('Let me see.It is three and eight.')
    const kept = [
      ...messages,
      { role: 'assistant' as const, content: second.text },
      { role: 'user' as const, content: 'Bye' },
    ]
    expect((await session.run('generate', { ...question, messages: kept })).text).toBe('Bye')
    // The conversation stays in the session with the tools.
    expect(model.sessions).toHaveLength(2)
    expect(model.sessions[1]?.options).toMatchObject({
      expectedInputs: [{ type: 'text', languages: ['en'] }, { type: 'tool-response' }],
      expectedOutputs: [{ type: 'text', languages: ['en'] }, { type: 'tool-call' }],
    })
  })

  test('a generator runs them, also in several rounds', async () => {
    const again = { calls: [['add', { a: 3 }]], ends: ([sum]: readonly string[]) => `At last ${sum}` } as const
    browserWith({ tools: true, answers: [{ calls: [['add', { a: 1 }]], ends: () => again }] })
    await using generator = await createGenerator({ engines: [builtinEngine()] })
    const seen: unknown[] = []
    const execute = (values: unknown) => {
      seen.push(values)
      return 7
    }
    const { text } = await generator.generate('Sum?', { tools: [{ ...add, execute }] })
    expect([text, seen]).toEqual(['At last 7', [{ a: 1 }, { a: 3 }]])
  })

  test('an answer that nobody continues is given up with the next question', async () => {
    const model = browserWith({ tools: true, answers: [{ calls: [['add', {}]], ends: () => 'never' }, 'Two'] })
    await using session = await builtinEngine().open('generate', undefined)
    const first = await session.run('generate', ask('1', { tools: [add] }))
    expect(first.finishReason).toBe('tool-calls')
    expect((await session.run('generate', ask('2'))).text).toBe('Two')
    expect(model.sessions[1]?.destroyed).toBe(true)
  })

  test('closing in the middle of a call ends the session', async () => {
    const model = browserWith({ tools: true, answers: [{ calls: [['add', {}]], ends: () => 'never' }] })
    const session = await builtinEngine().open('generate', undefined)
    await session.run('generate', ask('1', { tools: [add] }))
    await session.close()
    expect(model.sessions.map(({ destroyed }) => destroyed)).toEqual([true, true])
  })

  test('a tool cannot be required, and none is offered where none may be used', async () => {
    const model = browserWith({ tools: true, answers: ['Hi'] })
    await using session = await builtinEngine().open('generate', undefined)
    const required = ask('1', { tools: [add], toolChoice: 'required' })
    await expect(session.run('generate', required)).rejects.toMatchObject({ code: 'unsupported' })
    await session.run('generate', ask('1', { tools: [add], toolChoice: 'none' }))
    expect(model.sessions.at(-1)?.options['tools']).toBeUndefined()
  })
})

test('the signals of the creation and of a call end nothing later', async () => {
  const model = browserWith({ answers: ['One', 'Two'] })
  const opening = new AbortController()
  await using session = await builtinEngine().open('generate', undefined, { signal: opening.signal })
  const call = new AbortController()
  const messages = [
    { role: 'system', content: 's' },
    { role: 'user', content: 'a' },
  ] as const
  const first = await session.run('generate', { ...ask(''), messages }, { signal: call.signal })
  opening.abort('opened')
  call.abort('answered')
  expect(model.sessions.at(-1)?.destroyed).toBe(false)
  const more = [...messages, { role: 'assistant', content: first.text }, { role: 'user', content: 'b' }] as const
  expect((await session.run('generate', { ...ask(''), messages: more })).text).toBe('Two')
  expect(model.sessions).toHaveLength(2)
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

test('an abort just before an answer begins does not hold up the next question', async () => {
  const stop = new AbortController()
  let asked = 0
  scope.LanguageModel = {
    availability: async () => 'available',
    async params() {
      if (asked === 1) stop.abort('enough')
      return null
    },
    create: async () => ({
      destroy() {},
      promptStreaming() {
        asked += 1
        const answers = asked !== 2
        return new ReadableStream({
          start(controller) {
            if (!answers) return
            controller.enqueue('Hello')
            controller.close()
          },
        })
      },
    }),
  }
  await using session = await builtinEngine().open('generate', undefined)
  const { text } = await session.run('generate', ask('Hi'))
  const messages: GenerateInput['messages'] = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: text },
    { role: 'user', content: 'Again' },
  ]
  await expect(session.run('generate', ask('', { messages }), { signal: stop.signal })).rejects.toBe('enough')
  expect((await session.run('generate', ask('Still there?'))).text).toBe('Hello')
  expect(asked).toBe(3)
})
