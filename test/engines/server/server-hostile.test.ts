import { describe, expect, test } from 'vitest'
import { createBudget } from '../../../src/engines/server/budget.js'
import { inMemory } from '../../../src/engines/server/budget-database.js'
import { createChatAnswer } from '../../../src/engines/server/chat-answer.js'
import type { Ledger } from '../../../src/engines/server/ledger.js'
import { type ServerEngineOptions, serverEngine } from '../../../src/engines/server.js'
import { createRedactor } from '../../../src/redact/index.js'
import { NlpError } from '../../../src/shared/errors.js'
import type { GenerateInput } from '../../../src/shared/tasks.js'
import { listen, says } from '../../http/loopback.js'

const input: GenerateInput = { messages: [{ role: 'user', content: 'Hi' }], maxTokens: 64, temperature: 0, stop: [] }

async function ask(url: string, options: Partial<ServerEngineOptions> = {}) {
  const engine = serverEngine({ url, model: 'noise', retry: { retries: 0 }, ...options })
  await using session = await engine.open('generate', undefined)
  return await session.run('generate', input)
}

const event = (delta: object, rest: object = {}) => ({ choices: [{ index: 0, delta, ...rest }] })
const OK = { message: { content: 'ok' }, finish_reason: 'stop' }
const END = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }

function read(...chunks: unknown[]) {
  const answer = createChatAnswer(() => {})
  for (const chunk of [...chunks, END]) answer.add(JSON.stringify(chunk))
  return answer.result()
}

const call = (fields: object) => event({ tool_calls: [fields] })

describe('a chunk of a hostile server', () => {
  test.each([
    ['a call at "__proto__"', call({ index: '__proto__', id: 'PWN', function: { name: 'PWN', arguments: '{}' } })],
    ['a call at "constructor"', call({ index: 'constructor', id: 'PWN' })],
    ['a call at 4294967294', call({ index: 4_294_967_294, id: 'a' })],
    ['a call at 128', call({ index: 128, id: 'a' })],
    ['a call at -1', call({ index: -1 })],
    ['a call at 0.5', call({ index: 0.5 })],
    ['choices that are an object', { choices: { 0: {} } }],
    ['a choice that is a text', { choices: ['stop'] }],
    ['a delta that is a list', { choices: [{ delta: [] }] }],
    ['calls that are an object with a length', event({ tool_calls: { length: 1e9 } })],
    ['a call that is a number', event({ tool_calls: [7] })],
    ['a function that is a text', call({ function: 'rm' })],
    ['a name that is an object', call({ function: { name: { toString: 1 } } })],
    ['an id that is a number', call({ id: 7 })],
    ['content that is an object', event({ content: { toString: 1 } })],
    ['parts that are lists', event({ content: [[]] })],
    ['a finish that is an object', { choices: [{ delta: {}, finish_reason: {} }] }],
    ['a list', []],
    ['a number', 7],
    ['an error whose code cannot be read', { error: { code: { toString: 1, valueOf: 1 } } }],
  ])('with %s is an NlpError that changes no prototype', (_name, chunk) => {
    const before = JSON.stringify([Object.keys(Array.prototype), Object.keys(Object.prototype)])
    let thrown: unknown
    try {
      read(chunk)
    } catch (error) {
      thrown = error
    }
    expect(NlpError.is(thrown, 'server')).toBe(true)
    expect(String(thrown)).not.toContain('PWN')
    expect(JSON.stringify([Object.keys(Array.prototype), Object.keys(Object.prototype)])).toBe(before)
  })

  test.each([
    ['no choices', { choices: null }],
    ['a null among the choices', { choices: [null] }],
    ['a null among the calls', event({ tool_calls: [null] })],
    ['null everywhere', { choices: [{ delta: null, message: null, text: null, finish_reason: null }], usage: null }],
    ['a padding that is an object', { obfuscation: { toString: 1 }, choices: [] }],
    ['a model that is a number', { model: 7 }],
    ['nothing', null],
  ])('with %s says nothing', (_name, chunk) => {
    expect(read(chunk, event({ content: 'ok' }))).toMatchObject({ text: 'ok', toolCalls: [], model: undefined })
  })

  test('with more calls than any model makes is an error', () => {
    const many = Array.from({ length: 129 }, (_, at) => ({ id: `c${at}`, function: { name: 'f', arguments: '{}' } }))
    expect(() => read(event({ tool_calls: many }))).toThrow('more than 128 tools')
  })
})

test.each([
  [
    'text',
    [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ],
    'ab',
  ],
  [
    'thoughts and text',
    [
      { type: 'thinking', thinking: [{ text: 'hm' }] },
      { type: 'text', text: 'b' },
    ],
    'b',
  ],
  ['strings', ['a', 'b'], 'ab'],
  ['nothing', [], ''],
])('content that comes as parts of %s is read', (_name, content, text) => {
  expect(read(event({ content })).text).toBe(text)
})

test.each(['reasoning_content', 'reasoning'])('what the model thought comes apart from its answer, as %s', (name) => {
  const chunks = [
    event({ [name]: 'Hm, ' }),
    event({ [name]: 'yes.', content: null }),
    event({ [name]: null, content: 'Yes' }),
  ]
  expect(read(...chunks)).toMatchObject({ text: 'Yes', reasoning: 'Hm, yes.', written: 'Hm, yes.Yes' })
  expect(read(event({ [name]: { text: 7 }, content: 'Yes' })).reasoning).toBeUndefined()
})

test('a model that thinks for long has said its first word', async () => {
  const { url } = await listen((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const write = (part: unknown) => response.write(`data: ${JSON.stringify(part)}\n\n`)
    write(event({ reasoning_content: '[EMAIL_1]?' }))
    // The thought itself has to arrive within the limit of the first word, also on a busy machine.
    setTimeout(() => {
      write(event({ content: 'Yes' }))
      write(END)
      response.end()
    }, 2200)
  })
  const timeouts = { firstTokenMs: 2000, idleMs: 20_000 }
  const engine = serverEngine({ url, model: 'noise', timeouts, redactor: createRedactor(), retry: { retries: 0 } })
  await using session = await engine.open('generate', undefined)
  const asked = { ...input, messages: [{ role: 'user', content: 'I am jo@example.com' }] as const }
  expect(await session.run('generate', asked)).toMatchObject({ text: 'Yes', reasoning: 'jo@example.com?' })
})

test('arguments that come as an object are read as JSON', () => {
  expect(read(call({ id: 'a', function: { name: 'f', arguments: { a: 1 } } })).toolCalls).toEqual([
    { id: 'a', name: 'f', arguments: '{"a":1}' },
  ])
})

test('whole calls that share one id are two calls', () => {
  const one = (values: string) => call({ id: 'a', function: { name: 'f', arguments: values } })
  expect(read(one('{"a":1}'), one('{"a":2}'), one('{"a":2}')).toolCalls.map(({ arguments: text }) => text)).toEqual([
    '{"a":1}',
    '{"a":2}',
  ])
})

const usages: readonly [string, unknown, { inputTokens: number; outputTokens: number } | undefined][] = [
  ['negative', { prompt_tokens: -1e9, completion_tokens: 1 }, undefined],
  ['negative for the output', { prompt_tokens: 1, completion_tokens: -5 }, undefined],
  ['a text', { prompt_tokens: '7', completion_tokens: 1 }, undefined],
  ['an object', { prompt_tokens: {}, completion_tokens: 1 }, undefined],
  ['broken', { prompt_tokens: 1.5, completion_tokens: 1 }, undefined],
  ['beyond any model', { prompt_tokens: 1e15, completion_tokens: 1 }, undefined],
  ['a list', [1, 2], undefined],
  ['sound', { prompt_tokens: 3, completion_tokens: 2 }, { inputTokens: 3, outputTokens: 2 }],
  ['without output', { prompt_tokens: 3, completion_tokens: null }, { inputTokens: 3, outputTokens: 0 }],
]

test.each(usages)(
  'usage that is %s is taken or estimated, and the budget stays right',
  async (_name, usage, counted) => {
    expect(read(event({ content: 'ok' }), { choices: [], usage }).usage).toEqual(
      counted && { ...counted, cachedTokens: 0 },
    )
    const { url } = await listen(says(JSON.stringify({ choices: [OK], usage })))
    const budget = createBudget({ name: 'b', maxTokens: 200, storage: inMemory() })
    const { served } = await ask(url, { budgets: [budget] })
    const { tokens } = await budget.spent()
    expect(served?.estimated).toBe(counted === undefined)
    if (counted === undefined) expect(tokens).toBeGreaterThan(10)
    else expect(tokens).toBe(counted.inputTokens + counted.outputTokens)
  },
)

test('a server that claims to have given back lets no more calls through than the budget has', async () => {
  const usage = { prompt_tokens: -1e9, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 1e9 } }
  const { url } = await listen(says(JSON.stringify({ choices: [OK], usage })))
  const budget = createBudget({ name: 'b', maxTokens: 300, storage: inMemory() })
  const outcomes = []
  for (let turn = 0; turn < 20; turn += 1)
    outcomes.push(await ask(url, { budgets: [budget] }).catch((error) => error.code))
  expect(outcomes.filter((outcome) => outcome === 'budget-exceeded').length).toBeGreaterThan(10)
})

test('more cached tokens than there were do not make a call cheaper than nothing', () => {
  const usage = { prompt_tokens: 10, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 1000 } }
  expect(read({ choices: [], usage }).usage).toEqual({ inputTokens: 10, outputTokens: 0, cachedTokens: 0 })
})

test.each([
  ['text', '0070[object Object]'],
  ['no number', Number.NaN],
  ['negative', -5e10],
  ['endless', Number.POSITIVE_INFINITY],
  ['missing', undefined],
])('a stored account whose amount is %s heals', async (_name, tokens) => {
  const spent = { tokens, requests: 3, money: 1 }
  let ledger: unknown = { period: 'forever', spent, reserved: { lost: { amount: 'much', until: 'never' }, odd: null } }
  const budget = createBudget({
    name: 'b',
    maxTokens: 100,
    period: 'forever',
    storage: async (_name, change) => {
      const next = change(ledger as Ledger)
      ledger = next
      return next
    },
  })
  expect(await budget.spent()).toEqual({ tokens: 0, requests: 3, money: 1 })
  const reservation = await budget.reserve({ tokens: 60, requests: 1, money: 0 }, { lifetimeMs: 1000 })
  await reservation.settle({ tokens: 7, requests: 1, money: 0 })
  expect(await budget.spent()).toEqual({ tokens: 7, requests: 4, money: 1 })
})

const refusals: readonly [string, number, object, object][] = [
  [
    'an overflow as LiteLLM says it',
    400,
    {
      message:
        "litellm.ContextWindowExceededError: litellm.BadRequestError: This model's maximum context length is 8192",
      type: 'invalid_request_error',
      code: '400',
    },
    { code: 'context-overflow', details: { status: 400, code: 'invalid_request_error' } },
  ],
  [
    'an unknown key as LiteLLM says it',
    400,
    { message: 'No connected db.', type: 'no_db_connection', code: '400' },
    { code: 'server', message: expect.stringContaining('does not accept the key') },
  ],
  [
    'another wrong request',
    400,
    { message: 'bad temperature', type: 'invalid_request_error', code: '400' },
    { code: 'server', retryable: false },
  ],
]

test.each(refusals)('%s is understood', async (_name, status, error, expected) => {
  const { url } = await listen(says(JSON.stringify({ error }), { status }))
  await expect(ask(url)).rejects.toMatchObject(expected)
})

test.each([
  ['an object with a length', { data: [{ embedding: { length: 4_294_967_295 } }] }],
  ['texts', { data: [{ embedding: ['1', '2'] }] }],
  ['null', { data: [{ embedding: [null] }] }],
  ['a null row', { data: [null] }],
  ['an object of rows', { data: { length: 1 } }],
  ['a row too many', { data: [{ embedding: [1] }, { embedding: [1] }] }],
  ['at "__proto__"', { data: [{ index: '__proto__', embedding: [1] }] }],
])('vectors that are %s are refused', async (_name, reply) => {
  const { url } = await listen(says(JSON.stringify(reply)))
  await using session = await serverEngine({ url, model: 'noise' }).open('embed', undefined)
  await expect(session.run('embed', { texts: ['a'], kind: 'document' })).rejects.toMatchObject({ code: 'server' })
})

test('a redacted text has the same placeholders whatever was embedded before it', async () => {
  const { url, received } = await listen(says(JSON.stringify({ data: [{ embedding: [1] }, { embedding: [1] }] })))
  await using session = await serverEngine({ url, model: 'noise', redactor: createRedactor() }).open('embed', undefined)
  for (let turn = 0; turn < 2; turn += 1) {
    await session.run('embed', { texts: ['To ann@example.org', 'To jo@example.com'], kind: 'document' })
  }
  expect(received.flatMap(({ body }) => JSON.parse(body).input)).toEqual(Array(4).fill('To [EMAIL_1]'))
})
