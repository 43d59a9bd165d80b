import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { createBudget } from '../../../src/engines/server/budget.js'
import { inMemory } from '../../../src/engines/server/budget-database.js'
import { type ServerEngineOptions, serverEngine } from '../../../src/engines/server.js'
import type { GenerateInput, GenerateOutput } from '../../../src/shared/tasks.js'
import {
  ANSWER,
  type Behaviour,
  type MisbehavingServer,
  startMisbehavingServer,
} from '../../servers/misbehaving-server.js'

const servers: MisbehavingServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const input: GenerateInput = {
  messages: [{ role: 'user', content: 'Write to jo@example.com' }],
  maxTokens: 64,
  temperature: 0,
  stop: [],
}

/** Short only where a server is silent, so that the tests also pass on a busy machine. */
const quick = { headersMs: 1500, firstTokenMs: 1500, idleMs: 1500, totalMs: 60_000 }
const isSilent = ({ type }: Behaviour) => type.startsWith('hang')

async function ask(
  behaviours: readonly Behaviour[],
  { seed = 1, ...options }: Partial<ServerEngineOptions> & { seed?: number } = {},
) {
  const server = await startMisbehavingServer(behaviours, { seed })
  servers.push(server)
  const budget = createBudget({ name: 'test', storage: inMemory() })
  const engine = serverEngine({
    url: server.url,
    model: 'noise',
    timeouts: behaviours.some(isSilent) ? quick : {},
    retry: { baseMs: 5 },
    breaker: { minRequests: 1000 },
    budgets: [budget],
    prices: {
      inputPerMillion: 1_000_000,
      outputPerMillion: 2_000_000,
      cachedInputPerMillion: 500_000,
      currency: 'EUR',
    },
    ...options,
  })
  await using session = await engine.open('generate', undefined)
  const shown: string[] = []
  const call = session.run('generate', input, { onEvent: (delta) => shown.push(delta) })
  const outcome = await call.then(
    (value: GenerateOutput) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error: error as { code: string; retryable: boolean; message: string } }),
  )
  return { ...outcome, shown: shown.join(''), server, spent: await budget.spent() }
}

const completed: readonly [string, readonly Behaviour[], { requests: number; money?: number }][] = [
  ['a plain answer', [{ type: 'answer' }], { requests: 1, money: 7 + 2 + 14 }],
  ['UTF-8, lines and events torn anywhere', [{ type: 'shred' }], { requests: 1, money: 23 }],
  ['a missing [DONE]', [{ type: 'no-done' }], { requests: 1, money: 23 }],
  ['missing usage', [{ type: 'no-usage' }], { requests: 1 }],
  ['events sent twice under one id', [{ type: 'duplicates', marked: 'by id' }], { requests: 1, money: 23 }],
  ['events sent twice with one padding', [{ type: 'duplicates', marked: 'by padding' }], { requests: 1, money: 23 }],
  ['an answer in one piece', [{ type: 'whole' }], { requests: 1, money: 11 + 14 }],
  ['a slow trickle', [{ type: 'trickle', pauseMs: 2 }], { requests: 1, money: 23 }],
  ['429 with Retry-After in seconds', [busy(429, '0'), { type: 'answer' }], { requests: 2, money: 23 }],
  [
    '429 with Retry-After as a date',
    [busy(429, new Date(0).toUTCString()), { type: 'answer' }],
    { requests: 2, money: 23 },
  ],
  ['a burst of 500 and 503', [busy(500), busy(503), { type: 'answer' }], { requests: 3, money: 23 }],
  ['a reset connection', [{ type: 'reset' }, { type: 'answer' }], { requests: 2, money: 23 }],
  ['silence before the headers', [{ type: 'hang-before-headers' }, { type: 'answer' }], { requests: 2 }],
  ['silence after the headers', [{ type: 'hang-after-headers' }, { type: 'answer' }], { requests: 2 }],
  ['an error event before the first word', [{ type: 'error-event', after: 1 }, { type: 'answer' }], { requests: 2 }],
  ['a cut before the first word', [{ type: 'cut', bytes: 40 }, { type: 'answer' }], { requests: 2 }],
]

test.each(completed)('%s still makes a complete answer, shown once', async (_name, behaviours, { requests, money }) => {
  const { value, error, shown, spent } = await ask(behaviours)
  expect(error).toBeUndefined()
  expect(shown).toBe(ANSWER)
  expect(value).toMatchObject({ text: ANSWER, finishReason: 'stop', served: { attempts: requests, redacted: false } })
  expect(spent.requests).toBe(requests)
  if (money === undefined) expect(spent.tokens).toBeGreaterThan(18)
  else expect(spent).toMatchObject({ tokens: 18, money })
})

function busy(status: number, retryAfter?: string): Behaviour {
  return { type: 'status', status, ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }) }
}

const failing: readonly [string, Behaviour, { code: string; retryable: boolean; requests: number }][] = [
  ['an expired key', busy(401), { code: 'server', retryable: false, requests: 1 }],
  ['a forbidden model', busy(403), { code: 'server', retryable: false, requests: 1 }],
  ['an unknown address', busy(404), { code: 'server', retryable: false, requests: 1 }],
  ['a rejected request', busy(422), { code: 'server', retryable: false, requests: 1 }],
  [
    'a used-up account',
    { type: 'status', status: 429, body: '{"error":{"code":"insufficient_quota"}}' },
    { code: 'server', retryable: false, requests: 1 },
  ],
  ['a Retry-After beyond the patience', busy(503, '3600'), { code: 'server', retryable: true, requests: 1 }],
  ['a lasting 500', busy(500), { code: 'server', retryable: true, requests: 3 }],
  [
    'a context that is too small',
    {
      type: 'status',
      status: 400,
      body: '{"error":{"type":"exceed_context_size_error","n_ctx":8,"n_prompt_tokens":9}}',
    },
    { code: 'context-overflow', retryable: false, requests: 1 },
  ],
  ['HTML with status 200', { type: 'html' }, { code: 'server', retryable: false, requests: 1 }],
  [
    'silence between words',
    { type: 'hang-between-chunks', after: 4 },
    { code: 'timeout', retryable: true, requests: 1 },
  ],
  ['a cut after the first words', { type: 'cut', bytes: 420 }, { code: 'server', retryable: true, requests: 1 }],
  [
    'an error event after the first words',
    { type: 'error-event', after: 3 },
    { code: 'server', retryable: true, requests: 1 },
  ],
  ['an event that is not JSON', { type: 'not-json' }, { code: 'server', retryable: true, requests: 1 }],
  ['an end without a finish', { type: 'no-finish' }, { code: 'server', retryable: true, requests: 1 }],
]

test.each(failing)(
  '%s is a typed error that quotes nobody',
  async (_name, behaviour, { code, retryable, requests }) => {
    const { error, spent, shown } = await ask([behaviour])
    expect(error).toMatchObject({ name: 'NlpError', code, retryable })
    expect(JSON.stringify({ ...error, message: error?.message })).not.toContain('example.com')
    expect(spent.requests).toBe(requests)
    expect(ANSWER.startsWith(shown)).toBe(true)
    if (shown !== '') expect(spent.tokens).toBeGreaterThan(0)
  },
)

test('whatever one of 100 seeds does to an answer, it is complete or a typed error and nothing is shown twice', async () => {
  const kinds: ((random: number) => Behaviour)[] = [
    () => ({ type: 'shred' }),
    (random) => ({ type: 'cut', bytes: Math.floor(random * 1500) }),
    (random) => ({ type: 'error-event', after: Math.floor(random * 12) }),
    (random) => ({ type: 'duplicates', marked: random < 0.5 ? 'by id' : 'by padding' }),
    () => ({ type: 'reset' }),
    (random) => busy(500 + Math.floor(random * 4)),
    () => ({ type: 'no-usage' }),
  ]
  let complete = 0
  for (let seed = 0; seed < 100; seed += 1) {
    const behaviours = [0, 1, 2].map((turn) => {
      const random = ((seed * 7919 + turn * 104729) % 1000) / 1000
      return (kinds[(seed + turn * 3) % kinds.length] as (typeof kinds)[number])(random)
    })
    const { value, error, shown, spent, server } = await ask(behaviours, { seed, retry: { baseMs: 1 } })
    await server.close()
    if (value === undefined) expect(error, `seed ${seed}`).toMatchObject({ name: 'NlpError' })
    else {
      complete += 1
      expect([value.text, shown], `seed ${seed}`).toEqual([ANSWER, ANSWER])
    }
    expect(ANSWER.startsWith(shown), `seed ${seed}`).toBe(true)
    // A try counts even if its connection broke before the server read it.
    expect(spent.requests).toBeGreaterThanOrEqual(server.received.length)
    expect(spent.requests).toBeLessThanOrEqual(behaviours.length)
  }
  expect(complete).toBeGreaterThan(30)
  expect(complete).toBeLessThan(100)
})

test('an abort in mid-stream rejects with its reason, hangs up and leaves the budget settled', async () => {
  const server = await startMisbehavingServer([{ type: 'trickle', pauseMs: 20 }])
  servers.push(server)
  const budget = createBudget({ name: 'test', storage: inMemory() })
  const engine = serverEngine({ url: server.url, model: 'noise', budgets: [budget] })
  await using session = await engine.open('generate', undefined)
  const stop = new AbortController()
  const reason = new Error('enough')
  const call = session.run('generate', input, { signal: stop.signal, onEvent: () => stop.abort(reason) })
  await expect(call).rejects.toBe(reason)
  await expect.poll(() => server.abandoned).toBe(1)
  const { tokens } = await budget.spent()
  expect(tokens).toBeGreaterThan(0)
  expect(tokens).toBeLessThan(100)
})

test('closing ends what is under way, and later calls hear that it is closed', async () => {
  const server = await startMisbehavingServer([{ type: 'hang-before-headers' }])
  servers.push(server)
  const session = await serverEngine({ url: server.url, model: 'noise' }).open('generate', undefined)
  const call = session.run('generate', input)
  await expect.poll(() => server.received.length).toBe(1)
  await session.close()
  await session.close()
  await expect(call).rejects.toMatchObject({ code: 'closed' })
  await expect(session.run('generate', input)).rejects.toMatchObject({ code: 'closed' })
})

test('a server that fails again and again is left alone, then probed with one request', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const server = await startMisbehavingServer([busy(500), busy(500), busy(500), { type: 'answer' }])
  servers.push(server)
  const engine = serverEngine({
    url: server.url,
    model: 'broken',
    retry: { retries: 0 },
    breaker: { minRequests: 3, openMs: 30_000 },
  })
  await using session = await engine.open('generate', undefined)
  for (let turn = 0; turn < 3; turn += 1) await expect(session.run('generate', input)).rejects.toThrow('status 500')
  await expect(session.run('generate', input)).rejects.toThrow('gets no calls for now')
  expect(server.received.length).toBe(3)
  vi.setSystemTime(Date.now() + 30_000)
  expect((await session.run('generate', input)).text).toBe(ANSWER)
  expect((await session.run('generate', input)).text).toBe(ANSWER)
})

test('a budget that is too small sends nothing', async () => {
  const budget = createBudget({ name: 'small', maxTokens: 20, storage: inMemory() })
  const { error, server } = await ask([{ type: 'answer' }], { budgets: [budget] })
  expect(error).toMatchObject({ code: 'budget-exceeded', retryable: false })
  expect(server.received).toEqual([])
  expect(await budget.spent()).toEqual({ tokens: 0, requests: 0, money: 0 })
})

test('a redirect reaches the caller as an error, with the text and the key left here', async () => {
  const elsewhere = await startMisbehavingServer([{ type: 'answer' }])
  servers.push(elsewhere)
  const headers = { location: `${elsewhere.url}/chat/completions` }
  const { error } = await ask([{ type: 'status', status: 307, headers }], { headers: { 'x-api-key': 'secret' } })
  expect(error).toMatchObject({ code: 'server', retryable: false, message: expect.stringContaining('another address') })
  expect(elsewhere.received).toEqual([])
})

test.each([
  ['headersMs', { type: 'hang-before-headers' }, 'The answer of the server'],
  ['firstTokenMs', { type: 'hang-after-headers' }, 'The first word of the server'],
  ['idleMs', { type: 'hang-between-chunks', after: 4 }, 'The next words of the server'],
  ['totalMs', { type: 'hang-between-chunks', after: 4 }, 'The whole call to the server'],
] as const)('the limit %s ends the wait, and its message names it', async (name, behaviour, step) => {
  const { error } = await ask([behaviour], { timeouts: { [name]: 150 }, retry: { retries: 0 } })
  const message = `${step} took longer than 150 ms. Try again, or raise \`timeouts.${name}\`.`
  expect(error).toMatchObject({ code: 'timeout', details: { limitMs: 150 }, message })
})

test.each<[Partial<ServerEngineOptions>, string]>([
  [{ url: 'nowhere' }, '`url` must be the address of a server, got "nowhere"'],
  [{ timeouts: { idleMs: 0 } }, '`timeouts.idleMs` must be a number of milliseconds above 0'],
  [{ timeouts: { firstTokensMs: 1 } as object }, 'Did you mean `firstTokenMs`?'],
  [{ retry: { retries: -1 } }, '`retry.retries` must be a whole number of 0 or more, got -1'],
  [{ breaker: { minRequests: 0 } }, '`breaker.minRequests` must be a number above 0, got 0'],
  [{ breaker: { failures: 3 } as object }, '`failures` is not an option of `breaker`'],
])('the options %j are refused at once', (options, message) => {
  expect(() => serverEngine({ url: 'https://host/v1', ...options })).toThrow(message)
})
