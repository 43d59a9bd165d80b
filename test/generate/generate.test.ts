import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Engine } from '../../src/calls/engine.js'
import { tool } from '../../src/generate/tool-loop.js'
import { createGenerator } from '../../src/generate.js'
import { NlpError } from '../../src/shared/errors.js'
import { scriptedEngine } from './scripted-engine.js'

const person = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
const busy = new NlpError('server', 'busy', { retryable: true })

test('the first engine answers, and says so', async () => {
  const local = scriptedEngine('local', ['hello'])
  const server = scriptedEngine('server', ['no'])
  await using generator = await createGenerator({ engines: [local, server] })
  expect(await generator.generate('Hi')).toMatchObject({
    text: 'hello',
    engine: 'local',
    model: 'local-model',
    reason: 'the mode is prefer-device',
    attempts: 1,
    redacted: false,
  })
  expect(server.opened).toBe(0)
})

test('a failure before the first word moves on to the next engine', async () => {
  const local = scriptedEngine('local', [new NlpError('out-of-memory', 'too large')])
  const server = scriptedEngine('server', ['from afar'])
  await using generator = await createGenerator({ engines: [local, server] })
  expect(await generator.generate('Hi')).toMatchObject({ text: 'from afar', engine: 'server', attempts: 2 })
})

test('a failure after the first word is the end: nothing is said twice', async () => {
  const local = scriptedEngine('local', [{ text: 'half', thenFail: busy }])
  const server = scriptedEngine('server', ['from afar'])
  await using generator = await createGenerator({ engines: [local, server] })
  const stream = generator.stream('Hi')
  const pieces: string[] = []
  await expect(
    (async () => {
      for await (const piece of stream) pieces.push(piece)
    })(),
  ).rejects.toBe(busy)
  expect(pieces.join('')).toBe('half')
  expect(server.asked).toEqual([])
})

test('of an answer that nobody has seen a word of, another engine may say all', async () => {
  const local = scriptedEngine('local', [{ text: 'half', thenFail: busy }])
  const server = scriptedEngine('server', ['from afar'])
  await using generator = await createGenerator({ engines: [local, server] })
  expect(await generator.generate('Hi')).toMatchObject({ text: 'from afar', engine: 'server', attempts: 2 })
})

test('what a rule forbids is not asked of the next engine', async () => {
  const guarded = scriptedEngine('server', [new NlpError('policy-denied', 'no tagger')])
  const open = scriptedEngine('elsewhere', ['leaked'])
  await using generator = await createGenerator({ engines: [guarded, open] })
  await expect(generator.generate('Hi')).rejects.toMatchObject({ code: 'policy-denied' })
  expect(open.asked).toEqual([])
})

test('private text stays on the device, or the call says why not', async () => {
  const local = scriptedEngine('local', [busy])
  const server = scriptedEngine('server', ['leaked'])
  await using generator = await createGenerator({ engines: [server, local] })
  await expect(generator.generate('Hi', { privacy: 'personal' })).rejects.toBe(busy)
  await using alone = await createGenerator({ engines: [server] })
  await expect(alone.generate('Hi', { privacy: 'personal' })).rejects.toMatchObject({
    code: 'policy-denied',
    details: { server: 'personal text may not go to a server unredacted' },
  })
  expect(server.asked).toEqual([])
})

test('a generator without an engine that can do it is not made', async () => {
  const engines = [scriptedEngine('local', ['x'], { ready: 'unavailable' })]
  const why = { code: 'unsupported', message: 'local cannot run here' }
  await expect(createGenerator({ engines })).rejects.toMatchObject(why)
  await expect(createGenerator({ engines, policy: { mode: 'only-server' } })).rejects.toMatchObject({
    code: 'policy-denied',
  })
})

test('closing twice is fine, ends what runs, and says so afterwards', async () => {
  const local = scriptedEngine('local', ['x'])
  const generator = await createGenerator({ engines: [local] })
  await generator.close()
  await generator.close()
  expect(local.closed).toBe(1)
  await expect(generator.generate('Hi')).rejects.toMatchObject({ code: 'closed' })
})

test.each([
  [[], /at least one message/],
  [[{ role: 'robot', content: '' }], /`prompt\[0\].role` must be one of/],
  [[{ role: 'user', content: 3 }], /`prompt\[0\].content` must be a string, got number/],
  [7, /must be a string or a list of messages, got number/],
])('the prompt %j is refused by name', async (prompt, message) => {
  await using generator = await createGenerator({ engines: [scriptedEngine('local', ['x'])] })
  await expect(generator.generate(prompt as unknown as string)).rejects.toThrow(message)
})

test('a value of a schema comes checked, and grows while it is written', async () => {
  const local = scriptedEngine('local', ['{"name": "Ada"}'])
  await using generator = await createGenerator({ engines: [local] })
  const partials: unknown[] = []
  const { object, text, engine } = await generator.object('Who?', {
    schema: person,
    onPartial: (partial) => partials.push(partial),
  })
  expect([object, text, engine]).toEqual([{ name: 'Ada' }, '{"name": "Ada"}', 'local'])
  expect(partials[0]).toEqual({})
  expect(partials.at(-1)).toEqual({ name: 'Ada' })
  expect(local.asked[0]?.schema).toEqual(person)
})

test('what is wrong goes back once, with the reasons', async () => {
  const local = scriptedEngine('local', ['{"age": 3}', '{"name": "Ada"}'])
  await using generator = await createGenerator({ engines: [local] })
  const { object, attempts } = await generator.object('Who?', { schema: person })
  expect([object, attempts]).toEqual([{ name: 'Ada' }, 2])
  expect(local.asked[1]?.messages.at(-1)?.content).toContain('$.name is missing')
})

test('twice wrong on the device goes to the server', async () => {
  const local = scriptedEngine('local', ['{}'])
  const server = scriptedEngine('server', ['{"name": "Ada"}'])
  await using generator = await createGenerator({ engines: [local, server] })
  const { engine, attempts } = await generator.object('Who?', { schema: person })
  expect([engine, attempts, local.asked.length]).toEqual(['server', 3, 2])
})

test('wrong everywhere is a typed error that has the text, but not where it is printed', async () => {
  const local = scriptedEngine('local', ['{"secret": 1}'])
  await using generator = await createGenerator({ engines: [local] })
  const error: unknown = await generator.object('Who?', { schema: person }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'invalid-output', details: { firstProblem: '$.name is missing' } })
  expect((error as { text: string }).text).toBe('{"secret": 1}')
  expect(JSON.stringify(error)).not.toContain('secret')
})

test('a schema of a library gives its types, its checks and its JSON Schema', async () => {
  const schema = z.object({ name: z.string().min(2), born: z.iso.date() })
  const local = scriptedEngine('local', [
    '{"name": "A", "born": "1815-12-10"}',
    '{"name": "Ada", "born": "1815-12-10"}',
  ])
  await using generator = await createGenerator({ engines: [local] })
  const { object } = await generator.object('Who?', { schema })
  expect(object.name.toUpperCase()).toBe('ADA')
  expect(local.asked[0]?.schema).toMatchObject({ type: 'object', required: ['name', 'born'] })
})

const call = (id: string, name: string, values: unknown) => ({ id, name, arguments: JSON.stringify(values) })
const calling = (...toolCalls: ReturnType<typeof call>[]) => ({ finishReason: 'tool-calls', toolCalls }) as const

test('tools are used until the model answers in words, each call once', async () => {
  const local = scriptedEngine('local', [
    calling(call('1', 'add', { a: 1, b: 2 })),
    calling(call('1', 'add', { a: 1, b: 2 }), call('2', 'add', { a: 3, b: 4 })),
    'Three and seven',
  ])
  await using generator = await createGenerator({ engines: [local] })
  const used: unknown[] = []
  const add = tool({
    name: 'add',
    parameters: z.object({ a: z.number(), b: z.number() }),
    execute: ({ a, b }) => {
      used.push([a, b])
      return a + b
    },
  })
  const { text, attempts } = await generator.generate('1+2? 3+4?', { tools: [add] })
  expect([text, attempts]).toEqual(['Three and seven', 3])
  expect(used).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(local.asked[2]?.messages.slice(-2)).toMatchObject([
    { role: 'tool', content: '3', toolCallId: '1' },
    { role: 'tool', content: '7', toolCallId: '2' },
  ])
})

test.each([
  ['an unknown tool', call('1', 'fly', {}), 'there is no tool fly'],
  ['wrong arguments', call('1', 'pay', { amount: 'much' }), 'the arguments are wrong: $.amount must be number'],
  ['no arguments at all', { id: '1', name: 'pay', arguments: '{"amo' }, 'the arguments are wrong'],
  ['what the user does not allow', call('1', 'pay', { amount: 5 }), 'the user did not allow it'],
])('%s is told to the model and not done', async (_name, toolCall, reason) => {
  const local = scriptedEngine('local', [calling(toolCall), 'Sorry'])
  await using generator = await createGenerator({ engines: [local] })
  let paid = 0
  const pay = {
    name: 'pay',
    needsApproval: true,
    parameters: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
    execute: () => {
      paid += 1
    },
  }
  const { text } = await generator.generate('Pay', { tools: [pay], approve: () => false })
  expect([text, paid]).toEqual(['Sorry', 0])
  expect(local.asked[1]?.messages.at(-1)?.content).toContain(reason)
})

test('a model that never stops asking is stopped', async () => {
  const local = scriptedEngine('local', [calling(call('1', 'look', {}))])
  await using generator = await createGenerator({ engines: [local] })
  const look = { name: 'look', parameters: { type: 'object' }, execute: () => 'nothing' }
  const answer = generator.generate('Look', { tools: [look], maxSteps: 3 })
  await expect(answer).rejects.toMatchObject({ code: 'invalid-output' })
  expect(local.asked.length).toBe(3)
})

test('an abort reaches the tool that runs and ends the loop', async () => {
  const local = scriptedEngine('local', [calling(call('1', 'wait', {})), 'never'])
  await using generator = await createGenerator({ engines: [local] })
  const stop = new AbortController()
  const wait = {
    name: 'wait',
    parameters: { type: 'object' },
    execute: (_values: unknown, { signal }: { signal: AbortSignal | undefined }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
        stop.abort('enough')
      }),
  }
  await expect(generator.generate('Wait', { tools: [wait], signal: stop.signal })).rejects.toBe('enough')
  expect(local.asked.length).toBe(1)
})

describe('an abort is heard', () => {
  test('by a call whose engine does not listen, and nothing that it still writes is shown', async () => {
    let write = () => {}
    const after = new Promise<void>((resolve) => {
      write = resolve
    })
    const deaf = scriptedEngine('local', [{ text: '{"name": "Ada"}', after }])
    await using generator = await createGenerator({ engines: [deaf] })
    const stop = new AbortController()
    const partials: unknown[] = []
    const call = generator.object('Who?', {
      schema: person,
      signal: stop.signal,
      onPartial: (partial) => partials.push(partial),
    })
    await expect.poll(() => deaf.asked.length).toBe(1)
    stop.abort('enough')
    await expect(call).rejects.toBe('enough')
    write()
    await new Promise((resolve) => setTimeout(resolve))
    expect(partials).toEqual([])
  })

  test('by a call whose tool does not listen', async () => {
    const local = scriptedEngine('local', [calling(call('1', 'wait', {})), 'never'])
    await using generator = await createGenerator({ engines: [local] })
    const stop = new AbortController()
    const wait = {
      name: 'wait',
      parameters: { type: 'object' },
      execute() {
        stop.abort('enough')
        return new Promise<never>(() => {})
      },
    }
    await expect(generator.generate('Wait', { tools: [wait], signal: stop.signal })).rejects.toBe('enough')
  })

  test('by one of two calls while an engine opens, and the other is answered', async () => {
    const failing = scriptedEngine('local', [busy])
    const second = scriptedEngine('server', ['from afar'])
    let open = () => {}
    const opening = new Promise<void>((resolve) => {
      open = resolve
    })
    const signals: (AbortSignal | undefined)[] = []
    const slow: Engine = {
      ...second,
      async open(task, model, options) {
        signals.push(options?.signal)
        await opening
        options?.signal?.throwIfAborted()
        return second.open(task, model, options)
      },
    }
    await using generator = await createGenerator({ engines: [failing, slow] })
    const stop = new AbortController()
    const first = generator.generate('1', { signal: stop.signal })
    await expect.poll(() => signals.length).toBe(1)
    const other = generator.generate('2')
    stop.abort('enough')
    await expect(first).rejects.toBe('enough')
    open()
    expect((await other).text).toBe('from afar')
    expect(signals).toHaveLength(1)
  })

  test('by an engine that opens while the generator is closed', async () => {
    const failing = scriptedEngine('local', [busy])
    const second = scriptedEngine('server', ['from afar'])
    let heard: AbortSignal | undefined
    const slow: Engine = {
      ...second,
      open: (_task, _model, options) =>
        new Promise((_resolve, reject) => {
          heard = options?.signal
          heard?.addEventListener('abort', () => reject(heard?.reason))
        }),
    }
    const generator = await createGenerator({ engines: [failing, slow] })
    const waiting = generator.generate('1')
    await expect.poll(() => heard).toBeDefined()
    const [closed] = await Promise.allSettled([waiting, generator.close()])
    expect(closed).toMatchObject({ status: 'rejected', reason: { code: 'closed' } })
  })
})
