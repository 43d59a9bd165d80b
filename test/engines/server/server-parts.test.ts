import { expect, test, vi } from 'vitest'
import { createBudget } from '../../../src/engines/server/budget.js'
import { inMemory } from '../../../src/engines/server/budget-database.js'
import { estimateTokens } from '../../../src/engines/server/estimate.js'
import { serverEngine } from '../../../src/engines/server.js'
import { listen, says } from '../../http/loopback.js'

test.each([
  ['', 1],
  ['word', 2],
  ['あいう', 4],
  ['👋', 2],
])('%j is estimated at %d tokens', (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens)
})

test('a budget counts reservations, settles them once, and starts afresh the next day', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T12:00:00Z') })
  try {
    const budget = createBudget({ name: 'b', maxTokens: 100, storage: inMemory() })
    const first = await budget.reserve({ tokens: 60, requests: 1, money: 0 }, { lifetimeMs: 1000 })
    await expect(budget.reserve({ tokens: 50, requests: 1, money: 0 }, { lifetimeMs: 1000 })).rejects.toMatchObject({
      code: 'budget-exceeded',
      details: { kind: 'tokens', limit: 100, spent: 60, requested: 50 },
    })
    await first.settle({ tokens: 10, requests: 1, money: 0 })
    await first.settle({ tokens: 10, requests: 1, money: 0 })
    expect(await budget.spent()).toEqual({ tokens: 10, requests: 1, money: 0 })
    vi.setSystemTime(Date.parse('2026-01-02T00:00:00Z'))
    expect(await budget.spent()).toEqual({ tokens: 0, requests: 0, money: 0 })
  } finally {
    vi.useRealTimers()
  }
})

test('what a closed tab had reserved is booked as spent once its time is over', async () => {
  vi.useFakeTimers({ now: 0 })
  try {
    const storage = inMemory()
    const closed = createBudget({ name: 'b', storage, period: 'forever' })
    const lost = await closed.reserve({ tokens: 60, requests: 1, money: 2 }, { lifetimeMs: 1000 })
    const other = createBudget({ name: 'b', storage, period: 'forever' })
    vi.setSystemTime(2000)
    expect(await other.spent()).toEqual({ tokens: 60, requests: 1, money: 2 })
    await lost.settle({ tokens: 50, requests: 1, money: 1 })
    expect(await other.spent()).toEqual({ tokens: 50, requests: 1, money: 1 })
  } finally {
    vi.useRealTimers()
  }
})

test.each([
  [
    'in another order',
    {
      data: [
        { index: 1, embedding: [3, 4] },
        { index: 0, embedding: [1, 2] },
      ],
    },
    [1, 2, 3, 4],
  ],
  ['without indices', { data: [{ embedding: [1, 2] }, { embedding: [3, 4] }] }, [1, 2, 3, 4]],
  ['too few', { data: [{ index: 0, embedding: [1, 2] }] }, undefined],
  [
    'of two lengths',
    {
      data: [
        { index: 0, embedding: [1, 2] },
        { index: 1, embedding: [1] },
      ],
    },
    undefined,
  ],
  [
    'of one index twice',
    {
      data: [
        { index: 0, embedding: [1] },
        { index: 0, embedding: [1] },
      ],
    },
    undefined,
  ],
  ['none at all', { object: 'list' }, undefined],
])('vectors that come %s are put in order or refused', async (_name, reply, expected) => {
  const { url } = await listen(says(JSON.stringify(reply)))
  await using session = await serverEngine({ url: `${url}/v1`, model: 'embedder' }).open('embed', undefined)
  const call = session.run('embed', { texts: ['a', 'b'], kind: 'document' })
  if (expected === undefined) await expect(call).rejects.toMatchObject({ code: 'server' })
  else expect(await call).toEqual({ vectors: new Float32Array(expected), dimensions: 2, truncated: [] })
})
