import { expect, test } from 'vitest'
import type { PutRequest, StoreApi } from '../../src/store/shared/worker-api.js'
import { createStoreService } from '../../workers/store/service.js'
import { record, toBatch } from './store-model.js'

const shape = { model: 'test', dimensions: 5, metric: 'cosine', language: 'en', text: [] } as const
const SEGMENT = 4096
const nothing = { put: [], remove: [] }

const requestOf = (ids: readonly number[], version: number): PutRequest => ({
  ...toBatch(ids.map((id) => record(id, version))),
  remove: [],
  objects: nothing,
})

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

async function open(): Promise<StoreApi> {
  const store = createStoreService()
  await store.open({ name: `steady ${Math.random()}`, shape, persist: false, exact: true })
  return store
}

const put = (store: StoreApi, request: PutRequest) => store.put(request, () => {}, new AbortController().signal)

test('writing without a pause never keeps more deleted rows than there are records and a segment', async () => {
  const store = await open()
  await put(store, requestOf(range(0, 6000), 0))
  for (let round = 1; round <= 150; round++) {
    const ids = range(0, 500).map((index) => (round * 391 + index * 7) % 6000)
    await put(store, requestOf(ids, round))
    const { deletedRows, records } = await store.stats()
    expect(records).toBe(6000)
    expect(deletedRows, `after round ${round}`).toBeLessThanOrEqual(records + SEGMENT)
  }
  const { records } = await store.get(range(0, 6000).map((id) => `record ${id}`))
  expect(new Set(records.map(({ id }) => id)).size).toBe(6000)
  await store.close()
})

test('space comes back right after most records are deleted, and exact scores stay', async () => {
  const store = await open()
  await put(store, requestOf(range(0, SEGMENT * 6), 0))
  const before = await store.stats()
  await store.delete(
    range(0, SEGMENT * 6)
      .filter((id) => id % 10 !== 0)
      .map((id) => `record ${id}`),
    nothing,
  )
  // The next change comes after the work that this one started.
  await put(store, requestOf([-1], 0))
  const after = await store.stats()
  expect([before.segments, after.segments]).toEqual([6, 1])
  expect(after.deletedRows).toBe(0)
  const inMemory = (after.records - 1 + SEGMENT) * 5 * 4
  await expect.poll(async () => (await store.stats()).exactBytes).toBe(inMemory)
  const [hit] = await store.search({
    vector: record(120, 0).vector,
    limit: 1,
    filter: { id: 'record 120' },
    weight: 0.5,
    fusion: 'weighted',
    diversity: 0,
    prefix: false,
  })
  expect(hit?.score).toBeCloseTo(1, 8)
  await store.close()
})
