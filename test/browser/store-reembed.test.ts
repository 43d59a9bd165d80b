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

/** An embedder whose vectors point where the number in the text says. */
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
