import { deleteDB, openDB } from 'idb'
import { createEmbedder, type EmbedderOptions } from 'tacet'
import { type LocalEngineOptions, localEngine } from 'tacet/engines'
import { observe } from 'tacet/observe'
import { afterEach, expect, test, vi } from 'vitest'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

let names = 0
const newName = () => `cache-${Date.now()}-${names++}`
const makeKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

/** An engine with its own worker, like that of another tab or a later visit. */
function newVisit(own: LocalEngineOptions = {}) {
  const engine = localEngine({ baseUrl: '/', ...own })
  closing.push(() => engine.stop())
  return engine
}

const open = (cache: NonNullable<EmbedderOptions['cache']>, engine = newVisit()) =>
  createEmbedder({ engines: [engine], model: 'static', cache })

/** How many of the texts of the last call came from the cache. */
function watch() {
  const observation = observe()
  closing.push(observation.stop)
  return {
    get cached() {
      const event = observation.events.at(-1)
      return event?.type === 'run' ? event.cached : undefined
    },
    summary: observation.summary,
  }
}

async function stored(name: string) {
  const database = await openDB(`tacet-embeddings-${name}`)
  const rows: readonly Uint8Array[] = await database.getAll('rows')
  const digests = (await database.getAllKeys('rows')).map(String)
  database.close()
  return { rows, digests }
}

const keptRows = (name: string, count: number) =>
  vi.waitFor(async () => expect((await stored(name)).rows).toHaveLength(count))

test('a later visit computes no text again, and gets the same numbers', async () => {
  const last = watch()
  const name = newName()
  const texts = ['the wombat digs', 'a quokka smiles', 'the wombat digs', 'word '.repeat(3000), '\ud83d', '\ufffd']
  const visit = newVisit()
  const first = await open({ name }, visit)
  const computed = await first.embed(texts)
  expect(last.cached).toBe(0)
  await first.embed(texts.slice(0, 3))
  expect(last.cached).toBe(2)
  await keptRows(name, 5)
  visit.stop()

  const later = await open({ name })
  const known = await later.embed([...texts, 'a text that is new'])
  expect(last.cached).toBe(5)
  for (const [index, vector] of computed.entries()) {
    expect(known[index]).toEqual(vector)
    expect(known[index]).toMatchObject({ truncated: vector.truncated, coverage: vector.coverage })
  }
  await later.embed('a quokka smiles', { kind: 'query' })
  expect(last.cached).toBe(0)
  expect(await later.embed([])).toEqual([])
  expect(last.summary().hits.cachedVectors).toEqual({ hits: 7, of: 5 + 2 + 6 + 1 })
  const { rows, digests } = await stored(name)
  expect(digests.join()).toMatch(/^([0-9a-f]{64},?)+$/)
  expect(rows.map((row) => new TextDecoder('latin1').decode(row)).join()).not.toMatch(/wombat|quokka/)
})

test('with a key neither vectors nor digests can be told, and another key or none is refused', async () => {
  const last = watch()
  const [name, plain] = [newName(), newName()]
  const key = await makeKey()
  const visit = newVisit()
  const vector = await (await open({ name, key }, visit)).embed('the wombat digs')
  const unprotected = await open({ name: plain }, visit)
  await unprotected.embed('the wombat digs')
  await Promise.all([keptRows(name, 1), keptRows(plain, 1)])
  const [secret, clear] = [await stored(name), await stored(plain)]
  expect(secret.digests).not.toEqual(clear.digests)
  const bytes = (row: Uint8Array | undefined) => String(row)
  const numbers = String(new Uint8Array(vector.buffer).slice(0, 16))
  expect(bytes(clear.rows[0])).toContain(numbers)
  expect(bytes(secret.rows[0])).not.toContain(numbers)

  const refused = { code: 'invalid-data' }
  await expect(open({ name, key: await makeKey() }, visit)).rejects.toMatchObject({
    ...refused,
    message: /another key/,
  })
  await expect(open({ name }, visit)).rejects.toMatchObject({ ...refused, message: /was made with a key/ })
  await expect(open({ name: plain, key }, visit)).rejects.toMatchObject({
    ...refused,
    message: /was made without a key/,
  })
  visit.stop()
  const later = await open({ name, key })
  expect(await later.embed('the wombat digs')).toEqual(vector)
  expect(last.cached).toBe(1)

  const database = await openDB(`tacet-embeddings-${name}`)
  await database.put(
    'rows',
    (secret.rows[0] as Uint8Array).map((byte) => byte ^ 1),
    secret.digests[0],
  )
  database.close()
  expect(await later.embed('the wombat digs')).toEqual(vector)
  expect(last.cached).toBe(0)
})

test('a full cache forgets the vectors that were used longest ago', async () => {
  const last = watch()
  const name = newName()
  const embedder = await open({ name, maxBytes: 5000 })
  for (const text of ['one', 'two', 'three']) await embedder.embed(text)
  await embedder.embed('one')
  await keptRows(name, 3)
  await embedder.embed('four')
  await keptRows(name, 3)
  await embedder.embed(['one', 'three', 'four'])
  expect(last.cached).toBe(3)
  await embedder.embed('two')
  expect(last.cached).toBe(0)
  await embedder.embed(Array.from({ length: 40 }, (_, index) => `text ${index}`))
  await vi.waitFor(async () => expect((await stored(name)).rows.length).toBeLessThanOrEqual(4))
})

test('two tabs share their vectors, and a cache that is deleted meanwhile begins anew', async () => {
  const last = watch()
  const name = newName()
  const [here, there] = [await open({ name }), await open({ name })]
  const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`)
  await Promise.all([here.embed(texts), there.embed(texts.slice(10)), there.embed(texts.slice(0, 5))])
  await keptRows(name, 20)
  await there.embed(texts)
  expect(last.cached).toBe(20)
  await deleteDB(`tacet-embeddings-${name}`)
  await there.embed(texts)
  expect(last.cached).toBe(0)
  await here.embed(texts)
  expect(last.cached).toBe(20)
})

test('on a full disk texts are embedded all the same', async () => {
  const last = watch()
  const worker = () =>
    new Worker(new URL('./embedding-cache-full.worker.ts', import.meta.url), { type: 'module', name: 'full' })
  const embedder = await open({ name: newName() }, newVisit({ worker }))
  expect(await embedder.embed(['one', 'one'])).toHaveLength(2)
  expect(await embedder.embed('one')).toHaveLength(256)
  expect(last.cached ?? 0).toBe(0)
})
