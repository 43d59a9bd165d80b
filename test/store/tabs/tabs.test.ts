import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StorePages, startPages } from '../pages.js'
import { type Call, contradictions } from './history.js'

/** More for a thorough run: TAB_SECONDS=60. */
const SECONDS = Number(process.env['TAB_SECONDS'] ?? 3)

/** More for a thorough run: CREATIONS=100. */
const CREATIONS = Number(process.env['CREATIONS'] ?? 5)

let pages: StorePages

beforeAll(async () => {
  pages = await startPages()
}, 300_000)

afterAll(() => pages?.close(), 300_000)

interface Tab {
  work(tab: string, seconds: number): Promise<{ calls: Call[]; wrong: string[] }>
  content(): Promise<[string, string][]>
  create(name: string, tab: string): Promise<string[]>
  countOf(name: string): Promise<number>
  openAndClose(times: number): Promise<void>
}

test(
  'what two tabs write and read at once equals a serial order, and both end with the same',
  async () => {
    const tabs = await Promise.all(['one', 'other'].map(() => pages.open('tabs/page.html')))
    const results = await Promise.all(
      tabs.map((page, index) =>
        page.evaluate(([name, seconds]) => (globalThis as never as Tab).work(name, seconds), [
          `tab${index}`,
          SECONDS,
        ] as const),
      ),
    )
    const calls = results.flatMap(({ calls }) => calls)
    expect(results.flatMap(({ wrong }) => wrong)).toEqual([])
    expect(contradictions(calls)).toEqual([])
    for (const tab of [0, 1]) expect(calls.some(({ value }) => value?.startsWith(`tab${tab}`))).toBe(true)
    const [one, other] = await Promise.all(
      tabs.map((page) => page.evaluate(() => (globalThis as never as Tab).content())),
    )
    expect(one).toEqual(other)
    const shared = new Set(one?.filter(([id]) => id.startsWith('shared')).map(([, value]) => value))
    expect(shared.size).toBe(1)
    const last = { type: 'read', value: [...shared][0], start: Number.MAX_VALUE, end: Number.MAX_VALUE } as const
    expect(contradictions([...calls, last])).toEqual([])
    if (process.env['TAB_SECONDS'] !== undefined) console.log(`${calls.length} calls on the shared records`)
  },
  300_000 + SECONDS * 3000,
)

test(
  'tabs that create one store together lose nothing and meet no removal',
  async () => {
    const tabs = await Promise.all(['one', 'two', 'three'].map(() => pages.open('tabs/page.html')))
    for (let round = 0; round < CREATIONS; round++) {
      const name = `created ${round}`
      const wrong = await Promise.all(
        tabs.map((page, tab) =>
          page.evaluate(([store, own]) => (globalThis as never as Tab).create(store, own), [
            name,
            `tab ${tab}`,
          ] as const),
        ),
      )
      expect(wrong.flat(), name).toEqual([])
      expect(await tabs[0]?.evaluate((store) => (globalThis as never as Tab).countOf(store), name), name).toBe(60)
    }
  },
  300_000 + CREATIONS * 5000,
)

test('opening and closing a store leaves no listeners behind', async () => {
  const page = await pages.open('tabs/page.html')
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const listeners = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? 0
  }
  const run = (times: number) => page.evaluate((count) => (globalThis as never as Tab).openAndClose(count), times)
  await run(5)
  const before = await listeners()
  await run(20)
  expect(await listeners()).toBeLessThanOrEqual(before + 5)
}, 120_000)

const write = (value: string, start: number, end: number): Call => ({ type: 'write', value, start, end })
const read = (value: string | undefined, start: number, end: number): Call => ({ type: 'read', value, start, end })

test.each<[string, Call[], number]>([
  ['a read of what was written', [write('a', 0, 1), read('a', 2, 3)], 0],
  ['a read while it is written, either way', [write('a', 0, 1), write('b', 2, 5), read('a', 3, 4), read('b', 3, 4)], 0],
  ['a read of what is gone', [write('a', 0, 1), write('b', 2, 3), read('a', 4, 5)], 1],
  ['a read of the future', [read('a', 0, 1), write('a', 2, 3)], 1],
  ['a read of nothing after a write', [write('a', 0, 1), read(undefined, 2, 3)], 1],
  ['a read of what nobody wrote', [read('a', 0, 1)], 1],
  ['reads that go back', [write('a', 0, 1), write('b', 2, 9), read('b', 3, 4), read('a', 5, 6)], 1],
])('the check itself: %s', (_what, calls, expected) => {
  expect(contradictions(calls)).toHaveLength(expected)
})
