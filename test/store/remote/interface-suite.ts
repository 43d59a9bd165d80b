import { expect, test } from 'vitest'
import { openRemoteStore, type RemoteServer, type RemoteStore, type VectorRecord } from '../../../src/store/index.js'

interface Note extends VectorRecord {
  readonly text?: string
  readonly year?: number
  readonly tags?: readonly string[]
  readonly due?: Date
  readonly when?: readonly unknown[]
  readonly deep?: unknown
}

let names = 0
const embedder = { model: 'test', dimensions: 3 }
const unit = (...values: number[]) => {
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / length)
}
const notes: Note[] = [
  { id: 'rain', vector: unit(1, 0, 0), text: 'Rain is water that falls', year: 2019, tags: ['wet', 'sky'] },
  { id: 'snow', vector: unit(1, 1, 0), text: 'Snow falls in winter', year: 2020, due: new Date(5) },
  { id: 'sun', vector: unit(0, 0, 1), text: 'The sun is warm', year: 2021, tags: [], deep: { a: [1, null] } },
]

/** Tests that every store must pass, whichever server has its records. */
export function interfaceSuite(server: () => RemoteServer): void {
  const open = (name = `store "${names++}"`, options = {}): Promise<RemoteStore<Note>> =>
    openRemoteStore<Note>(name, { server: server(), embedder, ...options })

  async function filled() {
    const store = await open()
    await store.put(notes)
    return store
  }
  const idsOf = (hits: readonly { readonly record: { readonly id: string } }[]) => hits.map(({ record }) => record.id)

  test('gives back what was put, with dates, lists, emoji, and ids of any kind', async () => {
    const store = await open()
    const ids = [
      '',
      '7',
      'a/b?c',
      '🌧️',
      "'; DROP TABLE tacet_records; --",
      'c0ffee00-0000-4000-8000-00000000cafe',
      'x'.repeat(300),
    ]
    const records = ids.map((id) => ({ ...notes[2]!, id, text: '🌧️ "quoted" \\ud800 \n', when: [new Date(7), null] }))
    await store.put(records)
    expect(await store.get(ids)).toEqual(records)
    expect(await store.get(['missing', ids[2]!, ids[2]!])).toEqual([undefined, records[2], records[2]])
    expect(await store.get('missing')).toBeUndefined()
    expect(await store.count()).toBe(ids.length)
  })

  test('a record replaces the one of the same id, also within one call', async () => {
    const store = await filled()
    await store.put([notes[0]!, { ...notes[0]!, year: 1999 }, { ...notes[1]!, id: 'new' }])
    expect(await store.count()).toBe(4)
    expect((await store.get('rain'))?.year).toBe(1999)
  })

  test('more records than fit one request arrive, with progress, and iterating gives each once', async () => {
    const store = await open()
    const many = Array.from({ length: 600 }, (_, year) => ({ id: `n${year}`, vector: unit(1, year, 1), year }))
    const loaded: number[] = []
    await store.put(many, { onProgress: (progress) => loaded.push(progress.loaded) })
    expect(loaded).toEqual([256, 512, 600])
    const seen = new Map<string, unknown>()
    for await (const record of store) seen.set(record.id, record.year)
    expect(seen).toEqual(new Map(many.map(({ id, year }) => [id, year])))
  })

  test('finds the nearest vectors, best first, with cosines as scores', async () => {
    const store = await filled()
    const hits = await store.search(Float32Array.of(1, 0.1, 0), { limit: 2 })
    expect(idsOf(hits)).toEqual(['rain', 'snow'])
    expect(hits[0]?.score).toBeCloseTo(1 / Math.hypot(1, 0.1), 5)
    expect(hits[0]?.record).toEqual({ id: 'rain', text: notes[0]!.text, year: 2019, tags: ['wet', 'sky'] })
    expect(idsOf(await store.search(Float32Array.of(1, 0.1, 0), { minScore: 0.9 }))).toEqual(['rain'])
    expect(idsOf(await store.search(Float32Array.of(1, 0.1, 0), { exact: true, limit: 1 }))).toEqual(['rain'])
  })

  test('finds words in their forms, and both rankings joined', async () => {
    const store = await filled()
    expect(idsOf(await store.search('falling rain'))).toEqual(['rain', 'snow'])
    expect(await store.search('?!')).toEqual([])
    const hybrid = await store.search(Float32Array.of(1, 1, 0), { words: 'falling rain', weight: 0.3, limit: 2 })
    expect(idsOf(hybrid)).toEqual(['rain', 'snow'])
    expect(hybrid[0]!.score).toBeLessThanOrEqual(1)
  })

  test('a hit of both rankings says how near it is, and `minScore` is that bound', async () => {
    const store = await filled()
    const query = Float32Array.of(1, 1, 0)
    const hits = await store.search(query, { words: 'warm sun', weight: 0.3 })
    const similarities = new Map(hits.map(({ record, similarity }) => [record.id, similarity]))
    expect(idsOf(hits)[0]).toBe('sun')
    expect(similarities.get('sun')).toBeCloseTo(0, 5)
    expect(similarities.get('rain')).toBeCloseTo(Math.SQRT1_2, 5)
    const near = await store.search(query, { words: 'warm sun', weight: 0.3, minScore: 0.5 })
    expect(near).toEqual(hits.filter(({ similarity }) => similarity! >= 0.5))
    expect((await store.search('warm sun', { mode: 'lexical' }))[0]?.similarity).toBeUndefined()
  })

  test('a hit of the words alone is compared by its vector where there is a bound', async () => {
    const store = await open()
    const many = Array.from({ length: 120 }, (_, index) => ({
      id: `near ${index}`,
      vector: unit(1, 0, 0),
      text: 'grass',
    }))
    await store.put([...many, { id: 'half', vector: unit(1, 1, 0), text: 'cloud' }])
    const find = async (options: object) => {
      const hits = await store.search(unit(1, 0, 0), { words: 'cloud', weight: 0.1, limit: 1, ...options })
      return hits.map(({ record, similarity }) => [record.id, similarity])
    }
    expect(await find({})).toEqual([['half', undefined]])
    expect(await find({ minScore: 0.7 })).toEqual([['half', expect.closeTo(Math.SQRT1_2, 5)]])
    expect(await find({ minScore: 0.72 })).toEqual([[expect.stringMatching(/^near/), expect.closeTo(1, 5)]])
  })

  test('embeds a text as query, filters by a function, and reranks', async () => {
    const store = await open()
    await store.close()
    const reader = { ...embedder, embed: async () => Float32Array.of(0, 0.1, 1) }
    const readable = await openRemoteStore<Note>('read', { server: server(), embedder: reader })
    await readable.put(notes)
    expect(idsOf(await readable.search('warm', { limit: 1 }))).toEqual(['sun'])
    const early = (note: Omit<Note, 'vector'>) => Number(note.year) < 2021
    expect(idsOf(await readable.search('x', { mode: 'dense', limit: 1, filter: early }))).toEqual(['snow'])
    const reranker = { rerank: async (_: string, texts: readonly string[]) => [{ index: texts.length - 1, score: 9 }] }
    const [best] = await readable.search('warm', { mode: 'dense', reranker, limit: 1 })
    expect(best).toMatchObject({ score: 9, record: { id: 'rain' } })
    expect(idsOf(await readable.search(' ', { mode: 'dense', reranker, limit: 1 }))).toEqual(['sun'])
  })

  test('diversity prefers what differs', async () => {
    const store = await open()
    await store.put([
      { id: 'a', vector: unit(1, 0.01, 0) },
      { id: 'twin', vector: unit(1, 0.02, 0) },
      { id: 'b', vector: unit(1, 0, 1) },
    ])
    expect(idsOf(await store.search(Float32Array.of(1, 0, 0.1), { limit: 2, diversity: 0.7 }))).toEqual(['a', 'b'])
  })

  test('more ids than one request may ask for are read and deleted', async () => {
    const store = await filled()
    const many = ['rain', ...Array.from({ length: 2500 }, (_, index) => `missing ${index}`), 'rain']
    const found = await store.get(many)
    expect(found.filter((record) => record?.id === 'rain')).toHaveLength(2)
    expect(found).toHaveLength(many.length)
    await store.delete(many)
    expect(await store.get('rain')).toBeUndefined()
    expect(await store.count()).toBe(2)
  })

  test('deletes and clears', async () => {
    const store = await filled()
    await store.delete([])
    await store.delete(['rain', 'missing'])
    expect(await store.get('rain')).toBeUndefined()
    expect(await store.count()).toBe(2)
    await store.clear()
    expect(await store.count()).toBe(0)
    expect(await store.search(unit(1, 0, 0))).toEqual([])
  })

  test('an export goes into another store', async () => {
    const store = await filled()
    const other = await open()
    await other.import(store.export())
    expect(await other.get(notes.map(({ id }) => id))).toEqual(await store.get(notes.map(({ id }) => id)))
  })

  test('the records go into a new store with vectors of another model, and an interrupted call goes on', async () => {
    const store = await filled()
    expect(await store.stats()).toMatchObject({ records: 3, server: expect.any(String) })
    let embedded = 0
    const better = {
      model: 'better',
      dimensions: 2,
      async embed(texts: readonly string[] | string) {
        const list = [texts].flat()
        embedded += list.length
        return list.map((text) => Float32Array.of(text.length, 1)) as never
      },
    }
    const into = `${store.name} better`
    const loaded: number[] = []
    const next = await store.reembed(better, { into, onProgress: (progress) => loaded.push(progress.loaded) })
    expect({ model: next.model, dimensions: next.dimensions, count: await next.count(), embedded }).toEqual({
      model: 'better',
      dimensions: 2,
      count: 3,
      embedded: 3,
    })
    expect(loaded.at(-1)).toBe(3)
    expect((await next.get('snow'))?.due).toEqual(new Date(5))
    expect((await store.get('rain'))?.vector).toHaveLength(3)
    await next.delete(['rain'])
    await store.reembed(better, { into })
    expect({ embedded, count: await next.count() }).toEqual({ embedded: 4, count: 3 })
    await expect(store.reembed(better, { into: store.name })).rejects.toThrow(
      '`into` must be the name of another store',
    )
    const reason = new Error('stop')
    await expect(store.reembed(better, { into, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('two stores of one server do not meet; the same name opens the same one', async () => {
    const [one, other] = [await filled(), await open()]
    expect(await other.count()).toBe(0)
    await other.clear()
    expect(await (await open(one.name)).count()).toBe(3)
  })

  test('vectors of another model or length are refused, and so is what is no vector', async () => {
    const store = await filled()
    await expect(open(store.name, { embedder: { model: 'other', dimensions: 3 } })).rejects.toMatchObject({
      code: 'vectors-incompatible',
    })
    await expect(open(store.name, { embedder: { model: 'test', dimensions: 4 } })).rejects.toMatchObject({
      code: 'vectors-incompatible',
    })
    await expect(store.put([{ id: 'a', vector: new Float32Array(4) }])).rejects.toThrow(TypeError)
    await expect(store.search(new Float32Array(3))).rejects.toThrow(TypeError)
    await expect(store.search(unit(1, 0, 0), { limit: 0 })).rejects.toThrow(RangeError)
    await expect(store.search(unit(1, 0, 0), { filter: { year: { above: 1 } } as never })).rejects.toThrow(TypeError)
  })

  test('dot products count the length of vectors', async () => {
    const store = await open(undefined, { metric: 'dot' })
    const long = { id: 'long', vector: Float32Array.of(3, 3, 0) }
    await store.put([{ id: 'short', vector: Float32Array.of(1, 0, 0) }, long])
    expect((await store.search(Float32Array.of(1, 0, 0))).map(({ score }) => score)).toEqual([3, 1])
    expect(await store.get('long')).toEqual(long)
  })

  test('what JSON cannot hold is an error with its name, and nothing is stored', async () => {
    const store = await open()
    const vector = unit(1, 0, 0)
    await expect(store.put([{ id: 'a', vector, deep: { field: new Map() } }])).rejects.toMatchObject({
      code: 'invalid-data',
    })
    await expect(store.put([{ id: 'a', vector, text: 'half \ud83c' }])).rejects.toMatchObject({ code: 'invalid-data' })
    await store.put([{ id: 'b', vector, when: [Number.NaN, Number.POSITIVE_INFINITY] }])
    expect((await store.get('b'))?.when).toEqual([Number.NaN, Number.POSITIVE_INFINITY])
    expect(await store.count()).toBe(1)
  })

  test('an aborted call rejects with its reason, and a closed store says so', async () => {
    const store = await filled()
    const reason = new Error('stop')
    const signal = AbortSignal.abort(reason)
    await expect(store.put(notes, { signal })).rejects.toBe(reason)
    await expect(store.get('rain', { signal })).rejects.toBe(reason)
    await expect(store.search(unit(1, 0, 0), { signal })).rejects.toBe(reason)
    await store.close()
    await store.close()
    for (const call of [
      store.count(),
      store.get('rain'),
      store.put(notes),
      store.search(unit(1, 0, 0)),
      store.flush(),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'closed' })
    }
  })
}
