import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { elasticsearchServer, type Filter, openRemoteStore, openSearchServer } from '../../../src/store/index.js'
import { listen, says } from '../../http/loopback.js'
import { agrees } from './filter-suite.js'
import { interfaceSuite } from './interface-suite.js'
import { type SearchEngineStandIn, startSearchEngine } from './search-engine-stand-in.js'

const embedder = { model: 'test', dimensions: 2 }
const vector = Float32Array.of(1, 0)

describe.each([
  ['opensearch', openSearchServer],
  ['elasticsearch', elasticsearchServer],
] as const)('%s', (kind, create) => {
  let engine: SearchEngineStandIn
  const server = () => create({ url: engine.url })
  const open = (name: string, options = {}) => openRemoteStore(name, { server: server(), embedder, ...options })

  beforeAll(async () => {
    engine = await startSearchEngine(kind)
  })
  afterAll(() => engine.close())

  interfaceSuite(server)

  test('every filter selects what it selects in the browser', () => agrees(server()))

  test.each<[Filter, string[]]>([
    [{ name: { gte: 'b' } }, ['b', 'long']],
    [{ name: { lt: 'b' } }, ['a']],
    [{ name: { startsWith: 'ä"' } }, []],
    [{ name: { startsWith: 'zz' } }, ['long']],
    [{ name: 'z'.repeat(40_000) }, ['long']],
    [{ name: 'z'.repeat(39_999) }, []],
    [{ number: { gt: -5 } }, ['a', 'b']],
    [{ number: { lte: -5 } }, ['long']],
    [{ number: { gt: Number.MAX_VALUE } }, ['b']],
    [{ number: { in: Array.from({ length: 3000 }, (_, index) => index / 2) } }, ['a']],
    [{ 'a" OR "b': { exists: true } }, ['a']],
  ])('the filter %j', async (filter, expected) => {
    const store = await open('filters of texts', { text: [] })
    await store.put([
      { id: 'a', vector, name: 'a', number: 1.5, 'a" OR "b': 1 } as never,
      { id: 'b', vector, name: 'b', number: Number.POSITIVE_INFINITY } as never,
      { id: 'long', vector, name: 'z'.repeat(40_000), number: -5 } as never,
    ])
    const hits = await store.search(vector, { filter })
    expect(hits.map(({ record }) => record.id).sort()).toEqual(expected)
  })

  test('an unfinished word finds what it begins', async () => {
    const store = await open('prefix')
    await store.put([{ id: 'a', vector, text: 'the weatherman' } as never])
    expect(await store.search('weather', { mode: 'lexical', prefix: true })).toHaveLength(1)
    expect(await store.search('weather', { mode: 'lexical' })).toEqual([])
  })

  test.each(['Notes', '../_cluster', '_all', 'a,b', '*', '🌧'])(
    'the store name %j is one index of its own',
    async (name) => {
      const store = await open(name)
      await store.put([{ id: 'a', vector }])
      expect(await store.count()).toBe(1)
      await store.clear()
    },
  )

  test('ids of any length', async () => {
    const store = await open('ids')
    const ids = ['x'.repeat(600), 'x'.repeat(601), 'tacet.', '', '🌧'.repeat(128)]
    await store.put(ids.map((id) => ({ id, vector })))
    expect((await store.get(ids)).map((record) => record?.id)).toEqual(ids)
    await store.delete(ids.slice(1))
    expect(await store.count()).toBe(1)
  })

  test('`exact` looks at as many candidates as the server can, and more hits than it gives are refused', async () => {
    const store = await open('exact')
    await store.put([{ id: 'a', vector }])
    await store.search(vector, { exact: true, limit: 1 })
    expect(JSON.stringify(engine.searches.at(-1))).toContain('"k":10000')
    await store.search(vector, { limit: 1 })
    expect(JSON.stringify(engine.searches.at(-1))).toMatch(/"k":100[,}]/)
    await expect(store.search(vector, { limit: 10_001 })).rejects.toMatchObject({ code: 'unsupported' })
  })

  test('an answer for a part of the index, or for a part of the records, is an error', async () => {
    const store = await open('parts')
    for (const part of [{ timed_out: true }, { _shards: { failed: 1 } }]) {
      engine.faults.set('_search', { body: { hits: { hits: [] }, ...part } })
      await expect(store.search(vector)).rejects.toMatchObject({ code: 'server', retryable: true })
    }
    engine.faults.set('_count', { body: { count: 0, _shards: { failed: 1 } } })
    await expect(store.count()).rejects.toMatchObject({ code: 'server', retryable: true })
    engine.faults.set('_mget', { body: { docs: [{ _id: 'a', error: { type: 'no_shard_available' } }] } })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'server', retryable: true })
    engine.faults.set('_bulk', { body: { errors: true, items: [{ index: { status: 404 } }] } })
    await expect(store.put([{ id: 'a', vector }])).rejects.toMatchObject({ code: 'server', retryable: false })
    engine.faults.set('_bulk', { body: { errors: true, items: [{ index: { status: 429 } }] } })
    await expect(store.put([{ id: 'a', vector }])).rejects.toMatchObject({ code: 'server', retryable: true })
    engine.faults.set('_bulk', { body: { errors: true, items: [{ index: { status: 400 } }] } })
    await expect(store.put([{ id: 'a', vector }])).rejects.toMatchObject({ code: 'server', retryable: false })
  })

  test.each<[string, string, object]>([
    ['a count that is none', '_count', { count: '1' }],
    ['hits that are none', '_search', { hits: {} }],
    ['a hit that is null', '_search', { hits: { hits: [null] } }],
    ['a record that is null', '_search', { hits: { hits: [{ _score: 1, _source: { record: 'null' } }] } }],
    [
      'a score that is none',
      '_search',
      { hits: { hits: [{ _score: null, _source: { record: '{"id":"a","fields":{}}' } }] } },
    ],
    ['a record that is no JSON', '_search', { hits: { hits: [{ _score: 1, _source: { record: '<b>' } }] } }],
    ['a record without an id', '_search', { hits: { hits: [{ _score: 1, _source: { record: '{"fields":{}}' } }] } }],
    [
      'a vector of another length',
      '_mget',
      { docs: [{ found: true, _source: { record: '{"id":"a","fields":{}}', bytes: 'AAAA' } }] },
    ],
    ['nothing for records', '_mget', {}],
    ['null for a record', '_mget', { docs: [null] }],
    ['a put that tells of no record', '_bulk', { items: [] }],
    ['a put that tells null of a record', '_bulk', { items: [null] }],
    ['a put without a status', '_bulk', { items: [{ index: null }] }],
  ])('%s is a server error', async (_what, operation, body) => {
    const store = await open('lies')
    engine.faults.set(operation, { body })
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      _count: () => store.count(),
      _mget: () => store.get('a'),
      _bulk: () => store.put([{ id: 'a', vector }]),
      _search: () => store.search(vector),
    }
    await expect(calls[operation]!()).rejects.toMatchObject({ code: 'server', retryable: false })
  })

  test('an index without mappings is a server error, and one without a shape is of another program', async () => {
    const openAt = async (index: object) =>
      openRemoteStore('x', {
        server: create({ url: (await listen(says(JSON.stringify({ x: index })))).url }),
        embedder,
      })
    await expect(openAt({ mappings: null })).rejects.toMatchObject({ code: 'server' })
    for (const _meta of [null, { tacet: null }]) {
      await expect(openAt({ mappings: { _meta } })).rejects.toMatchObject({ code: 'vectors-incompatible' })
    }
  })

  test('an index of another program, a refused index and a redirect are errors', async () => {
    const foreign = await listen(says('{"x":{"mappings":{"properties":{}}}}'))
    const openAt = (url: string, headers = {}) => openRemoteStore('x', { server: create({ url, headers }), embedder })
    await expect(openAt(foreign.url)).rejects.toMatchObject({ code: 'vectors-incompatible' })
    const refused = await listen(says('{}', { status: 404 }), says('{"error":{"type":"no_room"}}', { status: 400 }))
    await expect(openAt(refused.url)).rejects.toThrow('refused to create the index (no_room)')
    const other = await listen(says('{}'))
    const redirecting = await listen((response) => response.writeHead(302, { location: other.url }).end())
    await expect(openAt(redirecting.url, { authorization: 'ApiKey secret' })).rejects.toMatchObject({ code: 'server' })
    expect(other.received).toEqual([])
  })
})
