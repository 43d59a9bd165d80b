import { expect, test } from 'vitest'
import { liveHits } from '../../src/store/live-hits.js'

/** A store whose hits and changes the test decides. */
function store(hits: unknown[] = []) {
  const heard = new Set<() => void>()
  const ending = new AbortController()
  const state = { hits, searches: 0, failure: undefined as unknown, during: () => {} }
  const stream = (signal?: AbortSignal) =>
    liveHits<unknown[]>({
      async search() {
        state.searches += 1
        if (state.failure !== undefined) throw state.failure
        const found = state.hits
        state.during()
        return found
      },
      onChange(listener, until) {
        heard.add(listener)
        until.addEventListener('abort', () => heard.delete(listener))
      },
      ended: ending.signal,
      signal,
    })
  const change = (next: unknown[]) => {
    state.hits = next
    for (const listener of heard) listener()
  }
  return { state, stream, change, close: () => ending.abort(), listeners: () => heard.size }
}

const turn = () => new Promise((resolve) => setTimeout(resolve))

test('nothing is searched before somebody reads, and then once for each change', async () => {
  const { state, stream, change } = store(['a'])
  const reader = stream().getReader()
  await turn()
  expect(state.searches).toBe(0)
  expect((await reader.read()).value).toEqual(['a'])
  const next = reader.read()
  await turn()
  expect(state.searches).toBe(1)
  change(['b'])
  expect((await next).value).toEqual(['b'])
})

test('a slow reader gets the newest hits, and a change that changes no hit gives none', async () => {
  const { state, stream, change } = store(['a'])
  const reader = stream().getReader()
  await reader.read()
  change(['b'])
  change(['c'])
  expect((await reader.read()).value).toEqual(['c'])
  const next = reader.read()
  change(['c'])
  await turn()
  expect(state.searches).toBe(3)
  change(['d'])
  expect((await next).value).toEqual(['d'])
})

test('a change during a search leads to another search', async () => {
  const { state, stream, change } = store(['a'])
  const reader = stream().getReader()
  state.during = () => {
    state.during = () => {}
    change(['b'])
  }
  expect((await reader.read()).value).toEqual(['a'])
  expect((await reader.read()).value).toEqual(['b'])
})

test('hits with values that cannot be compared count as changed', async () => {
  const { stream, change } = store([new Map([['a', 1]])])
  const reader = stream().getReader()
  await reader.read()
  change([new Map([['a', 2]])])
  expect((await reader.read()).value).toEqual([new Map([['a', 2]])])
})

test.each(['while it reads', 'while it waits'])('the end of the store ends the stream %s', async (when) => {
  const { stream, close, listeners } = store(['a'])
  const reader = stream().getReader()
  if (when === 'while it waits') await reader.read()
  const next = when === 'while it waits' ? reader.read() : undefined
  close()
  expect(await (next ?? reader.read())).toEqual({ done: true, value: undefined })
  expect(listeners()).toBe(0)
})

test('an abort rejects the read with its reason, also an abort from before', async () => {
  const { stream, listeners } = store(['a'])
  const controller = new AbortController()
  const reader = stream(controller.signal).getReader()
  await reader.read()
  const next = reader.read()
  const reason = new Error('enough')
  controller.abort(reason)
  await expect(next).rejects.toBe(reason)
  await expect(stream(controller.signal).getReader().read()).rejects.toBe(reason)
  expect(listeners()).toBe(0)
})

test('cancel stops the listening, and the failure of a search is the failure of the read', async () => {
  const { state, stream, listeners } = store(['a'])
  const live = stream()
  await live.cancel()
  expect(listeners()).toBe(0)
  const reader = stream().getReader()
  state.failure = new Error('broken')
  await expect(reader.read()).rejects.toBe(state.failure)
  expect(listeners()).toBe(0)
})
