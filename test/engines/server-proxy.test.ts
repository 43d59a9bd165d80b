import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
// @ts-expect-error: the example is plain JavaScript, as its users will have it
import handler, { issueToken, serveWithNode } from '../../examples/proxy.mjs'
import { serverEngine } from '../../src/engines/server.js'
import {
  ANSWER,
  type Behaviour,
  type MisbehavingServer,
  startMisbehavingServer,
} from '../servers/misbehaving-server.js'

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
