import { afterEach, expect, test } from 'vitest'
import { openVectorStore, type VectorRecord, type VectorStore } from '../../src/store/index.js'

interface Item extends VectorRecord {
  readonly text: string
}

const opened: VectorStore<Item>[] = []
let names = 0

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

/** An embedder whose vectors have the direction of the number in the text. */
function embedder(dimensions: number, model = `model-${dimensions}`) {
  const one = (text: string) => {
    const number = Number(/\d+/.exec(text)?.[0] ?? 0)
    return Float32Array.from({ length: dimensions }, (_, at) => Math.cos(number * 0.37 * (at + 1) + at))
  }
  async function embed(text: string): Promise<Float32Array>
  async function embed(texts: readonly string[]): Promise<Float32Array[]>
  async function embed(input: string | readonly string[]): Promise<Float32Array | Float32Array[]> {
    return typeof input === 'string' ? one(input) : input.map(one)
  }
  return { model, dimensions, embed, one }
}

async function open(name: string, by: ReturnType<typeof embedder>) {
  const store = await openVectorStore<Item>(name, { embedder: by })
  opened.push(store)
  return store
}

const old = embedder(12)
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `item ${index}`,
    text: `text ${index}`,
    vector: old.one(`${index}`),
  }))

test('every vector is replaced; words, fields and later changes go on', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const store = await open(name, old)
  await store.put(items(5000))
  await store.delete(['item 7'])
  const newer = embedder(20)
  const loaded: number[] = []
  await store.reembed(newer, { onProgress: (progress) => loaded.push(progress.loaded) })
  expect(loaded.at(-1)).toBe(4999)
  expect(store.dimensions).toBe(20)
  await store.put([{ id: 'new', text: 'text 9999', vector: newer.one('9999') }])
  for (const current of [store, await open(name, newer)]) {
    expect(await current.count()).toBe(5000)
    expect((await current.get('item 42'))?.vector).toEqual(newer.one('42'))
    expect(await current.get('item 7')).toBeUndefined()
    const [hit] = await current.search('text 321', { mode: 'dense', limit: 1 })
    expect(hit?.record.id).toBe('item 321')
    expect((await current.search('4711', { mode: 'lexical' }))[0]?.record.id).toBe('item 4711')
  }
  await expect(open(name, old)).rejects.toMatchObject({ code: 'vectors-incompatible' })
})

test('an embedding that stops in the middle leaves the store as it was', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const store = await open(name, old)
  await store.put(items(9000))
  const stop = new AbortController()
  const onProgress = ({ loaded }: { readonly loaded: number }) => loaded > 5000 && stop.abort('enough')
  await expect(store.reembed(embedder(20), { signal: stop.signal, onProgress })).rejects.toBe('enough')
  await store.put(items(9001).slice(9000))
  for (const current of [store, await open(name, old)]) {
    expect(await current.count()).toBe(9001)
    expect((await current.get('item 42'))?.vector).toEqual(old.one('42'))
  }
})

test('another tab is told that its vectors are of the past', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const [store, other] = [await open(name, old), await open(name, old)]
  await store.put(items(10))
  await store.reembed(embedder(20))
  await expect(other.count()).rejects.toMatchObject({ code: 'vectors-incompatible' })
  await expect(other.put(items(1))).rejects.toMatchObject({ code: 'vectors-incompatible' })
})

/** Blocks all changes of a store, like another tab that writes. */
async function holdStore(name: string): Promise<() => void> {
  return new Promise((held) => {
    void navigator.locks.request(`tacet-store-${name}`, () => new Promise<void>((release) => held(release)))
  })
}

test('an abort is heard while another tab holds the store, and nothing stays locked', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const store = await open(name, old)
  await store.put(items(10))
  const release = await holdStore(name)
  const stop = new AbortController()
  const replacing = store.reembed(embedder(20), { signal: stop.signal })
  setTimeout(() => stop.abort('enough'), 50)
  await expect(replacing).rejects.toBe('enough')
  release()
  await store.put(items(11).slice(10))
  expect(await store.count()).toBe(11)
  expect((await store.get('item 3'))?.vector).toEqual(old.one('3'))
})

test('two calls at once replace the vectors one after the other, and changes made meanwhile are refused or kept', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const store = await open(name, old)
  await store.put(items(300))
  const [first, second] = [embedder(20), embedder(30)]
  const changes = [
    store.reembed(first),
    store.put(items(301).slice(300)),
    store.reembed(second),
    store.delete(['item 5']),
  ]
  const settled = await Promise.allSettled(changes)
  expect([settled[0]?.status, settled[2]?.status]).toEqual(['fulfilled', 'fulfilled'])
  for (const change of [settled[1], settled[3]]) {
    if (change?.status === 'rejected') expect(change.reason).toMatchObject({ code: 'vectors-incompatible' })
  }
  const kept = settled[1]?.status === 'fulfilled' ? 301 : 300
  const expected = settled[3]?.status === 'fulfilled' ? kept - 1 : kept
  for (const current of [store, await open(name, second)]) {
    expect(current.model).toBe('model-30')
    expect(await current.count()).toBe(expected)
    expect((await current.get('item 42'))?.vector).toEqual(second.one('42'))
  }
})

test('a tab that waited for another one to replace the vectors is told that its own are of the past', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const [store, other] = [await open(name, old), await open(name, old)]
  await store.put(items(10))
  const [mine, theirs] = await Promise.allSettled([store.reembed(embedder(20)), other.reembed(embedder(30))])
  const lost = mine?.status === 'rejected' ? mine : theirs
  expect([mine, theirs].filter((result) => result?.status === 'fulfilled')).toHaveLength(1)
  expect(lost).toMatchObject({ reason: { code: 'vectors-incompatible' } })
})

test('a worker that dies in the middle rejects the call, and the store is as it was', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const workers: Worker[] = []
  const worker = () => {
    const made = new Worker(new URL('../../workers/store.worker.ts', import.meta.url), { type: 'module' })
    workers.push(made)
    return made
  }
  const store = await openVectorStore<Item>(name, { embedder: old, worker })
  opened.push(store)
  await store.put(items(600))
  const onProgress = ({ loaded }: { readonly loaded: number }) => {
    if (loaded === 128) workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
  }
  await expect(store.reembed(embedder(20), { onProgress })).rejects.toMatchObject({
    code: 'worker-crashed',
    retryable: true,
  })
  expect(store.dimensions).toBe(12)
  expect((await store.get('item 42'))?.vector).toEqual(old.one('42'))
  await store.reembed(embedder(20))
  expect((await store.get('item 42'))?.vector).toHaveLength(20)
})

test('a store that is closed in the middle lets others write', async () => {
  const name = `reembed-${Date.now()}-${names++}`
  const [store, other] = [await open(name, old), await open(name, old)]
  await store.put(items(600))
  const onProgress = ({ loaded }: { readonly loaded: number }) => loaded === 64 && void store.close()
  await expect(store.reembed(embedder(20), { onProgress })).rejects.toMatchObject({ code: 'closed' })
  await other.put(items(601).slice(600))
  expect(await other.count()).toBe(601)
})
