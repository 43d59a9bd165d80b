import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { threadCount } from '../src/engines/device.js'
import { createBudget } from '../src/engines/server/budget.js'
import { inMemory } from '../src/engines/server/budget-database.js'
import { sha256 } from '../src/evaluate/dataset/lines.js'
import { createRedactor, restore, Vault } from '../src/redact/index.js'
import { randomId } from '../src/shared/random-id.js'
import { receiveSignal, sendSignal } from '../src/wire/shared/abort.js'
import { ToolCallFilter } from '../workers/generation/tool-calls.js'

afterEach(() => vi.unstubAllGlobals())

describe('a page of plain http, where browsers give random bytes and nothing else', () => {
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  beforeEach(() => vi.stubGlobal('crypto', { getRandomValues }))

  test('redacts, and restores', async () => {
    const { text, vault } = await createRedactor().redact('Mail jo@example.com')
    expect(text).toBe('Mail [EMAIL_1]')
    expect(restore(text, { vault })).toBe('Mail jo@example.com')
  })

  test('names vaults, reservations and calls of tools, each differently', async () => {
    expect(new Vault().id).not.toBe(new Vault().id)
    const budget = createBudget({ name: randomId(), maxRequests: 2, storage: inMemory() })
    const amount = { tokens: 1, requests: 1, money: 0 }
    await budget.reserve(amount, { lifetimeMs: 1000 })
    await budget.reserve(amount, { lifetimeMs: 1000 })
    await expect(budget.reserve(amount, { lifetimeMs: 1000 })).rejects.toMatchObject({ code: 'budget-exceeded' })
    const filter = new ToolCallFilter()
    filter.push('<tool_call>{"name":"add","arguments":{}}</tool_call>')
    expect(filter.end().toolCalls).toMatchObject([{ id: expect.stringMatching(/^call_[\da-f]{8}$/), name: 'add' }])
  })

  test('says that a data set needs a secure page', async () => {
    await expect(sha256([new Uint8Array(1)])).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('https'),
    })
  })
})

test('random ids are UUIDs of version 4, and differ', () => {
  const ids = Array.from({ length: 1000 }, randomId)
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(new Set(ids)).toHaveProperty('size', 1000)
})

describe('a browser that says it is isolated and has no shared memory', () => {
  beforeEach(() => {
    vi.stubGlobal('crossOriginIsolated', true)
    vi.stubGlobal('SharedArrayBuffer', undefined)
  })

  test('computes on one thread, also where more are asked for', () => {
    expect([threadCount(undefined), threadCount(4)]).toEqual([1, 1])
  })

  test('aborts by message', async () => {
    const stop = new AbortController()
    const wire = sendSignal(stop.signal)
    expect(wire.flag).toBeUndefined()
    const other = receiveSignal(wire)
    stop.abort('enough')
    await expect.poll(() => other.aborted).toBe(true)
  })
})
