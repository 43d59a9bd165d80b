import { expect, test } from 'vitest'
import { listRecords } from '../../src/store/list-records.js'
import type { StoreClient } from '../../src/store/store-client.js'

const ids = ['a', 'b', 'c']

/** A store of three records that knows how many iterations hold its rows. */
function threeRecords(onBegin = () => {}) {
  const store = { held: 0 }
  const api = {
    async beginReading() {
      onBegin()
      store.held += 1
    },
    async endReading() {
      store.held -= 1
    },
    list: async () => Float64Array.of(0, 1, 2),
    recordsAt: async (_reading: number, rows: Float64Array) =>
      Array.from(rows, (row) => ({ id: ids[row]!, fields: {} })),
  }
  const call = (invoke: (api: never, scope: never) => Promise<unknown>, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      signal?.addEventListener('abort', () => reject(signal.reason))
      invoke(api as never, undefined as never).then(resolve, reject)
    })
  return { store, client: { call } as unknown as StoreClient }
}

test('an abort while the list begins leaves no rows held', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const { store, client } = threeRecords(() => controller.abort(reason))
  await expect(listRecords(client, { signal: controller.signal }).next()).rejects.toBe(reason)
  expect(store.held).toBe(0)
})

test('an abort between two records ends the list with its reason', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const { store, client } = threeRecords()
  const list = listRecords(client, { signal: controller.signal })
  expect(await list.next()).toEqual({ done: false, value: { id: 'a' } })
  controller.abort(reason)
  await expect(list.next()).rejects.toBe(reason)
  expect(store.held).toBe(0)
})

test('a list that is left early holds no rows', async () => {
  const { store, client } = threeRecords()
  for await (const { id } of listRecords(client, {})) {
    expect(id).toBe('a')
    break
  }
  expect(store.held).toBe(0)
})
