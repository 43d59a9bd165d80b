import OpenAI from 'openai'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type ApiServerOptions, startApiServer } from '../../cli/serve/api-server.js'
import type { Backend } from '../../cli/serve/backend.js'
import { serverEngine } from '../../src/engines/server.js'
import { createGenerator } from '../../src/generate.js'
import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'

type Answer = Partial<GenerateOutput> | Error | 'hang'

interface Scripted extends Backend {
  readonly asked: readonly GenerateInput[]
}

/** A backend with given answers. These tests check the protocol around it. */
function scripted(...answers: Answer[]): Scripted {
  const asked: GenerateInput[] = []
  return {
    asked,
    models: { generate: 'writer', embed: 'vectors' },
    contextWindow: 500,
    async generate(input, { signal, onText }) {
      asked.push(input)
      const answer = answers[Math.min(asked.length, answers.length) - 1] ?? { text: 'Hello 👋 there' }
      if (answer instanceof Error) throw answer
      if (answer === 'hang') {
        onText('Well')
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        return undefined as never
      }
      const { text = '' } = answer
      for (const piece of text.match(/.{1,3}/gsu) ?? []) onText(piece)
      return {
        text,
        finishReason: 'stop',
        usage: { inputTokens: 9, outputTokens: 4 },
        timings: { firstTokenMs: 1, tokensPerSecond: 1 },
        ...answer,
      }
    },
    embed: async (texts) => ({
      vectors: Float32Array.from(texts.flatMap((text) => [text.length, 0.5])),
      dimensions: 2,
      truncated: [],
    }),
    close: async () => {},
  } satisfies Scripted
}

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function start(backend: Backend, options: Partial<ApiServerOptions> = {}) {
  const server = await startApiServer({ backend, ...options })
  open.push(server)
  return { server, client: new OpenAI({ baseURL: server.url, apiKey: 'key', maxRetries: 0 }) }
}

const messages = [{ role: 'user', content: 'Hi' }] as const

test('the openai client gets an answer', async () => {
  const { client } = await start(scripted())
  const reply = await client.chat.completions.create({ model: 'writer', messages: [...messages], max_tokens: 8 })
  expect(reply.choices[0]).toMatchObject({
    message: { role: 'assistant', content: 'Hello 👋 there' },
    finish_reason: 'stop',
  })
  expect(reply.usage).toEqual({ prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 })
})

test('the openai client reads a stream with its usage', async () => {
  const { client } = await start(scripted())
  const stream = await client.chat.completions.create({
    model: 'writer',
    messages: [...messages],
    stream: true,
    stream_options: { include_usage: true },
  })
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('Hello 👋 there')
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop')
  expect(chunks.at(-1)?.usage?.total_tokens).toBe(13)
})

test('the openai client parses a value of a schema', async () => {
  const backend = scripted({ text: '{"name":"Ada"}' })
  const { client } = await start(backend)
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' } },
    required: ['name'],
    additionalProperties: false,
  }
  const reply = await client.chat.completions.create({
    model: 'writer',
    messages: [...messages],
    response_format: { type: 'json_schema', json_schema: { name: 'person', schema } },
  })
  expect(JSON.parse(reply.choices[0]?.message.content ?? '')).toEqual({ name: 'Ada' })
  expect(backend.asked[0]?.schema).toEqual(schema)
})

test('the openai client calls tools and hands their results back', async () => {
  const backend = scripted({
    text: '',
    finishReason: 'tool-calls',
    toolCalls: [{ id: 'c1', name: 'add', arguments: '{"a":1}' }],
  })
  const { client } = await start(backend)
  const stream = client.chat.completions.stream({
    model: 'writer',
    messages: [
      ...messages,
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c0', type: 'function', function: { name: 'add', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'c0', content: [{ type: 'text', text: '3' }] },
    ],
    tools: [{ type: 'function', function: { name: 'add', parameters: { type: 'object' } } }],
  })
  const reply = await stream.finalChatCompletion()
  expect(reply.choices[0]).toMatchObject({
    finish_reason: 'tool_calls',
    message: { tool_calls: [{ id: 'c1', function: { name: 'add', arguments: '{"a":1}' } }] },
  })
  expect(backend.asked[0]?.messages.slice(1)).toMatchObject([
    { role: 'assistant', content: '', toolCalls: [{ id: 'c0', name: 'add', arguments: '{}' }] },
    { role: 'tool', content: '3', toolCallId: 'c0' },
  ])
})

test('the openai client gets vectors, as numbers and as bytes', async () => {
  const { client } = await start(scripted())
  const asBytes = await client.embeddings.create({ model: 'vectors', input: ['a', 'abc'] })
  expect(asBytes.data.map(({ embedding }) => embedding)).toEqual([
    [1, 0.5],
    [3, 0.5],
  ])
  const asNumbers = await client.embeddings.create({ model: 'vectors', input: 'ab', encoding_format: 'float' })
  expect(asNumbers.data[0]?.embedding).toEqual([2, 0.5])
})

test('completions and the list of models are there too', async () => {
  const { client } = await start(scripted())
  expect((await client.completions.create({ model: 'writer', prompt: 'Once' })).choices[0]?.text).toBe('Hello 👋 there')
  const list = await client.models.list()
  expect(list.data.map(({ id }) => id)).toEqual(['writer', 'vectors'])
})

test('a generator of this package uses it like any server', async () => {
  const { server } = await start(scripted({ text: '{"name":"Ada"}' }))
  await using generator = await createGenerator({ engines: [serverEngine({ url: server.url, model: 'writer' })] })
  const { object, usage, engine } = await generator.object('Who?', { schema: z.object({ name: z.string() }) })
  expect([object, usage, engine]).toEqual([
    { name: 'Ada' },
    { inputTokens: 9, outputTokens: 4, cachedTokens: 0 },
    'server',
  ])
})

test('a client that hangs up stops the model', async () => {
  const backend = scripted('hang')
  let stopped = false
  const watched: Backend = {
    ...backend,
    generate: (input, options) => {
      options.signal.addEventListener('abort', () => {
        stopped = true
      })
      return backend.generate(input, options)
    },
  }
  const { client } = await start(watched)
  const stream = await client.chat.completions.create({ model: 'writer', messages: [...messages], stream: true })
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break
  stream.controller.abort()
  await expect.poll(() => stopped).toBe(true)
})

test('a key that is asked for must be the right one', async () => {
  const { client, server } = await start(scripted(), { apiKey: 'secret' })
  await expect(client.models.list()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' })
  const allowed = new OpenAI({ baseURL: server.url, apiKey: 'secret' })
  expect((await allowed.models.list()).data).toHaveLength(2)
})

test('only pages of allowed origins may read the answer', async () => {
  const { server } = await start(scripted(), { allowedOrigins: ['https://app.example'] })
  const preflight = (origin: string) => fetch(`${server.url}/models`, { method: 'OPTIONS', headers: { origin } })
  expect((await preflight('https://app.example')).headers.get('access-control-allow-origin')).toBe(
    'https://app.example',
  )
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
})

test('further requests are sent away while enough of them wait', async () => {
  const { server } = await start(scripted('hang'), { maxRequests: 1 })
  const ask = (signal?: AbortSignal) =>
    fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messages, stream: true }),
      ...(signal && { signal }),
    })
  const stop = new AbortController()
  const first = await ask(stop.signal)
  const second = await ask()
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1'])
  stop.abort()
  await first.body?.cancel().catch(() => {})
})

test('a prompt that is too long is told as clients know it', async () => {
  const failure = new NlpError('context-overflow', 'too long', { details: { requested: 99, contextWindow: 10 } })
  const { server } = await start(scripted(failure))
  const session = await serverEngine({ url: server.url, model: 'writer' }).open('generate', undefined)
  const input = { messages, maxTokens: 5, temperature: 0, stop: [] }
  await expect(session.run('generate', input)).rejects.toMatchObject({
    code: 'context-overflow',
    details: { requested: 99, contextWindow: 10 },
  })
  await session.close()
})

test.each([
  [400, 'chat/completions', { messages: [] }],
  [400, 'chat/completions', { messages: [{ role: 'robot', content: 'x' }] }],
  [400, 'chat/completions', { messages, n: 2 }],
  [400, 'chat/completions', { messages, temperature: 'warm' }],
  [400, 'chat/completions', { messages, response_format: { type: 'xml' } }],
  [400, 'chat/completions', { messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }],
  [400, 'embeddings', { input: [1, 2] }],
  [404, 'chat/completions', { messages, model: 'other' }],
  [404, 'images', {}],
  [413, 'chat/completions', { messages: [{ role: 'user', content: 'x'.repeat(3000) }] }],
])('status %d for %s %j', async (status, path, body) => {
  const { server } = await start(scripted(), { maxBodyBytes: 2000 })
  const response = await fetch(`${server.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(status)
  expect(await response.json()).toHaveProperty('error.message')
})

test('a page cannot slip a request in as plain text, and broken JSON is not quoted', async () => {
  const { server } = await start(scripted())
  const post = (type: string) =>
    fetch(`${server.url}/chat/completions`, { method: 'POST', headers: { 'content-type': type }, body: '{"mail":"jo@' })
  expect((await post('text/plain')).status).toBe(415)
  const broken = await post('application/json')
  expect([broken.status, (await broken.text()).includes('jo@')]).toEqual([400, false])
})
