import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LanguageModelV3, LanguageModelV3CallOptions } from '@ai-sdk/provider'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { redactionMiddleware } from '../../src/ai-sdk/index.js'
import { answer } from '../../src/answer.js'
import { type ServerEngineOptions, serverEngine } from '../../src/engines/server.js'
import { createGenerator, type TextGenerator } from '../../src/generate.js'
import { createRedactor } from '../../src/redact/index.js'
import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, Message } from '../../src/shared/tasks.js'
import { CANARIES, LISTED, leaksOf } from './canaries.js'

/** A server that keeps all requests, fails if the path says so, and calls the tool that the last message names. */
let address = ''
let sent: string[] = []
let failing = 0
let scripted: object[] = []
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  sent.push([request.url, JSON.stringify(request.rawHeaders), body].join('\n'))
  response.setHeader('content-type', 'application/json')
  if (failing > 0 || request.url?.startsWith('/broken')) {
    failing -= 1
    // The whole request comes back within the error.
    response.statusCode = 503
    response.setHeader('retry-after', '0')
    return response.end(JSON.stringify({ error: { message: body, code: 'overloaded', type: 'server_error' } }))
  }
  if (request.url?.endsWith('/embeddings')) {
    return response.end(JSON.stringify({ data: JSON.parse(body).input.map(() => ({ embedding: [1] })) }))
  }
  const message = scripted.shift() ?? { content: '{"choice":"other"}' }
  response.end(JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] }))
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  sent = []
  failing = 0
  scripted = []
})
afterAll(() => void server.close())

const redactor = createRedactor({ locales: 'all', strictness: 'strict', deny: LISTED })

const engine = (options: Partial<ServerEngineOptions> = {}) =>
  serverEngine({
    url: `${address}/v1`,
    model: 'noise',
    redactor,
    retry: { baseMs: 1 },
    breaker: { minRequests: 1e9 },
    ...options,
  })

const base: GenerateInput = { messages: [{ role: 'user', content: 'Go on' }], maxTokens: 8, temperature: 0, stop: [] }

async function run(input: Partial<GenerateInput>, options: Partial<ServerEngineOptions> = {}) {
  await using session = await engine(options).open('generate', undefined)
  return await session.run('generate', { ...base, ...input })
}

const say = (...messages: Message[]) => run({ messages })

async function generating<T>(
  use: (generator: TextGenerator) => Promise<T>,
  options: Partial<ServerEngineOptions> = {},
) {
  await using generator = await createGenerator({ engines: [engine(options)] })
  return await use(generator)
}

const called = (call: { id?: string; name?: string; arguments?: string }): Message[] => [
  { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'find', arguments: '{}', ...call }] },
  { role: 'tool', content: 'done', toolCallId: call.id ?? 'c1' },
]

const schemaWith = (fields: object) => ({ type: 'object', properties: { who: { type: 'string' } }, ...fields })

const toolWith = (fields: object) => ({ tools: [{ name: 'find', parameters: schemaWith({}), ...fields }] })

const asking = (values: string) => ({ tool_calls: [{ id: 'c1', function: { name: 'find', arguments: values } }] })

/** A model of the AI SDK that sends everything that it gets. */
const posting = {
  specificationVersion: 'v3',
  provider: 'posting',
  modelId: 'all',
  supportedUrls: {},
  async doGenerate(options: LanguageModelV3CallOptions) {
    const headers = Object.fromEntries(
      Object.entries(options.headers ?? {}).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    )
    const body = JSON.stringify(options, (_key, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    )
    // The content in base64 has to be read as well.
    const decoded = body.replace(/"data":"([\w+/=]+)"/g, (_, data) => `"data":${JSON.stringify(atob(data))}`)
    await fetch(`${address}/v1`, { method: 'POST', headers, body: decoded })
    return { content: [], finishReason: { unified: 'stop', raw: 'stop' }, usage: {}, warnings: [] }
  },
} as unknown as LanguageModelV3

async function viaSdk(options: Partial<LanguageModelV3CallOptions>) {
  const middleware = redactionMiddleware(redactor)
  const params = {
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    ...options,
  } as LanguageModelV3CallOptions
  const hidden = await middleware.transformParams?.({ type: 'generate', params, model: posting })
  const doGenerate = () => posting.doGenerate(hidden as LanguageModelV3CallOptions)
  await middleware.wrapGenerate?.({
    doGenerate,
    doStream: (() => {}) as never,
    params: hidden as LanguageModelV3CallOptions,
    model: posting,
  })
}

const sdkMessage = (role: 'user' | 'assistant' | 'tool', part: object) =>
  viaSdk({ prompt: [{ role, content: [part] }] as unknown as LanguageModelV3CallOptions['prompt'] })

const sdkFile = (fields: object) =>
  sdkMessage('user', { type: 'file', mediaType: 'text/plain', data: btoa('Hi'), ...fields })

const sdkResult = (output: object) =>
  sdkMessage('tool', { type: 'tool-result', toolCallId: 'c1', toolName: 'find', output })

const bytes = (text: string) => new TextEncoder().encode(text)

const base64 = (text: string) => Buffer.from(text).toString('base64')

type Path = readonly [name: string, send: (value: string) => Promise<unknown>]

const messages: readonly Path[] = [
  ['a system message', (value) => say({ role: 'system', content: `About ${value}.` }, ...base.messages)],
  ["a user's message", (value) => say({ role: 'user', content: value })],
  ['a message of the assistant', (value) => say({ role: 'assistant', content: `It is ${value}` }, ...base.messages)],
  ['a result of a tool', (value) => say({ role: 'tool', content: `Found: ${value}`, toolCallId: 'c1' })],
  ['a result in JSON', (value) => say({ role: 'tool', content: JSON.stringify([{ a: value }]), toolCallId: 'c1' })],
  ['a key of a result in JSON', (value) => say({ role: 'tool', content: JSON.stringify({ [value]: { [value]: 1 } }) })],
  ['a prompt to continue', (value) => run({ messages: [], prompt: `Once ${value}` })],
  ['a text to stop at', (value) => run({ stop: [value] })],
]

const tools: readonly Path[] = [
  ['an argument of a call', (value) => say(...called({ arguments: JSON.stringify({ who: value }) }))],
  ['a key of an argument', (value) => say(...called({ arguments: JSON.stringify({ a: { [value]: true } }) }))],
  ['arguments that are no JSON', (value) => say(...called({ arguments: `Look for ${value}, please` }))],
  [
    'arguments that are cut off',
    (value) => say(...called({ arguments: `{"a": 1, "who": ${JSON.stringify(value).slice(0, -1)}` })),
  ],
  ['arguments with single quotes', (value) => say(...called({ arguments: `{'who': ${value}, }` }))],
  ['the id of a call', (value) => say(...called({ id: value }))],
  ['the name of a called tool', (value) => say(...called({ name: value }))],
  ['the name of a tool', (value) => run(toolWith({ name: value }))],
  ['the description of a tool', (value) => run(toolWith({ description: `Finds ${value}` }))],
  [
    'the name of a parameter',
    (value) => run(toolWith({ parameters: schemaWith({ properties: { [value]: {} }, required: [value] }) })),
  ],
  [
    'a value of a parameter',
    (value) => run(toolWith({ parameters: schemaWith({ enum: [value, 'x'], default: value }) })),
  ],
  [
    'the description of a parameter',
    (value) => run(toolWith({ parameters: schemaWith({ description: `As ${value}` }) })),
  ],
  ['the name of a property of a schema', (value) => run({ schema: schemaWith({ properties: { [value]: {} } }) })],
  ['a value of a schema', (value) => run({ schema: schemaWith({ enum: [value], const: value, examples: [value] }) })],
  ['what a tool returns', (value) => loop(value, () => ({ [value]: [value] }), '{"who":"x"}')],
  [
    'a key that the model wrote',
    (value) => loop(value, () => 'ok', '{"who":{"[TERM_1]":true,"[EMAIL_1]":true,"[PHONE_1]":1}}'),
  ],
  [
    'a history that was saved',
    (value) =>
      generating((generator) => {
        const before = [
          ...called({ id: `id ${value}`, arguments: JSON.stringify({ [value]: value }) }),
          { role: 'assistant', content: value } as const,
        ]
        return generator.conversation({ messages: before }).generate('Go on')
      }),
  ],
]

/** The model calls a tool, and the result goes out with the next step. */
const loop = (value: string, execute: () => unknown, values: string) => {
  scripted = [asking(values), { content: 'Done' }]
  const find = { name: 'find', parameters: schemaWith({ properties: {} }), execute }
  return generating((generator) => generator.generate(`About ${value}`, { tools: [find] }))
}

const failingTimes = (times: number, call: () => Promise<unknown>) => {
  failing = times
  return call()
}

const around: readonly Path[] = [
  ['the name of the model', (value) => run({}, { model: value })],
  ['a header', (value) => run({}, { headers: { 'x-note': value } })],
  ['a header from a function', (value) => run({}, { headers: async () => [['x-user', `for ${value}`]] })],
  ['a retry after an error that echoes', (value) => failingTimes(2, () => say({ role: 'user', content: value }))],
  ['an error that echoes', (value) => failingTimes(9, () => say({ role: 'user', content: value }))],
  [
    'a fallback to another server',
    (value) =>
      createGenerator({
        engines: [engine({ url: `${address}/broken`, name: 'a', retry: { retries: 0 } }), engine()],
      }).then((generator) => generator.generate(value)),
  ],
  [
    'a second turn',
    (value) =>
      generating(async (generator) => {
        const conversation = generator.conversation({ system: 'Be kind' })
        scripted = [{ content: 'You said [TERM_1] [EMAIL_1] [PHONE_1] [SECRET_1]' }]
        await conversation.generate(value)
        return conversation.generate(`Again: ${value}`)
      }),
  ],
  [
    'an object and its repair',
    (value) =>
      generating((generator) => {
        scripted = [{ content: '{"who":7}' }, { content: '{"who":"[TERM_1]"}' }]
        return generator.object(`Who is ${value}?`, { schema: schemaWith({ required: ['who'] }) })
      }),
  ],
  ['choices', (value) => generating((generator) => generator.choose(value, [value, 'other']))],
  [
    'texts to embed',
    async (value) => {
      await using session = await engine().open('embed', undefined)
      return await session.run('embed', { texts: [value, `About ${value}`], kind: 'document' })
    },
  ],
  [
    'documents and the question of answer()',
    (value) =>
      generating((generator) => {
        const document = { id: value, text: `The file says ${value}.` }
        const search = async () => [{ document, start: 0, end: document.text.length, text: document.text, score: 1 }]
        return answer(`What of ${value}?`, { documents: { search }, generator }).result
      }),
  ],
]

const sdk: readonly Path[] = [
  ['a system message', (value) => viaSdk({ prompt: [{ role: 'system', content: `About ${value}` }] })],
  ['a text', (value) => sdkMessage('user', { type: 'text', text: value })],
  ['what the model thought', (value) => sdkMessage('assistant', { type: 'reasoning', text: value })],
  [
    'the input of a call and its keys',
    (value) =>
      sdkMessage('assistant', { type: 'tool-call', toolCallId: 'c1', toolName: 'find', input: { [value]: value } }),
  ],
  [
    'an input that is a text',
    (value) => sdkMessage('assistant', { type: 'tool-call', toolCallId: 'c1', toolName: 'find', input: value }),
  ],
  [
    'the id of a call',
    (value) => sdkMessage('assistant', { type: 'tool-call', toolCallId: value, toolName: 'find', input: {} }),
  ],
  [
    'the name of a called tool',
    (value) => sdkMessage('assistant', { type: 'tool-call', toolCallId: 'c1', toolName: value, input: {} }),
  ],
  ['a result and its keys', (value) => sdkResult({ type: 'json', value: { [value]: [value] } })],
  ['a result as text', (value) => sdkResult({ type: 'text', value })],
  ['a result as parts', (value) => sdkResult({ type: 'content', value: [{ type: 'text', text: value }] })],
  [
    'a file in a result',
    (value) =>
      sdkResult({
        type: 'content',
        value: [{ type: 'file-data', mediaType: 'text/csv', data: base64(value), filename: value }],
      }),
  ],
  [
    'an address in a result',
    (value) => sdkResult({ type: 'content', value: [{ type: 'file-url', url: `https://x.example/${value}` }] }),
  ],
  ['a refusal', (value) => sdkResult({ type: 'execution-denied', reason: value })],
  [
    'the reason of an approval',
    (value) => sdkMessage('tool', { type: 'tool-approval-response', approvalId: 'a', approved: false, reason: value }),
  ],
  ['the name of a file', (value) => sdkFile({ filename: `${value}.txt` })],
  ['a text file', (value) => sdkFile({ data: base64(`About ${value}`) })],
  ['a text file as bytes', (value) => sdkFile({ data: bytes(value), mediaType: 'text/markdown' })],
  [
    'a JSON file',
    (value) => sdkFile({ data: base64(JSON.stringify({ [value]: value })), mediaType: 'application/json' }),
  ],
  [
    'an HTML file',
    (value) => sdkFile({ data: bytes(`<p>${value.replace(/[<>&"]/g, '')}</p>`), mediaType: 'text/html' }),
  ],
  ['a file that is no text', (value) => sdkFile({ data: bytes(value), mediaType: 'application/pdf' })],
  ['the address of a file', (value) => sdkFile({ data: new URL(`https://x.example/?q=${encodeURIComponent(value)}`) })],
  ['the type of a file', (value) => sdkFile({ mediaType: value })],
  ['a part of another kind', (value) => sdkMessage('user', { type: 'custom', value })],
  ['a field that the SDK does not know', (value) => sdkMessage('user', { type: 'text', text: 'Hi', note: value })],
  [
    'an option of a part',
    (value) => sdkMessage('user', { type: 'text', text: 'Hi', providerOptions: { a: { note: value } } }),
  ],
  [
    'an option of the call',
    (value) => viaSdk({ providerOptions: { openai: { user: value, metadata: { [value]: [value] } } } }),
  ],
  ['the name of an option', (value) => viaSdk({ providerOptions: { openai: { [value]: true } } })],
  ['a header', (value) => viaSdk({ headers: { 'x-user': value } })],
  ['a text to stop at', (value) => viaSdk({ stopSequences: [value] })],
  [
    'a tool',
    (value) =>
      viaSdk({
        tools: [
          {
            type: 'function',
            name: 'find',
            description: value,
            inputSchema: { properties: { [value]: { enum: [value] } } },
            inputExamples: [{ input: { [value]: value } }],
          },
        ],
      }),
  ],
  ['the name of a tool', (value) => viaSdk({ tools: [{ type: 'function', name: value, inputSchema: {} }] })],
  [
    'a tool of the provider',
    (value) => viaSdk({ tools: [{ type: 'provider', id: 'a.b', name: 'find', args: { user: { [value]: value } } }] }),
  ],
  ['the tool to choose', (value) => viaSdk({ toolChoice: { type: 'tool', toolName: value } })],
  [
    'a format',
    (value) =>
      viaSdk({
        responseFormat: { type: 'json', description: value, schema: { properties: { [value]: { const: value } } } },
      }),
  ],
  ['the name of a format', (value) => viaSdk({ responseFormat: { type: 'json', name: value } })],
  ['an option that the SDK does not know', (value) => viaSdk({ reasoning: value } as object)],
]

const paths = [
  ...[...messages, ...tools, ...around].map(([name, send]) => ['the server engine', name, send] as const),
  ...sdk.map(([name, send]) => ['the AI SDK', name, send] as const),
]

test.each(paths)(
  'through %s, as %s, none of forty canaries leaves',
  async (_where, _name, send) => {
    let wrongUse = 0
    for (const value of CANARIES) {
      sent = []
      scripted = []
      failing = 0
      const error = await send(value).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(leaksOf(value, sent.join('\n')), value).toEqual([])
      // An impossible header is wrong use. Everything else was sent with placeholders, was refused, or failed as
      // expected.
      if (error !== undefined && !(error instanceof TypeError)) {
        expect(NlpError.is(error), `${value}: ${String(error)}`).toBe(true)
        expect(leaksOf(value, `${String(error)}${JSON.stringify(error)}`), value).toEqual([])
      }
      if (error instanceof TypeError) wrongUse += 1
      if (error === undefined) expect(sent.length, value).toBeGreaterThan(0)
      else if (NlpError.is(error, 'policy-denied')) expect(sent, value).toEqual([])
    }
    // Of the forty, one is written in letters that no header can hold.
    expect(wrongUse).toBeLessThanOrEqual(1)
  },
  60_000,
)

test('a call without personal data is sent as it is, names, ids, headers and options included', async () => {
  await viaSdk({
    headers: { 'x-title': 'my-app/1.2', authorization: 'Bearer sk-aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY' },
    providerOptions: { openai: { reasoningEffort: 'low', user: 'u-17' } },
    tools: [{ type: 'function', name: 'get_weather', inputSchema: schemaWith({}) as object }],
    toolChoice: { type: 'tool', toolName: 'get_weather' },
  })
  expect(JSON.parse(sent[0]?.split('\n')[2] ?? '')).toMatchObject({
    providerOptions: { openai: { reasoningEffort: 'low', user: 'u-17' } },
    tools: [{ name: 'get_weather', inputSchema: schemaWith({}) }],
  })
  await run(toolWith({}), {
    headers: { 'x-trace': '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    model: 'meta-llama/Llama-3.1-8B-Instruct',
  })
  expect(sent[1]).toContain('4bf92f3577b34da6a3ce929d0e0e4736')
  expect(JSON.parse(sent[1]?.split('\n')[2] ?? '')).toMatchObject({
    model: 'meta-llama/Llama-3.1-8B-Instruct',
    tools: [{ function: { name: 'find' } }],
  })
})
