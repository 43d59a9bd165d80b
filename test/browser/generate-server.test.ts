import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type Budget, createBudget } from '../../src/engines/server/budget.js'
import { type ServerEngineOptions, serverEngine } from '../../src/engines/server.js'
import { createFaultySite } from './servers/faulty-site.js'

const input = { messages: [{ role: 'user', content: 'Hi' }], maxTokens: 20, temperature: 0, stop: [] } as const

let name = ''
beforeEach(() => {
  name = `test-${crypto.randomUUID()}`
})
afterEach(() => {
  // Set on the instance by a test; the browser's own getter lies on the prototype.
  Reflect.deleteProperty(navigator, 'onLine')
})

async function ask(budget: Budget, options: Partial<ServerEngineOptions>) {
  const engine = serverEngine({ url: '/v1', model: name, budgets: [budget], retry: { retries: 0 }, ...options })
  await using session = await engine.open('generate', undefined)
  const shown: string[] = []
  const error: unknown = await session
    .run('generate', input, { onEvent: (text) => shown.push(text) })
    .catch((reason: unknown) => reason)
  return { error, shown: shown.join('') }
}

const event = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`

/** Writes a part of an answer and then breaks the connection. */
const breaking: typeof fetch = async () => {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(event('Half an answer')))
      await new Promise((resolve) => setTimeout(resolve, 20))
      controller.error(new TypeError('network error'))
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

test('a server that does not allow this origin is said to, and costs nothing', async () => {
  const budget = createBudget({ name })
  const { error } = await ask(budget, { url: `${inject('faultyServer')}v1` })
  expect(error).toMatchObject({ code: 'server', retryable: true, message: expect.stringContaining('CORS') })
  expect(await budget.spent()).toEqual({ tokens: 0, requests: 1, money: 0 })
})

test('a redirect to another place is refused in the browser too, and nothing arrives there', async () => {
  const site = createFaultySite()
  await site.fault('chat/completions', { type: 'status', status: 307, location: `${site.url}elsewhere` })
  // A request without a preflight, because this server answers none.
  const simple: typeof fetch = (url, init) => fetch(url, { ...init, headers: { 'content-type': 'text/plain' } })
  const { error } = await ask(createBudget({ name }), { url: site.url, fetch: simple })
  expect(error).toMatchObject({ code: 'server', retryable: false, message: expect.stringContaining('another address') })
  expect((await site.requests()).map(({ path }) => path)).toEqual(['chat/completions'])
})

test('a page in place of the API is recognised', async () => {
  const { error } = await ask(createBudget({ name }), {
    fetch: async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
  })
  expect(error).toMatchObject({ code: 'server', retryable: false, message: expect.stringContaining('text/html') })
})

test.each([
  [false, 'offline'],
  [true, 'server'],
])('a break in mid-stream with the network there: %s, is %s, and what was said is booked', async (onLine, code) => {
  Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true })
  const budget = createBudget({ name })
  const { error, shown } = await ask(budget, { fetch: breaking })
  expect(error).toMatchObject({ code, retryable: true })
  expect(shown).toBe('Half an answer')
  expect((await budget.spent()).tokens).toBeGreaterThan(4)
})

test('a budget is one account for all who name it, also when they ask at the same time', async () => {
  const budgets = Array.from({ length: 20 }, () => createBudget({ name, maxTokens: 50 }))
  const amount = { tokens: 10, requests: 1, money: 0 }
  const results = await Promise.allSettled(budgets.map((budget) => budget.reserve(amount, { lifetimeMs: 10_000 })))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(await createBudget({ name }).spent()).toEqual({ tokens: 50, requests: 5, money: 0 })
})

test('what a tab that was closed in mid-stream had reserved counts as spent', async () => {
  // The page of the reservation is gone and will never settle it.
  await createBudget({ name }).reserve({ tokens: 30, requests: 1, money: 0 }, { lifetimeMs: 50 })
  await new Promise((resolve) => setTimeout(resolve, 80))
  expect(await createBudget({ name }).spent()).toEqual({ tokens: 30, requests: 1, money: 0 })
})
