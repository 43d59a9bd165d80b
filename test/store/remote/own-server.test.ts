import { expect, test } from 'vitest'
import { openRemoteStore, type RemoteCollection, type RemoteServer } from '../../../src/store/index.js'
import { memoryServer } from './memory-server.js'

test('a collection may be an instance of a class', async () => {
  class Collection implements RemoteCollection {
    readonly #inner: RemoteCollection
    readonly shape: RemoteCollection['shape']
    constructor(inner: RemoteCollection) {
      this.#inner = inner
      this.shape = inner.shape
    }
    put(...given: Parameters<RemoteCollection['put']>) {
      return this.#inner.put(...given)
    }
    delete(ids: readonly string[]) {
      return this.#inner.delete(ids)
    }
    clear() {
      return this.#inner.clear()
    }
    count() {
      return this.#inner.count()
    }
    get(...given: Parameters<RemoteCollection['get']>) {
      return this.#inner.get(...given)
    }
    read(cursor: string | undefined) {
      return this.#inner.read(cursor)
    }
    byVector(...given: Parameters<RemoteCollection['byVector']>) {
      return this.#inner.byVector(...given)
    }
    byWords(...given: Parameters<RemoteCollection['byWords']>) {
      return this.#inner.byWords(...given)
    }
  }
  const inner = memoryServer()
  const server: RemoteServer = { name: 'mine', open: async (...given) => new Collection(await inner.open(...given)) }
  const store = await openRemoteStore('notes', { server, embedder: { model: 'test', dimensions: 1 } })
  const vector = Float32Array.of(1)
  await store.put([
    { id: 'a', vector },
    { id: 'b', vector },
  ])
  await store.delete(['a'])
  expect(await store.count()).toBe(1)
  await store.clear()
  expect(await store.search(vector)).toEqual([])
})
