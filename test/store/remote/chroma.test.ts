import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromaServer, openRemoteStore } from '../../../src/store/index.js'
import { listen, says } from '../../http/loopback.js'
import { type ChromaStandIn, startChroma } from './chroma-stand-in.js'
import { agrees } from './filter-suite.js'
import { interfaceSuite } from './interface-suite.js'

let chroma: ChromaStandIn

beforeAll(async () => {
  chroma = await startChroma()
})

afterAll(() => chroma.close())

const embedder = { model: 'test', dimensions: 2 }
const vector = Float32Array.of(1, 0)
const server = () => chromaServer({ url: chroma.url })

describe('the store', () => interfaceSuite(server))

test('every filter that can be expressed selects what it selects in the browser', () => agrees(server()))

test.each(['ab', 'Tacet', 'a/../b', 'tacet.6162', '$and', '🌧', 'x'.repeat(600)])('the store name %j', async (name) => {
  const opening = openRemoteStore(name, { server: server(), embedder })
  if (name.length > 512) return void (await expect(opening).rejects.toMatchObject({ code: 'unsupported' }))
  const store = await opening
  await store.put([{ id: name, vector }])
  expect(await store.count()).toBe(1)
})

test('names of fields that look like the language of Chroma stay names', async () => {
  const store = await openRemoteStore('fields', { server: server(), embedder, text: [] })
  const names = ['$and', '$or', 'tacet', 'tacet.is', '#document', 'chroma:document', 'a" x', '"] }', '__proto__', '']
  await store.put(names.map((name) => ({ id: `of ${name}`, vector, ...Object.fromEntries([[name, 1]]) }) as never))
  for (const name of names) {
    const hits = await store.search(vector, { filter: Object.fromEntries([[name, { gte: 1 }]]), limit: 100 })
    expect(hits.map(({ record }) => record.id)).toEqual([`of ${name}`])
  }
})

test('a new version of a record leaves nothing of the old one behind', async () => {
  const store = await openRemoteStore('versions', { server: server(), embedder })
  await store.put([{ id: 'a', vector, text: 'rain', year: 2020, tag: 'old' } as never])
  await store.put([{ id: 'a', vector } as never])
  expect(await store.get('a')).toEqual({ id: 'a', vector })
  for (const filter of [{ year: { gte: 1 } }, { year: { exists: true } }, { tag: 'old' }]) {
    expect(await store.search(vector, { filter })).toEqual([])
  }
  expect(await store.search(vector, { filter: { not: { year: { gte: 1 } } } })).toHaveLength(1)
  expect(await store.search('rain', { mode: 'lexical' })).toEqual([])
})

test('what Chroma cannot do is an error and no wrong answer', async () => {
  const store = await openRemoteStore('limits', { server: server(), embedder })
  for (const filter of [{ name: { gte: 'a' } }, { name: { startsWith: 'a' } }]) {
    await expect(store.search(vector, { filter })).rejects.toMatchObject({ code: 'unsupported' })
  }
  await expect(store.search('rai', { mode: 'lexical', prefix: true })).rejects.toMatchObject({ code: 'unsupported' })
})

const collection = JSON.stringify({
  id: 'c',
  metadata: {
    tacet: JSON.stringify({ model: 'test', dimensions: 2, metric: 'cosine', language: 'en', text: ['text'] }),
  },
})
const row = { ids: ['a'], metadatas: [{ tacet: '{}' }], embeddings: [[1, 0]] }
const hit = { ids: [['a']], metadatas: [[{ tacet: '{}' }]], distances: [[0.5]] }

test.each<[string, string, (store: Awaited<ReturnType<typeof openRemoteStore>>) => Promise<unknown>]>([
  ['a count of "many"', '"many"', (store) => store.count()],
  ['a count below zero', '-1', (store) => store.count()],
  ['a count of 1.5', '1.5', (store) => store.count()],
  [
    'a score that is no number',
    JSON.stringify({ ...hit, distances: [[null]] }).replace('null', '"NaN"'),
    (store) => store.search(vector),
  ],
  ['fewer scores than hits', JSON.stringify({ ...hit, distances: [[]] }), (store) => store.search(vector)],
  ['a hit without fields', JSON.stringify({ ...hit, metadatas: [[null]] }), (store) => store.search(vector)],
  [
    'fields that are a list',
    JSON.stringify({ ...hit, metadatas: [[{ tacet: '[1]' }]] }),
    (store) => store.search(vector),
  ],
  [
    'fields that are no JSON',
    JSON.stringify({ ...hit, metadatas: [[{ tacet: '{' }]] }),
    (store) => store.search(vector),
  ],
  ['hits that are none', '{}', (store) => store.search(vector)],
  ['null for hits', 'null', (store) => store.search(vector)],
  ['a vector of another length', JSON.stringify({ ...row, embeddings: [[1]] }), (store) => store.get('a')],
  ['a vector with a text', JSON.stringify({ ...row, embeddings: [[1, 'x']] }), (store) => store.get('a')],
  ['no vectors', JSON.stringify({ ...row, embeddings: null }), (store) => store.get('a')],
  ['null', 'null', (store) => store.get('a')],
  ['a page of HTML', '<!doctype html>', (store) => store.count()],
])('%s is a server error, and retrying is no use', async (_what, answer, call) => {
  const { url } = await listen(says(collection), says(answer))
  const store = await openRemoteStore('x', { server: chromaServer({ url }), embedder })
  await expect(call(store)).rejects.toMatchObject({ code: 'server', retryable: false })
})

test('a collection of another program is refused', async () => {
  const { url } = await listen(says('{"id":"c","metadata":null}'))
  await expect(openRemoteStore('x', { server: chromaServer({ url }), embedder })).rejects.toMatchObject({
    code: 'vectors-incompatible',
  })
})

test('a shape that is no JSON is a server error', async () => {
  const { url } = await listen(says(JSON.stringify({ id: 'c', metadata: { tacet: '{' } })))
  await expect(openRemoteStore('x', { server: chromaServer({ url }), embedder })).rejects.toMatchObject({
    code: 'server',
  })
})

test.each([
  [{ n: { gt: -2.5 } }, [-2, 0, 2, 2.5, 3]],
  [{ n: { gte: 2.5 } }, [2.5, 3]],
  [{ n: { lt: 2.5 } }, [-3, -2.5, -2, 0, 2]],
  [{ n: { lte: -2.5 } }, [-3, -2.5]],
  [{ not: { n: { lte: 0.5 } } }, [2, 2.5, 3]],
])('the filter %j knows fractions', async (filter, expected) => {
  const store = await openRemoteStore('fractions', { server: server(), embedder, text: [] })
  await store.put([-3, -2.5, -2, 0, 2, 2.5, 3].map((n) => ({ id: `${n}`, vector, n }) as never))
  const hits = await store.search(vector, { filter, limit: 10 })
  expect(hits.map(({ record }) => Number(record.id)).sort((one, other) => one - other)).toEqual(expected)
})

test('a server that lags is left at the abort, and after the time', async () => {
  const { url } = await listen(says(collection), () => {})
  const store = await openRemoteStore('x', { server: chromaServer({ url, timeoutMs: 1000, retries: 0 }), embedder })
  await expect(store.count()).rejects.toMatchObject({ code: 'timeout' })
  const slow = await openRemoteStore('x', {
    server: chromaServer({ url: (await listen(says(collection), () => {})).url }),
    embedder,
  })
  const controller = new AbortController()
  const searching = slow.search(vector, { signal: controller.signal })
  const reason = new Error('enough')
  controller.abort(reason)
  await expect(searching).rejects.toBe(reason)
})

test('a redirect is an error, and neither the key nor a record goes to the other address', async () => {
  const other = await listen(says('{}'))
  const { url } = await listen(says(collection), (response) =>
    response.writeHead(307, { location: `${other.url}/elsewhere` }).end(),
  )
  const headers = { 'x-chroma-token': 'secret' }
  const store = await openRemoteStore('x', { server: chromaServer({ url, headers }), embedder })
  await expect(store.put([{ id: 'a', vector }])).rejects.toMatchObject({ code: 'server', retryable: false })
  expect(other.received).toEqual([])
})

test('options are checked by name and kind', () => {
  expect(() => chromaServer({ url: 'http://localhost', tenat: 'x' } as never)).toThrow('Did you mean `tenant`?')
  expect(() => chromaServer({ url: 'http://localhost', tenant: 1 } as never)).toThrow(
    '`tenant` of chromaServer must be',
  )
  expect(() => chromaServer({} as never)).toThrow('needs the option `url`')
})
