import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { NlpError } from '../../../src/shared/errors.js'
import { createScheduler, type ScheduledItem, type SchedulerOptions } from '../../../workers/schedule/scheduler.js'
import { chooseBatch } from '../../../workers/schedule/scheduler-batch.js'
import { createTokenBudget } from '../../../workers/schedule/scheduler-budget.js'

/** A session that the test controls: each run waits until the test finishes it or lets it fail. */
function setUp(options: Partial<SchedulerOptions<string, string>> = {}) {
  const clock = { ms: 0 }
  const runs: string[][] = []
  const settle: { finish: (elapsedMs?: number) => Promise<void>; fail: (error: unknown) => Promise<void> }[] = []
  const scheduler = createScheduler<string, string>({
    now: () => clock.ms,
    yieldNow: nextMacrotask,
    run: (items) => {
      runs.push([...items])
      return new Promise((resolve, reject) => {
        settle.push({
          async finish(elapsedMs = 1) {
            clock.ms += elapsedMs
            resolve(items.map((item) => item.toUpperCase()))
            await nextMacrotask()
            await nextMacrotask()
          },
          async fail(error) {
            reject(error)
            await nextMacrotask()
            await nextMacrotask()
          },
        })
      })
    },
    ...options,
  })
  const current = () => settle.at(-1)!
  const finishAll = async () => {
    for (let finished = 0; finished < settle.length; finished += 1) await settle[finished]!.finish()
  }
  return { scheduler, runs, clock, current, finishAll }
}

const nextMacrotask = () => new Promise<void>((resolve) => setImmediate(resolve))
const item = (key: string, length = 10): ScheduledItem<string> => ({ key, length, item: key })
const items = (...keys: string[]) => keys.map((key) => item(key))
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => item(`${prefix}${i}`))

test('results come in the order of the items, whatever order they ran in', async () => {
  const { scheduler, finishAll } = setUp()
  const results = scheduler.submit([item('a', 90), item('b', 3), item('c', 400), item('d', 5)])
  await nextMacrotask()
  await finishAll()
  expect(await results).toEqual(['A', 'B', 'C', 'D'])
})

test('an unknown priority counts as interactive, so the call settles', async () => {
  const { scheduler, finishAll } = setUp()
  const results = scheduler.submit([item('a')], { priority: 'urgent' as 'interactive' })
  await nextMacrotask()
  await finishAll()
  expect(await results).toEqual(['A'])
})

test('nothing to do is done at once', async () => {
  const { scheduler, runs } = setUp()
  expect(await scheduler.submit([])).toEqual([])
  expect(runs).toEqual([])
})

test('calls made in the same moment share a run, and one run is under way at a time', async () => {
  const { scheduler, runs, current } = setUp()
  const first = scheduler.submit(items('a'))
  const second = scheduler.submit(items('b'))
  await nextMacrotask()
  expect(runs).toEqual([['a', 'b']])
  const third = scheduler.submit(items('c'))
  await nextMacrotask()
  await nextMacrotask()
  expect(runs).toHaveLength(1)
  await current().finish()
  expect(runs).toHaveLength(2)
  await current().finish()
  expect([await first, await second, await third]).toEqual([['A'], ['B'], ['C']])
})

test('messages get through between two runs', async () => {
  const yieldNow = vi.fn(nextMacrotask)
  const { scheduler, finishAll, runs } = setUp({ yieldNow })
  const results = scheduler.submit(numbered('text', 40))
  await nextMacrotask()
  await finishAll()
  await results
  expect(runs.length).toBeGreaterThan(1)
  expect(yieldNow).toHaveBeenCalledTimes(runs.length + 1)
})

test('neighbours in length run together, and the short do not pay for the long', async () => {
  const { scheduler, finishAll, runs } = setUp()
  const lengths = [4, 40, 5, 41, 4, 42, 100, 5]
  const results = scheduler.submit(lengths.map((length, i) => item(`${length}/${i}`, length)))
  await nextMacrotask()
  await finishAll()
  await results
  const byLength = runs.map((run) => run.map((key) => Number.parseInt(key, 10)).sort())
  expect(byLength).toEqual([[100], [40, 41, 42], [4, 4, 5, 5]])
})

test('an item longer than the budget runs by itself', () => {
  const queue = [10, 10, 500, 501].map((length) => ({ length, order: 1, alone: false }))
  expect(chooseBatch(queue, 128)).toEqual([queue[3]])
})

test('an empty queue gives an empty batch', () => {
  expect(chooseBatch([], 128)).toEqual([])
})

test('a batch holds the oldest call, keeps the budget and pads at most an eighth', () => {
  const waiting = fc.record({
    length: fc.integer({ min: 1, max: 512 }),
    order: fc.integer({ min: 1, max: 5 }),
    alone: fc.constant(false),
  })
  fc.assert(
    fc.property(
      fc.array(waiting, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 2000 }),
      (all, budget) => {
        const queue = all.sort((a, b) => a.length - b.length)
        const batch = chooseBatch(queue, budget)
        const padded = batch.length * Math.max(...batch.map(({ length }) => length))
        const real = batch.reduce((sum, { length }) => sum + length, 0)
        expect(new Set(batch).size).toBe(batch.length)
        expect(Math.min(...batch.map(({ order }) => order))).toBe(Math.min(...queue.map(({ order }) => order)))
        expect(batch.length === 1 || padded <= budget).toBe(true)
        expect(padded - real).toBeLessThanOrEqual(Math.max(real / 8, 8))
      },
    ),
  )
})

test.each([
  { name: 'a fast session', perMs: 40 },
  { name: 'a slow session', perMs: 0.5 },
])('the budget of $name grows or shrinks until a run lasts the target', ({ perMs }) => {
  const budget = createTokenBudget(30)
  for (let run = 0; run < 40; run += 1) budget.learn({ tokens: budget.tokens, elapsedMs: budget.tokens / perMs })
  expect(budget.tokens / perMs).toBeCloseTo(30, 0)
})

test('one nearly empty run or one hiccup does not undo what was learned', () => {
  const budget = createTokenBudget(30)
  for (let run = 0; run < 40; run += 1) budget.learn({ tokens: budget.tokens, elapsedMs: budget.tokens / 10 })
  const settled = budget.tokens
  budget.learn({ tokens: 4, elapsedMs: 3 })
  expect(budget.tokens).toBeGreaterThan(settled * 0.99)
  budget.learn({ tokens: settled, elapsedMs: 300 })
  expect(budget.tokens).toBeGreaterThan(settled * 0.6)
})

test('a clock too coarse to see a run at most doubles the budget', () => {
  const budget = createTokenBudget(30)
  const before = budget.tokens
  budget.learn({ tokens: before, elapsedMs: 0 })
  expect(budget.tokens).toBe(before * 2)
})

test('the budget of the scheduler follows its own runs', async () => {
  const { scheduler, runs, current, finishAll } = setUp()
  const results = scheduler.submit(numbered('text', 300))
  await nextMacrotask()
  const first = runs[0]!.length
  for (let run = 0; run < 4; run += 1) await current().finish(1)
  expect(runs.at(-1)!.length).toBeGreaterThan(first * 4)
  await finishAll()
  expect(await results).toHaveLength(300)
})

test('interactive work overtakes background work that came first', async () => {
  const { scheduler, runs, current, finishAll } = setUp()
  const background = scheduler.submit(numbered('page', 100), { priority: 'background' })
  await nextMacrotask()
  const interactive = scheduler.submit(items('query'))
  await current().finish()
  expect(runs[1]).toEqual(['query'])
  await finishAll()
  expect(await interactive).toEqual(['QUERY'])
  expect(await background).toHaveLength(100)
})

test('background work gets one run after each wait of ageMs, and no more than one', async () => {
  const { scheduler, runs, current } = setUp({ ageMs: 1000 })
  void scheduler.submit(numbered('page', 400), { priority: 'background' }).catch(() => {})
  void scheduler.submit(numbered('query', 400)).catch(() => {})
  await nextMacrotask()
  for (let run = 0; run < 8; run += 1) await current().finish(250)
  const kinds = runs.map((run) => (run[0]!.startsWith('page') ? 'background' : 'interactive'))
  expect(kinds.filter((kind) => kind === 'background')).toHaveLength(2)
  expect(kinds.indexOf('background')).toBe(4)
  expect(kinds.lastIndexOf('background')).toBe(8)
  scheduler.close()
})

test('the same key is computed once: in a call, across waiting calls and while it runs', async () => {
  const { scheduler, runs, current } = setUp()
  const first = scheduler.submit(items('same', 'same', 'other'))
  const second = scheduler.submit(items('same'))
  await nextMacrotask()
  const third = scheduler.submit(items('same', 'other'))
  await current().finish()
  expect(runs.flat().sort()).toEqual(['other', 'same'])
  expect(await first).toEqual(['SAME', 'SAME', 'OTHER'])
  expect(await second).toEqual(['SAME'])
  expect(await third).toEqual(['SAME', 'OTHER'])
})

test('a finished key is computed anew: the scheduler is no cache', async () => {
  const { scheduler, runs, current } = setUp()
  for (let round = 0; round < 2; round += 1) {
    const result = scheduler.submit(items('same'))
    await nextMacrotask()
    await current().finish()
    await result
  }
  expect(runs).toEqual([['same'], ['same']])
})

test('background work that an interactive call also wants is pulled forward', async () => {
  const { scheduler, runs, current } = setUp()
  const background = scheduler.submit([...numbered('page', 50), item('wanted', 2)], { priority: 'background' })
  await nextMacrotask()
  const interactive = scheduler.submit([item('wanted', 2)])
  await current().finish()
  expect(runs[1]).toEqual(['wanted'])
  await current().finish()
  expect(await interactive).toEqual(['WANTED'])
  scheduler.close('done')
  await expect(background).rejects.toBe('done')
})

test('and falls back again when the interactive call is aborted', async () => {
  const { scheduler, runs, current } = setUp()
  const abort = new AbortController()
  void scheduler.submit([item('running', 400)]).catch(() => {})
  await nextMacrotask()
  void scheduler.submit([item('wanted', 2)], { priority: 'background' }).catch(() => {})
  const interactive = scheduler.submit([item('wanted', 2)], { signal: abort.signal })
  void scheduler.submit([item('urgent', 200)]).catch(() => {})
  abort.abort('stop')
  await expect(interactive).rejects.toBe('stop')
  await current().finish()
  expect(runs[1]).toEqual(['urgent'])
  scheduler.close()
})

test('a full queue refuses the next call, typed and worth a retry, and takes it once there is room', async () => {
  const { scheduler, current } = setUp({ maxQueued: 3 })
  const first = scheduler.submit(items('a', 'b'))
  await nextMacrotask()
  await expect(scheduler.submit(items('c', 'd'))).rejects.toMatchObject({ code: 'queue-full', retryable: true })
  await current().finish()
  await first
  const second = scheduler.submit(items('c', 'd'))
  await nextMacrotask()
  await current().finish()
  expect(await second).toEqual(['C', 'D'])
})

test('a call larger than the whole queue is refused for good', async () => {
  const { scheduler } = setUp({ maxQueued: 3 })
  await expect(scheduler.submit(items('a', 'b', 'c', 'd'))).rejects.toMatchObject({
    code: 'queue-full',
    retryable: false,
  })
})

test('a signal that is aborted already costs nothing', async () => {
  const { scheduler, runs } = setUp()
  const reason = new Error('too late')
  await expect(scheduler.submit(items('a'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  await nextMacrotask()
  expect(runs).toEqual([])
})

test('abort while queued rejects at once with the reason and runs nothing', async () => {
  const { scheduler, runs, current } = setUp({ maxQueued: 3 })
  const abort = new AbortController()
  const first = scheduler.submit(items('a'))
  await nextMacrotask()
  const queued = scheduler.submit(items('b', 'c'), { signal: abort.signal })
  const reason = new Error('changed my mind')
  abort.abort(reason)
  await expect(queued).rejects.toBe(reason)
  const room = scheduler.submit(items('d', 'e'))
  await current().finish()
  await current().finish()
  await first
  await room
  expect(runs.flat().sort()).toEqual(['a', 'd', 'e'])
})

test('abort while running rejects at once, drops the result and leaves the neighbours alone', async () => {
  const { scheduler, runs, current } = setUp()
  const abort = new AbortController()
  const neighbour = scheduler.submit(items('a'))
  const running = scheduler.submit(items('b'), { signal: abort.signal })
  await nextMacrotask()
  abort.abort('stop')
  await expect(running).rejects.toBe('stop')
  expect(runs).toHaveLength(1)
  const sameText = scheduler.submit(items('b'))
  await current().finish()
  expect(await neighbour).toEqual(['A'])
  expect(await sameText).toEqual(['B'])
  expect(runs).toHaveLength(1)
})

test('abort of one of two callers for the same text leaves the other its result', async () => {
  const { scheduler, runs, current } = setUp()
  const abort = new AbortController()
  const gone = scheduler.submit(items('a'), { signal: abort.signal })
  const stays = scheduler.submit(items('a'))
  abort.abort('stop')
  await expect(gone).rejects.toBe('stop')
  await nextMacrotask()
  await current().finish()
  expect(await stays).toEqual(['A'])
  expect(runs).toEqual([['a']])
})

test('the listener on the signal is gone when the call is over', async () => {
  const { scheduler, current } = setUp()
  const { signal } = new AbortController()
  const remove = vi.spyOn(signal, 'removeEventListener')
  const call = scheduler.submit(items('a'), { signal })
  await nextMacrotask()
  await current().finish()
  await call
  expect(remove).toHaveBeenCalledTimes(1)
})

test('one poisonous item fails only the calls that hold it', async () => {
  const poison = new Error('token out of range')
  const runs: string[][] = []
  const scheduler = createScheduler<string, string>({
    now: () => 0,
    yieldNow: nextMacrotask,
    run: async (batch) => {
      runs.push([...batch])
      if (batch.includes('poison')) throw poison
      return batch.map((text) => text.toUpperCase())
    },
  })
  const bad = scheduler.submit(items('x', 'poison'))
  const alsoBad = scheduler.submit(items('poison'))
  const good = scheduler.submit(items('y', 'z'))
  const outcomes = await Promise.allSettled([bad, alsoBad, good])
  expect(outcomes).toEqual([
    { status: 'rejected', reason: poison },
    { status: 'rejected', reason: poison },
    { status: 'fulfilled', value: ['Y', 'Z'] },
  ])
  expect(runs.filter((run) => run.includes('poison'))).toHaveLength(2)
  expect(await scheduler.submit(items('later'))).toEqual(['LATER'])
})

test('an item that fails by itself is not tried again', async () => {
  const { scheduler, runs, current } = setUp()
  const call = scheduler.submit(items('a'))
  const outcome = expect(call).rejects.toThrow('no')
  await nextMacrotask()
  await current().fail(new Error('no'))
  await outcome
  expect(runs).toEqual([['a']])
})

test('a lost device fails the run at once: no item of it is tried alone, and the rest of the queue goes on', async () => {
  const { scheduler, runs, current } = setUp()
  const lost = new NlpError('device-lost', 'The graphics device went away.')
  const running = scheduler.submit([item('a', 50), item('b', 50)])
  const outcome = expect(running).rejects.toBe(lost)
  const waiting = scheduler.submit([item('c', 5)])
  await nextMacrotask()
  await current().fail(lost)
  await outcome
  await current().finish()
  expect(await waiting).toEqual(['C'])
  expect(runs).toEqual([['b', 'a'], ['c']])
})

test('a run that gives fewer results than items is a failure and never a hole in the results', async () => {
  const scheduler = createScheduler<string, string>({ now: () => 0, yieldNow: nextMacrotask, run: async () => [] })
  await expect(scheduler.submit(items('a', 'b'))).rejects.toMatchObject({ code: 'invalid-output' })
})

test('onDone hears what is finished, and what it throws is its own call’s failure', async () => {
  const { scheduler, finishAll } = setUp()
  const heard: [number, number][] = []
  const call = scheduler.submit(numbered('text', 30), { onDone: (finished, total) => heard.push([finished, total]) })
  const broken = scheduler.submit(items('text0'), {
    onDone: () => {
      throw new Error('listener')
    },
  })
  const outcome = expect(broken).rejects.toThrow('listener')
  await nextMacrotask()
  await finishAll()
  await call
  await outcome
  expect(heard.at(-1)).toEqual([30, 30])
  expect(heard.map(([finished]) => finished)).toEqual(heard.map(([finished]) => finished).sort((a, b) => a - b))
})

test('close rejects what runs, what waits and what comes later, and twice is fine', async () => {
  const { scheduler, runs, current } = setUp()
  const running = scheduler.submit([item('a', 200)])
  await nextMacrotask()
  const waiting = scheduler.submit(items('b'))
  const reason = new NlpError('closed', 'The model was closed.')
  scheduler.close(reason)
  scheduler.close(new Error('second'))
  await expect(running).rejects.toBe(reason)
  await expect(waiting).rejects.toBe(reason)
  await expect(scheduler.submit(items('c'))).rejects.toBe(reason)
  await current().finish()
  expect(runs).toHaveLength(1)
})

test('10,000 texts of mixed length are each computed once, with an eighth of padding at most', async () => {
  let state = 7
  const random = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const work = Array.from({ length: 10_000 }, (_, i) => item(`text ${i}`, 4 + Math.floor(random() * 120)))
  const lengths = new Map(work.map(({ key, length }) => [key, length]))
  let clock = 0
  let padded = 0
  let real = 0
  const scheduler = createScheduler<string, string>({
    now: () => clock,
    yieldNow: () => Promise.resolve(),
    run: async (batch) => {
      const sizes = batch.map((text) => lengths.get(text)!)
      padded += batch.length * Math.max(...sizes)
      real += sizes.reduce((sum, size) => sum + size, 0)
      clock += (batch.length * Math.max(...sizes)) / 3
      return batch
    },
  })
  expect(await scheduler.submit(work)).toEqual(work.map(({ key }) => key))
  expect(real).toBe(work.reduce((sum, { length }) => sum + length, 0))
  expect(padded / real).toBeLessThan(1.05)
})
