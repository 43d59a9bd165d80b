import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
// @ts-expect-error: the example is plain JavaScript, as its users will have it
import handler, { issueToken, serveWithNode } from '../../../examples/proxy.mjs'
import { serverEngine } from '../../../src/engines/server.js'
import {
  ANSWER,
  type Behaviour,
  type MisbehavingServer,
  startMisbehavingServer,
} from '../../servers/misbehaving-server.js'

const ORIGIN = 'https://app.example'
const input = { messages: [{ role: 'user', content: 'Hi' }], maxTokens: 5000, temperature: 0, stop: [] } as const

const open: (() => Promise<unknown> | undefined)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function start(behaviour: Behaviour = { type: 'answer' }) {
  const upstream: MisbehavingServer = await startMisbehavingServer([behaviour])
  const env = {
    UPSTREAM_URL: upstream.url,
    UPSTREAM_KEY: 'provider-key',
    TOKEN_SECRET: 's',
    ALLOWED_ORIGINS: ORIGIN,
    MAX_TOKENS: '100',
  }
  const server: Server = await serveWithNode(handler, env, 0)
  open.push(
    () => upstream.close(),
    async () => {
      server.close()
      server.closeAllConnections()
    },
  )
  return { upstream, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` }
}

const engineFor = (url: string, token: string, origin = ORIGIN) =>
  serverEngine({ url, model: 'large', headers: { authorization: `Bearer ${token}`, origin }, retry: { retries: 0 } })

test('a page with a token gets its answer streamed, with the key added, the limit kept and strange fields gone', async () => {
  const { upstream, url } = await start()
  await using session = await engineFor(url, await issueToken('s')).open('generate', undefined)
  expect((await session.run('generate', input)).text).toBe(ANSWER)
  const [sent] = upstream.received
  expect(sent?.headers.authorization).toBe('Bearer provider-key')
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({ max_tokens: 100, model: 'large' })
  const token = await issueToken('s')
  const body = JSON.stringify({ messages: [], store: true, service_tier: 'priority' })
  await fetch(`${url}/chat/completions`, {
    method: 'POST',
    body,
    headers: { origin: ORIGIN, authorization: `Bearer ${token}` },
  })
  expect(Object.keys(JSON.parse(upstream.received[1]?.body ?? ''))).toEqual(['messages', 'max_tokens'])
})

test.each([
  ['a forged token', async () => `${Date.now() + 60_000}.00`, ORIGIN, 401],
  ['an old token', () => issueToken('s', 1000, Date.now() - 2000), ORIGIN, 401],
  ['a token of another secret', () => issueToken('other'), ORIGIN, 401],
  ['a foreign origin', () => issueToken('s'), 'https://evil.example', 403],
])('%s is refused and nothing goes on', async (_name, token, origin, status) => {
  const { upstream, url } = await start()
  await using session = await engineFor(url, await token(), origin).open('generate', undefined)
  await expect(session.run('generate', input)).rejects.toMatchObject({ details: { status } })
  expect(upstream.received).toEqual([])
})

test('a page that goes away stops the provider', async () => {
  const { upstream, url } = await start({ type: 'trickle', pauseMs: 20 })
  await using session = await engineFor(url, await issueToken('s')).open('generate', undefined)
  const stop = new AbortController()
  const call = session.run('generate', input, { signal: stop.signal, onEvent: () => stop.abort('enough') })
  await expect(call).rejects.toBe('enough')
  await expect.poll(() => upstream.abandoned).toBe(1)
})

async function post(url: string, body: BodyInit, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await issueToken('s')}`
  const init = { method: 'POST', body, duplex: 'half', headers: { origin: ORIGIN, authorization, ...headers } }
  return fetch(`${url}/chat/completions`, init as RequestInit)
}

test('of the tools only those go on that the page runs itself', async () => {
  const { upstream, url } = await start()
  const tools = [{ type: 'function', function: { name: 'add' } }, { type: 'web_search' }]
  await post(url, JSON.stringify({ messages: [], tools }))
  expect(JSON.parse(upstream.received[0]?.body ?? '').tools).toEqual([tools[0]])
  expect((await post(url, JSON.stringify({ messages: [], tools: 'all' }))).status).toBe(400)
})

test('a body that is too long is refused before it has come, whether it says its length or not', async () => {
  const { upstream, url } = await start()
  expect((await post(url, 'x'.repeat(200_001))).status).toBe(413)
  let pulled = 0
  const endless = new ReadableStream<Uint8Array>({
    async pull(controller) {
      pulled += 1
      await new Promise((resolve) => setTimeout(resolve, 1))
      controller.enqueue(new Uint8Array(50_000).fill(0x20))
    },
  })
  // A server that closes the connection during the request has refused it too.
  const answer = await post(url, endless).catch(() => undefined)
  expect([413, undefined]).toContain(answer?.status)
  expect(pulled).toBeLessThan(1000)
  expect(upstream.received).toEqual([])
})

test('a provider that redirects gets neither the text nor the key to another place', async () => {
  const elsewhere = await startMisbehavingServer([{ type: 'answer' }])
  const { url } = await start({
    type: 'status',
    status: 307,
    headers: { location: `${elsewhere.url}/chat/completions` },
  })
  expect((await post(url, JSON.stringify({ messages: [] }))).status).toBe(502)
  expect(elsewhere.received).toEqual([])
  await elsewhere.close()
})
