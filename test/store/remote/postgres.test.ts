import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Filter, openRemoteStore, postgresServer } from '../../../src/store/index.js'
import { createPostgresRoute, postgresSchema } from '../../../src/store/postgres.js'
import { agrees } from './filter-suite.js'
import { interfaceSuite } from './interface-suite.js'
import { type PostgresServer, startPostgres } from './postgres-server.js'

let server: PostgresServer
const asked: string[] = []

beforeAll(async () => {
  server = await startPostgres(async (request, { store, operation }) => {
    asked.push(`${operation} ${store}`)
    return request.headers.get('x-user') !== 'guest' || (store === 'shared' && operation === 'read')
  })
}, 300_000)

afterAll(() => server.close())

describe('the store', () => interfaceSuite(() => postgresServer({ url: server.url })))

test('every filter selects what it selects in the browser', async () => {
  await agrees(postgresServer({ url: server.url }))
}, 300_000)

const embedder = { model: 'test', dimensions: 2 }
const vector = Float32Array.of(1, 0)
const open = (name: string, headers = {}) =>
  openRemoteStore(name, { server: postgresServer({ url: server.url, headers }), embedder })
const base64 = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer).toString('base64')

async function post(body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await server.handle(new Request('http://loopback/', { method: 'POST', headers, body: text }))
  return { status: response.status, ...((await response.json()) as { error?: { message: string }; result?: unknown }) }
}

test('whoever may not is refused before anything is asked of the database', async () => {
  const store = await open('shared')
  await store.put([{ id: 'a', vector }])
  const before = server.statements.length
  await expect(open('private', { 'x-user': 'guest' })).rejects.toMatchObject({ code: 'policy-denied' })
  const writing = await post(
    { operation: 'clear', store: 'shared' },
    { 'content-type': 'application/json', 'x-user': 'guest' },
  )
  expect(writing.status).toBe(403)
  expect(server.statements).toHaveLength(before)
  const reading = await post(
    { operation: 'count', store: 'shared' },
    { 'content-type': 'application/json', 'x-user': 'guest' },
  )
  expect(reading).toMatchObject({ status: 200, result: 1 })
  expect(asked).toContain('write private')
})

describe('what is wrong is refused with the reason', () => {
  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'not a JSON object'],
    ['a list', [], '`store` must be'],
    ['no store', { operation: 'count' }, '`store` must be'],
    ['an unknown operation', { operation: 'drop', store: 'shared' }, 'must be one of the operations'],
    ['a store that is not there', { operation: 'count', store: 'none' }, 'no store of this name'],
    ['a shape without a model', { operation: 'open', store: 'x', shape: { dimensions: 2 } }, '`shape` must say'],
    ['too many dimensions', { operation: 'open', store: 'x', shape: { dimensions: 1e9 } }, '`shape` must say'],
    ['ids that are no texts', { operation: 'get', store: 'shared', ids: [1] }, '`ids` must be'],
    [
      'too many ids',
      { operation: 'get', store: 'shared', ids: Array.from({ length: 10_001 }, String) },
      '`ids` must be',
    ],
    ['nothing for a record', { operation: 'put', store: 'shared', records: [null] }, 'Each of `records` must'],
    ['a list for a record', { operation: 'put', store: 'shared', records: [[]] }, 'Each of `records` must'],
    [
      'a filter of more values than a statement can have',
      {
        operation: 'by-words',
        store: 'shared',
        text: 'a',
        limit: 1,
        filter: { year: { in: Array.from({ length: 32_768 }, Number) } },
      },
      'more than 5000 values',
    ],
    [
      'a filter without end',
      {
        operation: 'by-words',
        store: 'shared',
        text: 'a',
        limit: 1,
        filter: Array.from({ length: 1000 }).reduce<object>((filter) => ({ not: filter }), {}),
      },
      'nested more than 100 deep',
    ],
    [
      'no filter at all',
      { operation: 'by-words', store: 'shared', text: 'a', limit: 1, filter: null },
      '`filter` must be',
    ],
    ['records that are none', { operation: 'put', store: 'shared', records: 3 }, '`records` must be'],
    ['a record without fields', { operation: 'put', store: 'shared', records: [{ id: 'a' }] }, '`fields`'],
    ['a vector of another length', { operation: 'by-vector', store: 'shared', vector: base64(1) }, 'vector of 2'],
    ['a vector with NaN', { operation: 'by-vector', store: 'shared', vector: base64(1, Number.NaN) }, 'vector of 2'],
    ['a vector that is no base64', { operation: 'by-vector', store: 'shared', vector: '#' }, 'vector of 2'],
    ['a limit of 0', { operation: 'by-words', store: 'shared', text: 'a', limit: 0 }, '`limit` must be'],
    ['a limit of SQL', { operation: 'by-words', store: 'shared', text: 'a', limit: '1; --' }, '`limit` must be'],
    ['a limit of everything', { operation: 'by-words', store: 'shared', text: 'a', limit: 1e9 }, '`limit` must be'],
    [
      'a filter that is none',
      { operation: 'by-words', store: 'shared', text: 'a', limit: 1, filter: { a: { like: '%' } } },
      '`filter.a.like` is not a condition',
    ],
  ])('%s', async (_what, body, message) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(answer.error?.message).toContain(message)
  })

  test('a form of another page, another method, and what is too large', async () => {
    expect((await post({ operation: 'count', store: 'shared' }, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await server.handle(new Request('http://loopback/'))).status).toBe(405)
    const large = await post({ operation: 'by-words', store: 'shared', text: 'x'.repeat(2 ** 21), limit: 1 })
    expect(large.status).toBe(413)
    const store = await open('shared')
    const text = 'x'.repeat(2 ** 21)
    await expect(store.put([{ id: 'large', vector, text } as never])).rejects.toMatchObject({ code: 'invalid-data' })
  })

  test('what Postgres cannot hold', async () => {
    const store = await open('shared')
    for (const record of [
      { id: 'a', vector, text: 'nul \0' },
      { id: '\0', vector, text: '' },
    ]) {
      await expect(store.put([record])).rejects.toMatchObject({ code: 'invalid-data' })
    }
  })
})

test('a failure of the database is thrown on, for the log of the server', async () => {
  const failure = new Error('the database is gone')
  const route = createPostgresRoute({ query: () => Promise.reject(failure), authorize: () => true })
  const headers = { 'content-type': 'application/json' }
  const request = new Request('http://loopback/', {
    method: 'POST',
    headers,
    body: '{"operation":"count","store":"a"}',
  })
  await expect(route(request)).rejects.toBe(failure)
})

const counting = () =>
  new Request('http://loopback/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"operation":"count","store":"a"}',
  })

test.each([
  new TypeError('connect ECONNREFUSED (user admin)'),
  new RangeError('a bug'),
  Object.assign(new Error('value too long'), { code: '22001' }),
])('what the app throws is thrown on and no answer to the client: %s', async (failure) => {
  const throws = () => Promise.reject(failure)
  await expect(createPostgresRoute({ query: throws, authorize: throws })(counting())).rejects.toBe(failure)
  if (failure instanceof TypeError) {
    await expect(createPostgresRoute({ query: throws, authorize: () => true })(counting())).rejects.toBe(failure)
  }
})

test('a change that Postgres took back after a deadlock is repeated by the client', async () => {
  const fail = ['40P01', '40001']
  const route = createPostgresRoute({
    async query(sql, parameters) {
      const code = /^\s*(?:INSERT|DELETE|WITH held)/.test(sql) && !sql.includes('_stores') ? fail.pop() : undefined
      if (code !== undefined) throw Object.assign(new Error('deadlock detected'), { code })
      return server.database.query(sql, parameters)
    },
    authorize: () => true,
  })
  const statuses: number[] = []
  const fetch = async (url: unknown, init?: RequestInit) => {
    const response = await route(new Request(String(url), init))
    statuses.push(response.status)
    return response
  }
  const reached = postgresServer({ url: 'http://loopback/', fetch: fetch as typeof globalThis.fetch })
  const store = await openRemoteStore('deadlocks', { server: reached, embedder })
  await store.put([
    { id: 'b', vector },
    { id: 'a', vector },
  ])
  expect(statuses).toEqual([200, 503, 503, 200])
  fail.push('40P01')
  await store.delete(['b', 'a'])
  expect(statuses.slice(4)).toEqual([503, 200])
  expect(await store.count()).toBe(0)
})

test.each(['x"; DROP TABLE y', 'Upper', '', '1a'])('%j is no prefix of tables', (prefix) => {
  expect(() => postgresSchema(prefix)).toThrow(TypeError)
  expect(() => createPostgresRoute({ query: async () => ({ rows: [] }), authorize: () => true, prefix })).toThrow(
    TypeError,
  )
})

test('an index that the schema suggests is used for the nearest, and not where it has to be exact', async () => {
  const store = await open('indexed')
  const records = Array.from({ length: 3000 }, (_, index) => ({
    id: `${index}`,
    vector: Float32Array.of(Math.sin(index / 2000), Math.cos(index / 2000)),
  }))
  await store.put(records)
  await server.database.exec(
    `CREATE INDEX ON tacet_records USING hnsw ((vector::vector(2)) vector_cosine_ops) WHERE store = 'indexed';
     ANALYZE tacet_records;`,
  )
  const plan = async () => {
    const { sql, parameters } = server.statements.at(-1)!
    const { rows } = await server.database.query(`EXPLAIN ${sql}`, [...parameters])
    return JSON.stringify(rows)
  }
  const query = records[1234]!.vector
  expect((await store.search(query, { limit: 1 }))[0]?.record.id).toBe('1234')
  expect(await plan()).toContain('Index Scan using tacet_records_vector_idx')
  expect((await store.search(query, { limit: 1, exact: true }))[0]?.record.id).toBe('1234')
  expect(await plan()).not.toContain('tacet_records_vector_idx')
})

test('unfinished words are found, and stop words alone find nothing', async () => {
  const store = await open('words')
  await store.put([
    { id: 'a', vector, text: "l'été à Montréal" } as never,
    { id: 'b', vector, text: 'running & falling | (water):*' } as never,
  ])
  const find = async (text: string, prefix = false) =>
    (await store.search(text, { mode: 'lexical', prefix })).map(({ record }) => record.id)
  expect(await find('Montré', true)).toEqual(['a'])
  expect(await find('Montré')).toEqual([])
  expect(await find("water & ' | :* <-> !", true)).toEqual(['b'])
  expect(await find('the')).toEqual([])
  expect(await find('run')).toEqual(['b'])
  expect(await find('', true)).toEqual([])
})

test.each<[Filter, string[]]>([
  [{ id: 'b' }, ['b']],
  [{ id: { in: ['a', 'c', 'x'] } }, ['a', 'c']],
  [{ 'a.b[0] "c"': 1 }, ['a']],
  [{ "x' OR true --": { gte: 1 } }, ['b']],
  [{ $1: { startsWith: '$2' } }, ['c']],
  [{ number: { gt: -1e308, lt: Number.POSITIVE_INFINITY } }, ['c']],
  [{ number: 0.1 }, ['c']],
])('%j selects %j, whatever the names are made of', async (filter, expected) => {
  const store = await open('names')
  await store.put([
    { id: 'a', vector, 'a.b[0] "c"': 1 } as never,
    { id: 'b', vector, "x' OR true --": 1 } as never,
    { id: 'c', vector, $1: '$2 and more', number: 0.1 } as never,
  ])
  const hits = await store.search(vector, { filter })
  expect(hits.map(({ record }) => record.id).sort()).toEqual(expected)
  const { sql } = server.statements.at(-1)!
  for (const part of ['OR true', 'a.b', '$2 and', "'b'"]) expect(sql).not.toContain(part)
})
