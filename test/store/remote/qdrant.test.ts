import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  type Filter,
  openRemoteStore,
  postgresServer,
  qdrantServer,
  type ServerOptions,
} from '../../../src/store/index.js'
import { listen, says } from '../../http/loopback.js'
import { agrees } from './filter-suite.js'
import { interfaceSuite } from './interface-suite.js'
import { type QdrantStandIn, qdrantHeaders, startQdrant } from './qdrant-stand-in.js'

let qdrant: QdrantStandIn

beforeAll(async () => {
  qdrant = await startQdrant()
})

afterEach(() => {
  qdrant.faults.length = 0
})

afterAll(async () => {
  await qdrant.close()
})

const embedder = { model: 'test', dimensions: 2 }
const vector = Float32Array.of(1, 0)

function open(options: Partial<ServerOptions> = {}) {
  const server = qdrantServer({ url: qdrant.url, headers: qdrantHeaders, ...options })
  return openRemoteStore('requests', { server, embedder, text: [] })
}

const pathsSince = (count: number) => qdrant.requests.slice(count).map(({ method, path }) => `${method} ${path}`)

describe('the store', () => interfaceSuite(() => qdrantServer({ url: qdrant.url, headers: qdrantHeaders })))

test('every filter that can be expressed selects what it selects in the browser', async () => {
  // To Qdrant a list of nothing but null is something that exists.
  const kept = (value: unknown) => (Array.isArray(value) ? value.filter((entry) => entry != null) : value)
  await agrees(qdrantServer({ url: qdrant.url, headers: qdrantHeaders }), kept)
})

test.each<[Filter, string[] | string]>([
  [{ id: 'b' }, ['b']],
  [{ 'a.b[0] c': 1 }, ['a']],
  [{ größe: { gte: 1 } }, ['b']],
  [{ number: 0.1 }, ['c']],
  [{ number: { lt: Number.POSITIVE_INFINITY } }, ['c']],
  [{ 'a"b': 1 }, 'unsupported'],
  [{ name: { gte: 'a' } }, 'unsupported'],
  [{ name: { startsWith: 'a' } }, 'unsupported'],
])('the filter %j gives %j', async (filter, expected) => {
  const server = qdrantServer({ url: qdrant.url, headers: qdrantHeaders })
  const store = await openRemoteStore('filter names', { server, embedder, text: [] })
  await store.put([
    { id: 'a', vector, 'a.b[0] c': 1 } as never,
    { id: 'b', vector, größe: 1 } as never,
    { id: 'c', vector, number: 0.1 } as never,
  ])
  const search = store.search(vector, { filter })
  if (typeof expected === 'string') await expect(search).rejects.toMatchObject({ code: expected })
  else expect((await search).map(({ record }) => record.id)).toEqual(expected)
})

describe('what is repeated', () => {
  test.each([
    ['a refusal for the moment', [503, 429] as const],
    ['a lost connection', ['break', 'break'] as const],
    ['a failing gateway', [502, 504] as const],
  ])('reading, after %s', async (_what, faults) => {
    const store = await open()
    qdrant.faults.push(...faults)
    const before = qdrant.requests.length
    expect(await store.count()).toBe(0)
    expect(pathsSince(before)).toHaveLength(3)
  })

  test('writing, where the server says that it did nothing', async () => {
    const store = await open()
    qdrant.faults.push(429, { status: 503, headers: { 'retry-after': '0' } })
    await store.put([{ id: 'a', vector }])
    expect(await store.count()).toBe(1)
    await store.clear()
  })

  test.each([['break'], [502], [500]] as const)('not writing after %s: it may have been done', async (fault) => {
    const store = await open()
    qdrant.faults.push(fault)
    const before = qdrant.requests.length
    await expect(store.put([{ id: 'a', vector }])).rejects.toMatchObject({ code: 'server', retryable: true })
    expect(pathsSince(before)).toEqual(['PUT /collections/requests/points?wait=true'])
  })

  test('nothing more often than allowed', async () => {
    const store = await open({ retries: 0 })
    qdrant.faults.push(503)
    await expect(store.count()).rejects.toMatchObject({ code: 'server', details: { status: 503 } })
    const patient = await open()
    qdrant.faults.push(400)
    await expect(patient.count()).rejects.toMatchObject({ code: 'server', retryable: false })
  })

  test('nothing where the server asks for a longer pause than a request may take: the caller hears of it at once', async () => {
    const store = await open({ timeoutMs: 2000 })
    const before = qdrant.requests.length
    qdrant.faults.push({ status: 503, headers: { 'retry-after': '3' } })
    const details = { status: 503, retryAfterMs: 3000 }
    await expect(store.count()).rejects.toMatchObject({ code: 'server', retryable: true, details })
    expect(qdrant.requests.length - before).toBe(1)
  })
})

describe('what a failure says', () => {
  test('a wrong key', async () => {
    await expect(open({ headers: {} })).rejects.toMatchObject({
      code: 'server',
      retryable: false,
      message: 'Qdrant answered with status 401: it does not accept the key. Pass a valid key in `headers`.',
    })
  })

  test.each([
    ['<!doctype html>', 'answered with text/html instead of JSON. Is `url` the address of its API?'],
    ['{"ok":true}', 'answered in an unknown form. Check its address.'],
    ['', 'answered with text/html instead of JSON.'],
  ])('an answer of %j', async (body, message) => {
    const { url } = await listen(says(body, { headers: { 'content-type': 'text/html' } }))
    const failure = { code: 'server', retryable: false, message: expect.stringContaining(message) }
    await expect(open({ url })).rejects.toMatchObject(failure)
    await expect(openRemoteStore('x', { server: postgresServer({ url }), embedder })).rejects.toMatchObject(failure)
  })

  test('an error that names something else', async () => {
    const refusal = '{"error":{"code":"closed","message":"text of a user"}}'
    const { url } = await listen(says(refusal, { status: 400 }))
    const server = postgresServer({ url })
    const opening = openRemoteStore('x', { server, embedder })
    await expect(opening).rejects.toMatchObject({ code: 'server' })
    await expect(opening).rejects.not.toThrow('text of a user')
  })

  test('an answer that takes too long, also in its body, and headers that never come', async () => {
    const timeout = { code: 'timeout', details: { limitMs: 30 }, message: expect.stringContaining('`timeoutMs`') }
    const never = () => new Promise<never>(() => {})
    const stalled = async () => new Response(new ReadableStream({ pull: never }))
    for (const options of [{ fetch: never }, { fetch: stalled }, { headers: never }]) {
      await expect(open({ ...options, timeoutMs: 30, retries: 0 })).rejects.toMatchObject(timeout)
    }
  })

  test.each([
    [{ url: 'ftp://host' }, '`url` must begin with http:'],
    [{ url: 'http://host', timeoutMs: 0 }, '`timeoutMs` must be a number of milliseconds above 0'],
    [{ url: 'http://host', retries: -1 }, '`retries` must be a whole number of 0 or more, got -1'],
    [{ url: 'http://host', timeout: 5 }, 'Did you mean `timeoutMs`?'],
    [{}, 'needs the option `url`'],
  ])('the options %j are refused', (options, message) => {
    expect(() => qdrantServer(options as ServerOptions)).toThrow(message)
    expect(() => postgresServer(options as ServerOptions)).toThrow(message)
  })
})

describe('a collection that another program has made', () => {
  async function make(name: string, body: object) {
    const headers = { ...qdrantHeaders, 'content-type': 'application/json' }
    const url = `${qdrant.url}/collections/${name}`
    const ok = async (answer: Promise<Response>) => expect((await answer).status).toBe(200)
    await ok(fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) }))
    return (points: object[]) =>
      ok(fetch(`${url}/points?wait=true`, { method: 'PUT', headers, body: JSON.stringify({ points }) }))
  }
  const server = () => qdrantServer({ url: qdrant.url, headers: qdrantHeaders })

  test.each([
    ['one vector without a name', { size: 2, distance: 'Cosine' }, [3, 4]],
    ['one vector with a name of its own', { body: { size: 2, distance: 'Cosine' } }, { body: [3, 4] }],
  ])('%s is read, searched and written', async (_what, vectors, stored) => {
    const name = `foreign ${Array.isArray(stored)}`
    const put = await make(encodeURIComponent(name), { vectors })
    await put([{ id: 5, vector: stored, payload: { year: 2020 } }])
    const store = await openRemoteStore(name, { server: server(), embedder, text: [] })
    const hits = await store.search(Float32Array.of(3, 4), { filter: { year: { gte: 2020 } } })
    expect(hits.map(({ record }) => record)).toEqual([{ id: '5', year: 2020 }])
    expect((await store.get('5'))?.vector).toEqual(Float32Array.of(0.6, 0.8))
    await store.put([{ id: 'mine', vector }])
    expect((await store.search(vector, { limit: 1 }))[0]?.record.id).toBe('mine')
  })

  test('without words, or compared in another way, it is refused with the reason', async () => {
    await make('wordless', { vectors: { size: 2, distance: 'Cosine' } })
    await expect(openRemoteStore('wordless', { server: server(), embedder })).rejects.toMatchObject({
      code: 'vectors-incompatible',
    })
    await make('euclid', { vectors: { size: 2, distance: 'Euclid' } })
    await expect(openRemoteStore('euclid', { server: server(), embedder, text: [] })).rejects.toMatchObject({
      code: 'vectors-incompatible',
    })
  })

  test('two pages that make the same one at once both open it', async () => {
    const options = { server: server(), embedder, text: [] }
    const stores = await Promise.all([1, 2, 3].map(() => openRemoteStore('at once', options)))
    await stores[0]!.put([{ id: 'a', vector }])
    expect(await Promise.all(stores.map((store) => store.count()))).toEqual([1, 1, 1])
  })
})

test('finding beginnings of words is beyond Qdrant, and says so', async () => {
  const server = qdrantServer({ url: qdrant.url, headers: qdrantHeaders })
  const store = await openRemoteStore('words', { server, embedder })
  await expect(store.search('rai', { mode: 'lexical', prefix: true })).rejects.toMatchObject({ code: 'unsupported' })
})
