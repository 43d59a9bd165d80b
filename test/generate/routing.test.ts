import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Engine } from '../../src/calls/engine.js'
import { builtinEngine } from '../../src/engines/builtin.js'
import { localEngine } from '../../src/engines/local.js'
import { createBudget } from '../../src/engines/server/budget.js'
import { inMemory } from '../../src/engines/server/budget-database.js'
import { type ServerEngineOptions, serverEngine } from '../../src/engines/server.js'
import { createGenerator, type GeneratorOptions } from '../../src/generate.js'
import { type Behaviour, type MisbehavingServer, startMisbehavingServer } from '../servers/misbehaving-server.js'
import { scriptedEngine } from './scripted-engine.js'

let server: MisbehavingServer | undefined
afterEach(async () => {
  vi.unstubAllGlobals()
  await server?.close()
  server = undefined
})

/** A real server engine beside a scripted device. */
async function begin(
  behaviours: readonly Behaviour[],
  options: Partial<ServerEngineOptions> = {},
  policy: GeneratorOptions['policy'] = { mode: 'prefer-server' },
) {
  const started = await startMisbehavingServer(behaviours)
  server = started
  const remote = serverEngine({ url: started.url, model: crypto.randomUUID(), retry: { retries: 0 }, ...options })
  const local = scriptedEngine('local', ['from here'])
  const generator = await createGenerator({ engines: [remote, local], policy })
  return { started, generator, local }
}

test('a budget that does not cover the call sends it to the device, and that is the reason', async () => {
  const budget = createBudget({ name: 'a', maxTokens: 600, storage: inMemory() })
  const { started, generator } = await begin([{ type: 'answer' }], { budgets: [budget] })
  expect(await generator.generate('Hi', { maxTokens: 500 })).toMatchObject({ engine: 'server' })
  expect(await generator.generate('Hi', { maxTokens: 590 })).toMatchObject({
    engine: 'local',
    reason: 'server is out: the budget does not cover it',
    attempts: 1,
  })
  expect(started.received).toHaveLength(1)
  await generator.close()
})

test('where nobody else is left, the budget itself says what is missing', async () => {
  const budget = createBudget({ name: 'b', maxTokens: 50, storage: inMemory() })
  const { started, generator } = await begin([{ type: 'answer' }], { budgets: [budget] }, { mode: 'only-server' })
  await expect(generator.generate('Hi')).rejects.toMatchObject({ code: 'budget-exceeded', details: { limit: 50 } })
  expect(started.received).toHaveLength(0)
  await generator.close()
})

test('a server that keeps failing is left out of the route, without another request', async () => {
  const { started, generator, local } = await begin([{ type: 'status', status: 503 }], { breaker: { minRequests: 2 } })
  for (let count = 0; count < 2; count += 1) {
    expect(await generator.generate('Hi')).toMatchObject({ engine: 'local', attempts: 2 })
  }
  expect(await generator.generate('Hi')).toMatchObject({
    engine: 'local',
    attempts: 1,
    reason: 'server is out: it failed repeatedly and gets no calls for now',
  })
  expect([started.received.length, local.asked.length]).toEqual([2, 3])
  await generator.close()
})

test('where nobody else is left, the breaker itself says when to come back', async () => {
  const breaker = { minRequests: 1 }
  const { generator } = await begin([{ type: 'status', status: 503 }], { breaker }, { mode: 'only-server' })
  await expect(generator.generate('Hi')).rejects.toMatchObject({ code: 'server' })
  await expect(generator.generate('Hi')).rejects.toMatchObject({
    code: 'server',
    retryable: true,
    details: { retryAfterMs: expect.any(Number) },
  })
  await generator.close()
})

test('an engine that was seen to be slow is not asked first when it is urgent', async () => {
  const { generator } = await begin([{ type: 'answer', text: 'from afar' }], {}, { mode: 'prefer-device' })
  // The scripted engine claims to write 100 tokens a second.
  await generator.generate('Hi')
  const urgent = { maxTokens: 1000, deadlineMs: 2000 }
  expect(await generator.generate('Hi', urgent)).toMatchObject({
    engine: 'server',
    reason: 'local comes later: it takes about 10001 ms, and the limit is 2000 ms',
  })
  expect(await generator.generate('Hi', { ...urgent, maxTokens: 50 })).toMatchObject({ engine: 'local' })
  await generator.close()
})

test('the battery is looked at where the policy asks for it, and only there', async () => {
  const getBattery = vi.fn(async () => ({ level: 0.05, charging: false }))
  vi.stubGlobal('navigator', { getBattery })
  const careless = await begin([{ type: 'answer' }], {}, { mode: 'prefer-device' })
  expect(await careless.generator.generate('Hi')).toMatchObject({ engine: 'local' })
  expect(getBattery).not.toHaveBeenCalled()
  await careless.generator.close()
  await careless.started.close()
  const { generator } = await begin([{ type: 'answer' }], {}, { mode: 'prefer-device', lowBattery: 0.1 })
  expect(await generator.generate('Hi')).toMatchObject({
    engine: 'server',
    reason: 'local comes later: the battery is at 5 %',
  })
  await generator.close()
})

test.each([[{ deadlineMs: 0 }], [{ deadlineMs: Number.NaN }]])('%j is refused', async (options) => {
  const { generator } = await begin([{ type: 'answer' }])
  await expect(generator.generate('Hi', options)).rejects.toThrow(/`deadlineMs` must be a positive number/)
  await generator.close()
})

describe('where an engine runs is what it says of itself, never its name', () => {
  test.each(['local', 'builtin'])('a server called %s gets no secret text', async (name) => {
    server = await startMisbehavingServer([{ type: 'answer' }])
    const remote = serverEngine({ url: server.url, model: 'large', name })
    const generator = await createGenerator({ engines: [remote] })
    await expect(generator.generate('Hi', { privacy: 'secret' })).rejects.toMatchObject({ code: 'policy-denied' })
    expect(server.received).toEqual([])
    await generator.close()
  })

  test('an engine on the device may read secret text, whatever it is called', async () => {
    const own = scriptedEngine('my-runtime', ['from here'], { place: 'device' })
    await using generator = await createGenerator({ engines: [own] })
    expect(await generator.generate('Hi', { privacy: 'secret' })).toMatchObject({ engine: 'my-runtime' })
  })

  test('an engine that does not say where it runs counts as a server', async () => {
    const silent = { ...scriptedEngine('local', ['leaked']), place: undefined }
    const here = scriptedEngine('here', ['from here'], { place: 'device' })
    await using generator = await createGenerator({ engines: [silent, here] })
    expect(await generator.generate('Hi', { privacy: 'secret' })).toMatchObject({ engine: 'here' })
    expect(silent.asked).toEqual([])
  })

  test('a list that begins on the device prefers the device', async () => {
    const own = scriptedEngine('my-runtime', ['from here'], { place: 'device' })
    const remote = scriptedEngine('local', ['from afar'], { place: 'server' })
    await using generator = await createGenerator({ engines: [own, remote] })
    expect(await generator.generate('Hi')).toMatchObject({ reason: 'the mode is prefer-device' })
  })

  test.each<[string, () => Engine, 'device' | 'server']>([
    ['localEngine', () => localEngine(), 'device'],
    ['builtinEngine', () => builtinEngine(), 'device'],
    ['serverEngine', () => serverEngine({ url: 'https://llm.example/v1', model: 'large' }), 'server'],
  ])('%s says where it runs', (_name, make, place) => {
    expect(make().place).toBe(place)
  })
})

test('of two engines with one name the second is asked where the first writes what nobody can use', async () => {
  const first = scriptedEngine('server', ['{}'])
  const second = scriptedEngine('server', ['{"name":"Ada"}'])
  await using generator = await createGenerator({ engines: [first, second] })
  const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
  expect((await generator.object('Who?', { schema })).object).toEqual({ name: 'Ada' })
})
