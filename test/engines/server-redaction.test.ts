import { afterEach, expect, test } from 'vitest'
import { serverEngine } from '../../src/engines/server.js'
import { NlpError } from '../../src/errors.js'
import { createRedactor } from '../../src/redact/index.js'
import type { GenerateInput } from '../../src/tasks.js'
import { type Behaviour, type MisbehavingServer, startMisbehavingServer } from '../servers/misbehaving-server.js'

const servers: MisbehavingServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** One of each kind, as a person would write it. */
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
  answer?: (request: { messages: { content: string }[] }) => string,
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

test('one value has one name through the whole conversation', async () => {
  const server = await start([{ type: 'answer', text: 'I wrote to [EMAIL_1] and [EMAIL_2].' }])
  await using session = await serverEngine({ url: server.url, model: 'noise', redactor: redactor() }).open(
    'generate',
    undefined,
  )
  const ask = (content: string) => session.run('generate', { ...base, messages: [{ role: 'user', content }] })
  await ask('Write to jo@example.com')
  const second = await ask('Write to ann@example.org, then to jo@example.com')
  expect(second.text).toBe('I wrote to jo@example.com and ann@example.org.')
  expect(server.received[1]?.body).toContain('Write to [EMAIL_2], then to [EMAIL_1]')
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
