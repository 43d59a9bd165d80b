import { afterEach, expect, test } from 'vitest'
import { openVectorStore, type VectorRecord, type VectorStore } from '../../src/store/index.js'

interface Note extends VectorRecord {
  readonly text: string
  readonly year: number
  readonly tags: readonly string[]
}

const DIMENSIONS = 24
const embedder = { model: 'test-model', dimensions: DIMENSIONS }
const opened: VectorStore<Note>[] = []
let names = 0

const newName = () => `test-${Date.now()}-${names++}`

async function open(name: string, options = {}) {
  const store = await openVectorStore<Note>(name, { embedder, ...options })
  opened.push(store)
  return store
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

function note(index: number, version = 0): Note {
  const vector = Float32Array.from({ length: DIMENSIONS }, (_, at) => noise(index * 31 + version * 7 + at * 1009))
  return {
    id: `note ${index}`,
    vector,
    text: `word${index % 50} common`,
    year: 2000 + (index % 20),
    tags: [`t${index % 3}`],
  }
}

function noise(seed: number) {
  const value = Math.sin(seed * 12.9898) * 43758.5453
  return value - Math.floor(value) - 0.5
}

const notes = (count: number, version = 0) => Array.from({ length: count }, (_, index) => note(index, version))

test('what was put is found again after closing and opening, in segments and in the tail', async () => {
  const name = newName()
  const first = await open(name)
  const loaded: number[] = []
  await first.put(notes(9000), { onProgress: (progress) => loaded.push(progress.loaded) })
  await first.put([note(9000)])
  expect(loaded.at(-1)).toBe(9000)
  expect(loaded).toEqual(loaded.toSorted((one, other) => one - other))
  await first.close()

  const store = await open(name)
  expect(await store.count()).toBe(9001)
  expect(await store.get('note 17')).toEqual(note(17))
  expect(await store.get('note 9000')).toEqual(note(9000))
  expect(await store.get('none')).toBeUndefined()
  const all = notes(9001)
  expect(await store.get(all.map(({ id }) => id))).toEqual(all)
  for (const index of [0, 4095, 4096, 8999, 9000]) {
    const [hit] = await store.search(note(index).vector, { limit: 1 })
    const { vector: _, ...rest } = note(index)
    expect(hit?.record).toEqual(rest)
    expect(hit?.score).toBeCloseTo(1, 2)
  }
  const { state, kernel, segments, tailRows } = await store.stats()
  expect({ state, kernel, segments, tailRows }).toEqual({
    state: 'persistent',
    kernel: 'wasm',
    segments: 2,
    tailRows: 809,
  })
})

test('records are listed and found in the order of a field, and words with a typo are found', async () => {
  const store = await open(newName())
  await store.put(notes(100))
  const sort = { field: 'year', order: 'descending' } as const
  const listed: Omit<Note, 'vector'>[] = []
  for await (const record of store.list({ filter: { tags: 't1' }, sort, limit: 12 })) listed.push(record)
  const years = notes(100).flatMap(({ tags, year }) => (tags.includes('t1') ? [year] : []))
  expect(listed.map(({ year }) => year)).toEqual(years.toSorted((one, other) => other - one).slice(0, 12))
  expect(listed[0]).not.toHaveProperty('vector')
  const odd: string[] = []
  for await (const { id } of store.list({ filter: ({ year }) => year % 2 === 1, limit: 3 })) odd.push(id)
  expect(odd).toEqual(['note 1', 'note 3', 'note 5'])
  const hits = await store.search('comon', { typos: true, sort, limit: 100 })
  expect(hits).toHaveLength(100)
  expect(hits[0]?.record.year).toBe(2019)
  expect(await store.search('comon')).toEqual([])
  const stopped = store.list({ signal: AbortSignal.abort(new Error('stop')) })
  await expect(stopped[Symbol.asyncIterator]().next()).rejects.toThrow('stop')
  await expect(store.list({ limit: 0 })[Symbol.asyncIterator]().next()).rejects.toThrow(RangeError)
})

test('filters, words and both at once honour the same conditions', async () => {
  const store = await open(newName())
  await store.put(notes(5000))
  const filter = { year: { gte: 2015 }, tags: 't1' }
  for (const options of [
    { mode: 'dense' as const },
    { mode: 'lexical' as const, words: 'word17 common' },
    { mode: 'hybrid' as const, words: 'word17' },
    {
      mode: 'dense' as const,
      filter: (record: Omit<Note, 'vector'>) => record.year >= 2015 && record.tags[0] === 't1',
    },
  ]) {
    const hits = await store.search(note(3).vector, { filter, limit: 20, ...options })
    expect(hits).toHaveLength(20)
    for (const { record } of hits) {
      expect(record.year).toBeGreaterThanOrEqual(2015)
      expect(record.tags).toEqual(['t1'])
    }
  }
})

test.each(['full', 'low'] as const)(
  'a hybrid search says how near each hit is, and `minScore` is that bound (memory %s)',
  async (memory) => {
    const store = await open(newName(), { memory })
    await store.put(notes(5000))
    const nearness = new Map(
      (await store.search(note(3).vector, { limit: 5000 })).map(({ record, score }) => [record.id, score]),
    )
    const both = { words: 'word17', limit: 150 }
    const hits = await store.search(note(3).vector, both)
    const words = hits.filter(({ record }) => record.text.startsWith('word17 '))
    expect(words.length).toBeGreaterThan(50)
    for (const { record, similarity } of hits) expect(similarity).toBeCloseTo(nearness.get(record.id)!, 4)
    const bounded = await store.search(note(3).vector, { ...both, minScore: 0.3 })
    const near = hits.filter(({ similarity }) => similarity! >= 0.3)
    expect(near.length).toBeGreaterThan(0)
    expect(near.length).toBeLessThan(hits.length)
    // Hits that come after the limit without the bound follow those that are near, in the same order.
    expect(bounded.slice(0, near.length)).toEqual(near)
    for (const { similarity } of bounded) expect(similarity).toBeGreaterThanOrEqual(0.3)

    const far = note(3).vector.map((value) => -value)
    const [best] = await store.search(far, { words: 'word3', limit: 1, weight: 0, filter: { id: 'note 3' } })
    expect(best?.score).toBe(1)
    expect(best?.similarity).toBeCloseTo(-1, 1)
    expect(await store.search(far, { words: 'word3', filter: { id: 'note 3' }, minScore: 0 })).toEqual([])
    expect((await store.search('word3', { mode: 'lexical' }))[0]?.similarity).toBeUndefined()
  },
)

test('a text finds by words without an embedder, also while the last word is typed', async () => {
  const store = await open(newName())
  await store.put(notes(200))
  const hits = await store.search('word4', { limit: 100 })
  expect(new Set(hits.map(({ record }) => record.text))).toEqual(new Set(['word4 common']))
  const typing = await store.search('word4', { limit: 100, prefix: true })
  expect(typing.length).toBe(44)
})

test('replacing and deleting are seen at once and after opening again', async () => {
  const name = newName()
  const store = await open(name)
  await store.put(notes(4200))
  await store.put([note(1, 5), note(4199, 5)])
  await store.delete(['note 2', 'note 4198', 'unknown'])
  for (const current of [store, await open(name)]) {
    expect(await current.count()).toBe(4198)
    expect((await current.get('note 1'))?.vector).toEqual(note(1, 5).vector)
    expect(await current.get('note 2')).toBeUndefined()
    const [hit] = await current.search(note(2).vector, { limit: 1 })
    expect(hit?.record.id).not.toBe('note 2')
  }
})

test('a second tab sees what the first one writes, and the other way round', async () => {
  const name = newName()
  const [one, other] = [await open(name), await open(name)]
  await one.put(notes(10))
  expect(await other.count()).toBe(10)
  await other.put([note(3, 9)])
  expect((await one.get('note 3'))?.vector).toEqual(note(3, 9).vector)
  await other.clear()
  expect(await one.count()).toBe(0)
  await Promise.all([one.put(notes(300)), other.put(notes(300, 1))])
  expect(await one.count()).toBe(300)
  const versions = new Set<number>()
  for await (const record of one) versions.add(record.vector[0] === note(Number(record.id.slice(5))).vector[0] ? 0 : 1)
  expect(versions.size).toBe(1)
})

test('iterating gives every record once', async () => {
  const store = await open(newName())
  await store.put(notes(4500))
  await store.delete(['note 0', 'note 4499'])
  const ids: string[] = []
  for await (const { id, vector } of store) {
    ids.push(id)
    expect(vector).toHaveLength(DIMENSIONS)
  }
  expect(ids).toEqual(
    notes(4500)
      .slice(1, -1)
      .map(({ id }) => id),
  )
})

test('vectors of another model or length, NaN and zero vectors are refused by name', async () => {
  const name = newName()
  const store = await open(name)
  const put = (vector: Float32Array) => store.put([{ ...note(1), vector }])
  await expect(put(new Float32Array(3).fill(1))).rejects.toThrow(
    new TypeError('The vector of record note 1 has 3 dimensions, but those of model test-model have 24'),
  )
  await expect(put(new Float32Array(DIMENSIONS).fill(Number.NaN))).rejects.toThrow(TypeError)
  await expect(put(new Float32Array(DIMENSIONS))).rejects.toThrow(TypeError)
  await expect(store.search(new Float32Array(7))).rejects.toThrow(TypeError)
  expect(await store.count()).toBe(0)
  await store.close()
  await expect(open(name, { embedder: { model: 'other', dimensions: DIMENSIONS } })).rejects.toMatchObject({
    code: 'vectors-incompatible',
    message: expect.stringMatching(/test-model.*other/),
  })
})

test.each<[string, object, ErrorConstructor]>([
  ['limit', { limit: 0 }, RangeError],
  ['weight', { weight: 2 }, RangeError],
  ['diversity', { diversity: Number.NaN }, RangeError],
  ['filter', { filter: { year: { above: 1 } } }, TypeError],
  ['words', { mode: 'hybrid' }, TypeError],
])('a wrong `%s` is refused', async (option, options, kind) => {
  const store = await open(newName(), { persist: false })
  const failure = await store.search(note(1).vector, options).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(kind)
  expect(String(failure)).toContain(`${option}`)
})

test('closing twice is fine, using it afterwards is not', async () => {
  const store = await open(newName())
  const putting = store.put(notes(100))
  await putting
  await Promise.all([store.close(), store.close()])
  await expect(store.count()).rejects.toMatchObject({ code: 'closed' })
})

test('an aborted put keeps whole batches and rejects with the reason', async () => {
  const name = newName()
  const store = await open(name)
  const stop = new AbortController()
  let stored = 0
  const putting = store.put(notes(30_000), {
    signal: stop.signal,
    onProgress({ loaded }) {
      stored = loaded
      stop.abort('enough')
    },
  })
  await expect(putting).rejects.toBe('enough')
  const count = await store.count()
  expect(count).toBeGreaterThanOrEqual(stored)
  expect(count).toBeLessThan(30_000)
})

test('memory of one visit only: nothing is left behind', async () => {
  const name = newName()
  const store = await open(name, { persist: false })
  await store.put(notes(10))
  expect((await store.stats()).state).toBe('memory')
  await store.close()
  expect(await (await open(name, { persist: false })).count()).toBe(0)
})

test('approximate scores in low memory find the same best record', async () => {
  const store = await open(newName(), { memory: 'low' })
  await store.put(notes(4096))
  const [hit] = await store.search(note(77).vector, { limit: 1 })
  expect(hit?.record.id).toBe('note 77')
  expect(hit?.score).toBeCloseTo(1, 1)
  expect((await store.stats()).exactBytes).toBe(4096 * DIMENSIONS * 4)
  expect((await store.get('note 77'))?.vector).toEqual(note(77).vector)
})

test('a record that cannot be stored is refused and stops nothing else', async () => {
  const store = await open(newName())
  const record = { ...note(1), text: (() => {}) as unknown as string }
  await expect(store.put([record])).rejects.toThrow()
  await store.put([note(2)])
  expect(await store.count()).toBe(1)
})

test('an export imports into another store as it was', async () => {
  const store = await open(newName())
  await store.put(notes(5000))
  await store.delete(['note 7'])
  const file = await new Response(store.export()).blob()
  const other = await open(newName())
  const loaded: number[] = []
  await other.import(file, { onProgress: (progress) => loaded.push(progress.loaded) })
  expect(await other.count()).toBe(4999)
  expect(loaded.at(-1)).toBe(4999)
  expect(await other.get('note 4321')).toEqual(note(4321))
  await expect(other.import(file.slice(0, 1000))).rejects.toMatchObject({ code: 'invalid-data' })
})

test('a subscription gives the hits now and after each change, by this tab and by another one', async () => {
  const name = newName()
  const [one, other] = [await open(name), await open(name)]
  const reader = other.subscribe('common', { mode: 'lexical', limit: 50 }).getReader()
  const next = async () => (await reader.read()).value?.map(({ record }) => record.id).sort()
  expect(await next()).toEqual([])
  await one.put([note(1)])
  expect(await next()).toEqual(['note 1'])
  await other.put([note(2)])
  expect(await next()).toEqual(['note 1', 'note 2'])
  const waiting = next()
  await one.put([{ ...note(3), text: 'something else' }])
  await one.delete(['note 1'])
  // The first change moves the scores of the hits, because rare words count more.
  let ids = await waiting
  while (ids?.includes('note 1')) ids = await next()
  expect(ids).toEqual(['note 2'])
  const end = reader.read()
  await other.close()
  expect((await end).done).toBe(true)
})

test('facets count the values of fields, of all records and of those that pass a filter', async () => {
  const store = await open(newName())
  await store.put(notes(6000))
  const { year, tags } = await store.facets(['year', 'tags'], { filter: { year: { lt: 2003 } } })
  expect(year).toEqual([2000, 2001, 2002].map((value) => ({ value, count: 300 })))
  expect(tags).toEqual(['t0', 't1', 't2'].map((value) => ({ value, count: 300 })))
  expect((await store.facets(['year'], { limit: 1 })).year).toEqual([{ value: 2000, count: 300 }])
  await expect(store.facets('year' as never)).rejects.toThrow('`fields` must be a list of names')
  await expect(store.facets(['year'], { limit: 0 })).rejects.toThrow(RangeError)
})
