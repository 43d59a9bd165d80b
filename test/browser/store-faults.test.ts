import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NlpError } from '../../src/shared/errors.js'
import { openVectorStore, type VectorRecord, type VectorStore, type VectorStoreOptions } from '../../src/store/index.js'

interface Item extends VectorRecord {
  readonly text: string
}

const DIMENSIONS = 64
const embedder = { model: 'test', dimensions: DIMENSIONS }
const opened: VectorStore<Item>[] = []
let name = ''
let names = 0
let problems: NlpError[] = []

beforeEach(() => {
  name = `faults-${Date.now()}-${names++}`
  problems = []
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

async function open(options: Partial<VectorStoreOptions> = {}) {
  const store = await openVectorStore<Item>(name, {
    embedder,
    onProblem: (problem) => problems.push(problem),
    ...options,
  })
  opened.push(store)
  return store
}

function item(index: number): Item {
  const vector = Float32Array.from({ length: DIMENSIONS }, (_, at) => noise(index * 131 + at * 7919))
  return { id: `item ${index}`, vector, text: `word${index % 10}` }
}

function noise(seed: number) {
  const value = Math.sin(seed * 12.9898) * 43758.5453
  return value - Math.floor(value) - 0.5
}

const items = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => item(from + index))

const databaseOf = (store: string) => `tacet-store-${store}`

function raw(version?: number): Promise<IDBDatabase> {
  return settled(indexedDB.open(databaseOf(name), version))
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function change(area: string, edit: (store: IDBObjectStore) => Promise<void>) {
  const database = await raw()
  await edit(database.transaction(area, 'readwrite').objectStore(area))
  database.close()
}

async function eventually(check: () => boolean | Promise<boolean>) {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('a damaged segment is left out and reported, the rest can be searched and replaced', async () => {
  const store = await open()
  await store.put(items(0, 9000))
  await store.close()
  await change('codes', async (area) => {
    const [key] = await settled(area.getAllKeys())
    const codes = new Uint8Array(await settled<ArrayBuffer>(area.get(key!)))
    codes[100]! ^= 1
    await settled(area.put(codes.buffer, key))
  })
  const damaged = await open()
  expect(await damaged.count()).toBe(9000 - 4096)
  await eventually(() => problems.length > 0)
  expect(problems[0]).toMatchObject({ code: 'storage-corrupt', details: { rows: 4096 } })
  expect((await damaged.stats()).damagedRows).toBe(4096)
  expect((await damaged.search(item(8000).vector, { limit: 1 }))[0]?.record.id).toBe('item 8000')
  expect((await damaged.search('word7', { limit: 5000 })).length).toBeGreaterThan(400)
  await damaged.put(items(0, 4096))
  expect(await damaged.count()).toBe(9000)
})

test('damaged exact vectors leave approximate scores and are reported', async () => {
  const store = await open()
  await store.put(items(0, 4096))
  await store.close()
  await change('vectors', async (area) => {
    const [key] = await settled(area.getAllKeys())
    await settled(area.put(new ArrayBuffer(8), key))
  })
  const damaged = await open()
  expect((await damaged.search(item(8).vector, { limit: 1 }))[0]?.record.id).toBe('item 8')
  await eventually(() => problems.length > 0)
  await expect(damaged.get('item 8')).rejects.toMatchObject({ code: 'storage-corrupt' })
})

test('data removed from outside is an error, not an empty store; opening again starts afresh', async () => {
  const store = await open()
  await store.put(items(0, 10))
  await settled(indexedDB.deleteDatabase(databaseOf(name)))
  await expect(store.count()).rejects.toMatchObject({ code: expect.stringMatching(/^storage-/) })
  await expect(store.put(items(0, 1))).rejects.toMatchObject({ code: expect.stringMatching(/^storage-/) })
  await eventually(() => problems.length > 0)
  await store.close()
  await expect(open()).rejects.toMatchObject({ code: 'storage-corrupt', retryable: true, details: { evicted: true } })
  expect(await (await open()).count()).toBe(0)
})

test('tabs that create one store together meet no removal and lose nothing, and a removal later is still told', async () => {
  let letThrough = () => {}
  const gate = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  // The page of this tab reads what its worker answers only once another tab has filled the store.
  const late = () => {
    const worker = new Worker(new URL('../../workers/store.worker.ts', import.meta.url), { type: 'module' })
    const listen = worker.addEventListener.bind(worker) as (type: string, heard: (event: Event) => void) => void
    worker.addEventListener = (type: string, heard: (event: Event) => void) =>
      listen(type, type === 'message' ? (event) => void gate.then(() => heard(event)) : heard)
    return worker
  }
  const opening = open({ worker: late })
  // If the test opened the database before it exists, its areas would be missing.
  await eventually(async () => (await indexedDB.databases()).some((each) => each.name === databaseOf(name)))
  const database = await raw()
  const meta = () => database.transaction('meta').objectStore('meta')
  await eventually(async () => (await settled(meta().getAllKeys())).includes('manifest'))
  database.close()
  const other = await open()
  await other.put(items(0, 10))
  letThrough()
  const first = await opening
  expect(await first.count()).toBe(10)
  await Promise.all([first.close(), other.close()])
  await settled(indexedDB.deleteDatabase(databaseOf(name)))
  await expect(open()).rejects.toMatchObject({ code: 'storage-corrupt', details: { evicted: true } })
  expect(await (await open()).count()).toBe(0)
})

test('a removal is told by whoever comes first, even where another tab has made the store anew', async () => {
  const store = await open()
  await store.put(items(0, 10))
  await store.close()
  await settled(indexedDB.deleteDatabase(databaseOf(name)))
  // Another tab makes the store again. That tab has no state of the old store, like a tab whose worker has not answered
  // yet.
  const sign = localStorage.getItem(databaseOf(name)) as string
  localStorage.removeItem(databaseOf(name))
  await open()
  localStorage.setItem(databaseOf(name), sign)
  await expect(open()).rejects.toMatchObject({ code: 'storage-corrupt', details: { evicted: true } })
  expect(await (await open()).count()).toBe(0)
})

test('a store of the first version gets what the second has, and keeps its records', async () => {
  const store = await open()
  await store.put(items(0, 4200))
  await store.close()
  const current = await raw()
  const areas = [...current.objectStoreNames].filter((area) => area !== 'objects')
  const content = new Map<string, { keys: IDBValidKey[]; values: unknown[] }>()
  for (const area of areas) {
    const objects = current.transaction(area).objectStore(area)
    content.set(area, { keys: await settled(objects.getAllKeys()), values: await settled(objects.getAll()) })
  }
  current.close()
  await settled(indexedDB.deleteDatabase(databaseOf(name)))
  const request = indexedDB.open(databaseOf(name), 1)
  request.onupgradeneeded = () => {
    for (const [area, { keys, values }] of content) {
      const objects = request.result.createObjectStore(area)
      for (const [index, key] of keys.entries()) objects.put(values[index], key)
    }
  }
  ;(await settled(request)).close()

  const upgraded = await open()
  expect(await upgraded.count()).toBe(4200)
  const database = await raw()
  expect(database.version).toBe(2)
  expect([...database.objectStoreNames]).toContain('objects')
  database.close()
})

test('a tab with a newer version makes this one close and say so; the newer data is refused', async () => {
  const store = await open()
  await store.put(items(0, 3))
  const newer = await raw(99)
  await eventually(() => problems.length > 0)
  expect(problems[0]).toMatchObject({ code: 'storage-unavailable' })
  await expect(store.put(items(3, 4))).rejects.toMatchObject({ code: 'storage-unavailable' })
  newer.close()
  await expect(open()).rejects.toMatchObject({ code: 'storage-unavailable', details: { newer: true } })
})

test('a worker that dies is replaced, and what was stored is there', async () => {
  const workers: Worker[] = []
  const worker = () => {
    const made = new Worker(new URL('../../workers/store.worker.ts', import.meta.url), { type: 'module' })
    workers.push(made)
    return made
  }
  const store = await open({ worker })
  await store.put(items(0, 50))
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
  expect(await store.count()).toBe(50)
  expect(workers).toHaveLength(2)
})

test('a browser that refuses storage gives a store for this visit, and says so', async () => {
  const worker = () => new Worker(new URL('./store-refused.worker.ts', import.meta.url), { type: 'module' })
  const store = await open({ worker })
  await store.put(items(0, 4200))
  expect((await store.stats()).state).toBe('memory')
  expect((await store.search(item(4100).vector, { limit: 1 }))[0]?.record.id).toBe('item 4100')
  await store.close()
  expect(await (await open({ worker })).count()).toBe(0)
})

test('a database that cannot be opened for a moment is tried again; one that never opens is no empty store', async () => {
  const flaky = () => new Worker(new URL('./store-flaky.worker.ts', import.meta.url), { type: 'module' })
  const broken = () => new Worker(new URL('./store-broken.worker.ts', import.meta.url), { type: 'module' })
  const store = await open()
  await store.put(items(0, 20))
  await store.close()
  const again = await open({ worker: flaky })
  expect(await again.count()).toBe(20)
  expect((await again.stats()).state).toBe('persistent')
  await expect(open({ worker: broken })).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true })
})

test('compaction gives space back and changes no answer', async () => {
  const store = await open()
  await store.put(items(0, 8192))
  await store.delete(Array.from({ length: 7000 }, (_, index) => `item ${index}`))
  expect((await store.stats()).deletedRows).toBe(7000)
  await eventually(async () => (await store.stats()).deletedRows === 0)
  expect((await store.stats()).segments).toBe(1)
  expect(await store.count()).toBe(1192)
  expect((await store.search(item(8000).vector, { limit: 1 }))[0]?.record.id).toBe('item 8000')
  const [hit] = await store.search('word3', { limit: 1, filter: { id: 'item 8003' } })
  expect(hit?.record.id).toBe('item 8003')
})

test('two tabs that write and read at once agree on what they did', async () => {
  const [one, other] = [await open(), await open()]
  const last = new Map<string, number>()
  const rounds = 25
  async function work(store: VectorStore<Item>, parity: number) {
    for (let round = 0; round < rounds; round++) {
      // Each tab owns the ids of its parity; both own `shared`.
      const mine = Array.from({ length: 300 }, (_, index) => ({
        ...item(index * 2 + parity),
        text: `round${round} tab${parity}`,
      }))
      await store.put([...mine, { ...item(9999), id: 'shared', text: `round${round} tab${parity}` }])
      expect((await store.get(`item ${parity}`))?.text).toBe(`round${round} tab${parity}`)
      await store.delete([`item ${2 * round + parity}`])
      expect(await store.get(`item ${2 * round + parity}`)).toBeUndefined()
      last.set(`tab${parity}`, round)
    }
  }
  await Promise.all([work(one, 0), work(other, 1)])
  for (const store of [one, other]) {
    expect(await store.count()).toBe(600 - 2 + 1)
    const shared = (await store.get('shared'))?.text ?? ''
    expect(shared).toMatch(new RegExp(`^round${rounds - 1} tab[01]$`))
    const texts = new Map<string, string>()
    for await (const { id, text } of store) texts.set(id, text)
    expect(texts.size).toBe(599)
    for (const [id, text] of texts) {
      if (id !== 'shared') expect(text).toBe(`round${rounds - 1} tab${Number(id.slice(5)) % 2}`)
    }
  }
})

test('a large write that was cut off is remembered, and the next change mends the log and leaves nothing behind', async () => {
  const store = await open()
  await store.put(items(0, 500))
  await store.close()
  await change('meta', async (area) => void (await settled(area.put(true, 'writing'))))
  const again = await open()
  expect(await again.count()).toBe(500)
  await again.put(items(500, 501))
  await again.put(items(501, 600))
  expect(await again.count()).toBe(600)
  await again.close()
  await change('meta', async (area) => expect(await settled(area.getAllKeys())).toEqual(['manifest']))
})

test('a lost batch of the tail is reported, and the rows behind it keep their places', async () => {
  const store = await open()
  await store.put(items(0, 10))
  await store.put(items(10, 30))
  await store.put(items(30, 40))
  await store.delete(['item 35'])
  await store.close()
  await change('tail', async (area) => {
    const keys = await settled(area.getAllKeys())
    await settled(area.delete(keys[1]!))
  })
  const damaged = await open()
  await eventually(() => problems.length > 0)
  expect(problems[0]).toMatchObject({ code: 'storage-corrupt', details: { rows: 20 } })
  expect(await damaged.count()).toBe(19)
  expect(await damaged.get('item 35')).toBeUndefined()
  expect(await damaged.get('item 36')).toEqual(item(36))
  await damaged.put(items(10, 30))
  await damaged.put(items(100, 5000))
  await damaged.close()
  const again = await open()
  expect(await again.count()).toBe(39 + 4900)
  expect(await again.get('item 12')).toEqual(item(12))
})
