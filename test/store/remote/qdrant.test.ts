import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { NlpError } from '../../../src/shared/errors.js'
import {
  type Filter,
  openRemoteStore,
  postgresServer,
  qdrantServer,
  type ServerOptions,
} from '../../../src/store/index.js'
import { agrees } from './filter-suite.js'
import { interfaceSuite } from './interface-suite.js'
import { type QdrantStandIn, qdrantHeaders, startQdrant } from './qdrant-stand-in.js'

let qdrant: QdrantStandIn
const servers: Server[] = []

beforeAll(async () => {
  qdrant = await startQdrant()
})

afterEach(() => {
  qdrant.faults.length = 0
})

afterAll(async () => {
  await qdrant.close()
  for (const server of servers) server.close()
})

const embedder = { model: 'test', dimensions: 2 }
const vector = Float32Array.of(1, 0)

function open(options: Partial<ServerOptions> = {}) {
  const server = qdrantServer({ url: qdrant.url, headers: qdrantHeaders, ...options })
  return openRemoteStore('requests', { server, embedder, text: [] })
}

/** A server of one answer, on loopback. */
async function answering(status: number, body: string, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
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
    await expect(store.put([{ id: 'a', vector }])).rejects.toMatchObject({
      code: 'server',
      retryable: fault !== 500,
    })
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

  test.each([
    ['seconds', () => '3600', 3_600_000],
    ['a date', () => new Date(Date.now() + 3_600_000).toUTCString(), 3_600_000],
    ['for ever', () => '1e9', 1e12],
  ])(
    'nothing where the server asks for a pause of an hour, in %s: the caller hears of it at once',
    async (_what, header, ms) => {
      const store = await open({ timeoutMs: 200 })
      const before = qdrant.requests.length
      qdrant.faults.push({ status: 503, headers: { 'retry-after': header() } })
      const error = await store.count().catch((reason: NlpError) => reason)
      expect(error).toMatchObject({ code: 'server', retryable: true, details: { status: 503 } })
      expect(Math.abs(Number((error as NlpError).details['retryAfterMs']) - ms)).toBeLessThan(60_000)
      expect(qdrant.requests.length - before).toBeLessThanOrEqual(1)
    },
  )

  test('nothing once the caller has given up: a pause ends at once', async () => {
    const store = await open()
    qdrant.faults.push({ status: 503, headers: { 'retry-after': '20' } })
    const controller = new AbortController()
    const reading = store.get('a', { signal: controller.signal })
    const before = qdrant.requests.length
    await expect.poll(() => qdrant.faults.length).toBe(0)
    const reason = new Error('stop')
    controller.abort(reason)
    await expect(reading).rejects.toBe(reason)
    expect(qdrant.requests.length - before).toBeLessThanOrEqual(1)
  })
})

describe('what a failure says', () => {
  test('a wrong key', async () => {
    await expect(open({ headers: {} })).rejects.toMatchObject({
      code: 'server',
      retryable: false,
      message: 'Qdrant answered with status 401: it does not accept the key. Pass a valid one in `headers`.',
    })
  })

  test('keys may be made anew for each request', async () => {
    let asked = 0
    const store = await open({
      headers: async () => {
        asked += 1
        return qdrantHeaders
      },
    })
    await store.count()
    expect(asked).toBeGreaterThan(1)
  })

  test('nobody there', async () => {
    await expect(open({ url: 'http://127.0.0.1:1', retries: 0 })).rejects.toMatchObject({
      code: 'server',
      retryable: true,
    })
  })

  test.each([
    ['<!doctype html>', 'server'],
    ['{"ok":true}', 'server'],
    ['', 'server'],
  ])('an answer of %j', async (body, code) => {
    await expect(open({ url: await answering(200, body) })).rejects.toMatchObject({ code })
    const server = postgresServer({ url: await answering(200, body) })
    await expect(openRemoteStore('x', { server, embedder })).rejects.toMatchObject({ code })
  })

  test('an error that names something else', async () => {
    const server = postgresServer({
      url: await answering(400, '{"error":{"code":"closed","message":"text of a user"}}'),
    })
    const opening = openRemoteStore('x', { server, embedder })
    await expect(opening).rejects.toMatchObject({ code: 'server' })
    await expect(opening).rejects.not.toThrow('text of a user')
  })

  test('a server that takes too long', async () => {
    const silent = (_url: unknown, { signal }: RequestInit = {}) =>
      new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    await expect(open({ fetch: silent, timeoutMs: 5, retries: 0 })).rejects.toMatchObject({
      code: 'timeout',
      details: { limitMs: 5 },
    })
  })

  test('headers that never come, and a fetch that hears no signal', async () => {
    const never = () => new Promise<never>(() => {})
    const timeout = { code: 'timeout', details: { limitMs: 5 } }
    const sent: unknown[] = []
    const fetch = async (url: unknown) => {
      sent.push(url)
      return new Response('{}')
    }
    await expect(open({ headers: never, fetch, timeoutMs: 5, retries: 0 })).rejects.toMatchObject(timeout)
    await expect(open({ fetch: never, timeoutMs: 5, retries: 0 })).rejects.toMatchObject(timeout)
    const stop = new AbortController()
    const late = async () => {
      stop.abort('stopped')
      return {}
    }
    const server = qdrantServer({ url: qdrant.url, headers: late, fetch })
    await expect(openRemoteStore('x', { server, embedder, signal: stop.signal })).rejects.toBe('stopped')
    expect(sent).toEqual([])
  })

  test('what the app throws while it makes the headers is its own error', async () => {
    const failure = new TypeError('no session')
    const headers = () => Promise.reject(failure)
    await expect(open({ headers, retries: 0 })).rejects.toBe(failure)
  })

  test('a redirection is followed nowhere: records go where the app said', async () => {
    const before = qdrant.requests.length
    const url = await answering(307, '', { location: `${qdrant.url}/collections/x` })
    await expect(open({ url, retries: 0 })).rejects.toMatchObject({ code: 'server' })
    expect(qdrant.requests).toHaveLength(before)
  })

  test.each([['ftp://host'], ['not an address']])('%s is no address', (url) => {
    expect(() => qdrantServer({ url })).toThrow(TypeError)
    expect(() => postgresServer({ url })).toThrow(TypeError)
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
