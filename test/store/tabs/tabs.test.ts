import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StorePages, startPages } from '../pages.js'
import { type Call, contradictions } from './history.js'

/** More for a thorough run: TAB_SECONDS=60. */
const SECONDS = Number(process.env['TAB_SECONDS'] ?? 3)

let pages: StorePages

beforeAll(async () => {
  pages = await startPages()
}, 300_000)

afterAll(() => pages?.close(), 300_000)

interface Tab {
  work(tab: string, seconds: number): Promise<{ calls: Call[]; wrong: string[] }>
  content(): Promise<[string, string][]>
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
