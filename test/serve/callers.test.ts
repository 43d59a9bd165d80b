import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type ApiServerOptions, startApiServer } from '../../cli/serve/api-server.js'
import type { Backend } from '../../cli/serve/backend.js'
import { run } from '../../cli/serve/command.js'

const asked: string[] = []
const backend: Backend = {
  models: { generate: 'writer', embed: 'vectors' },
  contextWindow: 512,
  async generate({ messages, prompt }) {
    asked.push(prompt ?? messages.map(({ content }) => content).join())
    const usage = { inputTokens: 1, outputTokens: 1 }
    return { text: 'Yes', finishReason: 'stop', usage, timings: { firstTokenMs: 1, tokensPerSecond: 1 } }
  },
  embed: async () => ({ vectors: new Float32Array(2), dimensions: 2, truncated: [] }),
  close: async () => {},
}

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  asked.length = 0
  for (const server of open.splice(0)) await server.close()
})

async function start(options: Partial<ApiServerOptions> = {}): Promise<string> {
  const server = await startApiServer({ backend, ...options })
  open.push(server)
  return server.url
}

const ask = (content: unknown = 'Hi') => ({ messages: [{ role: 'user', content }] })

interface Sent {
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | undefined
  readonly agent?: Agent | undefined
  readonly method?: string | undefined
}

/** By hand, because `fetch` does not let the caller set the host name. */
function send(url: string, { headers = {}, body = JSON.stringify(ask()), agent, method = 'POST' }: Sent = {}) {
  return new Promise<{ status: number; text: string; headers: IncomingHttpHeaders }>((resolve, reject) => {
    const all = { 'content-type': 'application/json', ...headers }
    const sent = httpRequest(url, { method, headers: all, ...(agent && { agent }) }, async (response) => {
      let text = ''
      for await (const chunk of response) text += String(chunk)
      resolve({ status: response.statusCode ?? 0, text, headers: response.headers })
    })
    sent.on('error', reject)
    sent.end(method === 'GET' ? undefined : body)
  })
}

describe('who is answered', () => {
  test.each<[number, string, Partial<ApiServerOptions>]>([
    [200, 'localhost', {}],
    [200, 'LOCALHOST:1234', {}],
    [200, 'app.localhost', {}],
    [200, '127.0.0.1:8080', {}],
    [200, '[::1]:8080', {}],
    [403, 'attacker.example', {}],
    [403, 'attacker.example:8080', {}],
    [403, 'localhost.attacker.example', {}],
    [403, '127.0.0.1.attacker.example', {}],
    [403, 'attacker.example@localhost:80/', {}],
    [403, '192.168.0.7', {}],
    [403, ' ', {}],
    [200, '192.168.0.7', { host: '0.0.0.0' }],
    [403, 'attacker.example', { host: '0.0.0.0' }],
    [200, 'models.lan:8080', { allowedHosts: ['Models.lan'] }],
    [403, 'other.lan', { allowedHosts: ['models.lan'] }],
    [200, 'anything.example', { allowedHosts: ['*'] }],
  ])('%d for the host %j, given %j', async (status, host, options) => {
    const url = (await start(options)).replace('0.0.0.0', '127.0.0.1')
    expect((await send(`${url}/chat/completions`, { headers: { host } })).status).toBe(status)
    expect((await send(`${url}/models`, { headers: { host }, method: 'GET' })).status).toBe(status)
    expect(asked).toHaveLength(status === 200 ? 1 : 0)
  })

  test.each<[number, string, Partial<ApiServerOptions>]>([
    [403, 'http://attacker.example', {}],
    [403, 'http://localhost:9999', {}],
    [403, 'null', {}],
    [200, 'http://localhost:8080', {}],
    [200, 'https://app.example', { allowedOrigins: ['https://app.example'] }],
    [403, 'https://app.example.attacker.example', { allowedOrigins: ['https://app.example'] }],
    [200, 'null', { allowedOrigins: ['*'] }],
  ])('%d for a page of %j, given %j', async (status, origin, options) => {
    const url = await start(options)
    const headers = { host: 'localhost:8080', origin }
    const answered = await send(`${url}/chat/completions`, { headers })
    expect(answered.status).toBe(status)
    expect(asked).toHaveLength(status === 200 ? 1 : 0)
  })

  test('the pages beside the API are for the same callers', async () => {
    let shown = 0
    const pages = {
      answer(_request: unknown, response: { end(): void }) {
        shown += 1
        response.end()
      },
      close: async () => {},
    }
    const url = await start({ pages: pages as never })
    const page = (host: string) => send(new URL('/', url).href, { headers: { host }, method: 'GET' })
    expect([(await page('attacker.example')).status, (await page('localhost')).status, shown]).toEqual([403, 200, 1])
  })

  test.each(['', '   '])('a key of %j does not start the server', async (apiKey) => {
    await expect(startApiServer({ backend, apiKey })).rejects.toThrow('The API key is empty')
    await expect(run(['--api-key', apiKey])).rejects.toThrow('The API key is empty')
  })
})

describe('what is refused before the model is asked', () => {
  test.each<[string, object]>([
    ['a prompt', ask('word '.repeat(180_000))],
    ['many messages', { messages: Array.from({ length: 5000 }, () => ({ role: 'user', content: 'abc' })) }],
    ['descriptions of tools', { ...ask(), tools: [{ function: { name: 'a', description: 'x'.repeat(5000) } }] }],
  ])('%s that cannot fit', async (_what, body) => {
    const { status, text } = await send(`${await start()}/chat/completions`, { body: JSON.stringify(body) })
    expect([status, JSON.parse(text)]).toMatchObject([
      400,
      { error: { code: 'context_length_exceeded', n_ctx: 512, n_prompt_tokens: expect.any(Number) } },
    ])
    expect(asked).toEqual([])
  })

  const schemaOf = (schema: object) => ({
    ...ask(),
    response_format: { type: 'json_schema', json_schema: { name: 'a', schema } },
  })
  const deep = (levels: number) =>
    Array.from({ length: levels }).reduce<object>((items) => ({ type: 'array', items }), { type: 'string' })

  test.each<[string, object, RegExp]>([
    ['of very many values', schemaOf({ enum: Array.from({ length: 20_000 }, String) }), /more than 2000 values/],
    ['of very long values', schemaOf({ enum: ['x'.repeat(40_000)] }), /more than 32000 characters/],
    ['of very long names', schemaOf({ properties: { ['x'.repeat(40_000)]: {} } }), /more than 32000 characters/],
    ['without end', schemaOf(deep(500)), /nested more than 32 deep/],
    [
      'of a tool',
      { ...ask(), tools: [{ function: { name: 'a', parameters: { enum: Array.from({ length: 2500 }, String) } } }] },
      /tools\[0\]\.function\.parameters must not have more than 2000 values/,
    ],
  ])('a schema %s', async (_what, body, message) => {
    const { status, text } = await send(`${await start()}/chat/completions`, { body: JSON.stringify(body) })
    expect(status).toBe(400)
    expect(text).toMatch(message)
    expect(asked).toEqual([])
  })

  test.each(['constructor', 'toString', '__proto__', 7, null, ['user']])('the role %j', async (role) => {
    const body = JSON.stringify({ messages: [{ role, content: 'x' }] })
    const { status, text } = await send(`${await start()}/chat/completions`, { body })
    expect([status, text]).toEqual([400, expect.stringContaining('messages[0].role must be one of')])
  })
})

describe('what is left of a connection', () => {
  test('a body that is too long leaves it in use', async () => {
    const url = `${await start({ maxBodyBytes: 20_000 })}/chat/completions`
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ports = new Set<unknown>()
    agent.on('free', (socket: { localPort: number }) => ports.add(socket.localPort))
    for (let round = 0; round < 3; round++) {
      const long = await send(url, { agent, body: JSON.stringify(ask('x'.repeat(30_000))) })
      expect(long.status).toBe(413)
      expect((await send(url, { agent })).status).toBe(200)
    }
    expect(ports.size).toBe(1)
    agent.destroy()
  })

  test('a body without end is answered, and the client told that the connection closes', async () => {
    const url = new URL(await start({ maxBodyBytes: 1000 }))
    const head = 'POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
    const heard = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(Number(url.port), '127.0.0.1', () => {
        socket.write(`${head}Content-Length: 100000000\r\n\r\n${'x'.repeat(10_000)}`)
      })
      socket.on('data', (chunk) => {
        text += String(chunk)
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(text))
    })
    expect(heard).toMatch(/^HTTP\/1\.1 413 /)
    expect(heard.toLowerCase()).toContain('connection: close')
  })

  test('bodies that are sent in part are given up, and only so many may wait', async () => {
    const url = new URL(await start({ requestTimeoutMs: 2000, maxRequests: 1 }))
    const head = 'POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
    const halves = Array.from(
      { length: 8 },
      () =>
        new Promise<string>((resolve) => {
          let text = ''
          const socket = connect(Number(url.port), '127.0.0.1', () => {
            socket.write(`${head}Content-Length: 100\r\n\r\n{"mess`)
          })
          socket.on('data', (chunk) => {
            text += String(chunk)
          })
          socket.on('error', () => {})
          socket.on('close', () => resolve(text.split(' ')[1] ?? ''))
        }),
    )
    const statuses = (await Promise.all(halves)).sort()
    expect(statuses).toEqual(['408', '408', '408', '408', '429', '429', '429', '429'])
    expect((await send(`${url.href}/chat/completions`)).status).toBe(200)
  })
})
