import { PGlite } from '@electric-sql/pglite'
import { vector as pgvector } from '@electric-sql/pglite-pgvector'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRemoteStore, supabaseServer } from '../../../src/store/index.js'
import { supabaseSchema } from '../../../src/store/postgres.js'
import { listen, says } from '../../http/loopback.js'
import { agrees } from './filter-suite.js'
import { interfaceSuite } from './interface-suite.js'
import { rolesSql, type SupabaseServer, startSupabase } from './supabase-server.js'

let database: PGlite
let supabase: SupabaseServer
let url: string

beforeAll(async () => {
  database = await PGlite.create({ extensions: { vector: pgvector } })
  await database.exec(supabaseSchema())
  await database.exec(supabaseSchema())
  await database.exec(rolesSql())
  supabase = await startSupabase((role, sql, parameters) =>
    database.transaction(async (transaction) => {
      await transaction.exec(`SET LOCAL ROLE ${role}`)
      return (await transaction.query<never>(sql, [...parameters])).rows[0]!
    }),
  )
  url = supabase.url
}, 300_000)

afterAll(async () => {
  await supabase.close()
  await database.close()
})

const embedder = { model: 'test', dimensions: 2 }
const vector = Float32Array.of(1, 0)
const server = (apikey = 'key-member') => supabaseServer({ url, headers: { apikey } })
const open = (name: string, apikey?: string) => openRemoteStore(name, { server: server(apikey), embedder })

describe('the store', () => interfaceSuite(server))

test('every filter selects what it selects in the browser', () => agrees(server(), undefined, { numRuns: 30 }), 300_000)

test('the policies of the tables decide who reads and who writes', async () => {
  const shared = await open('shared')
  await shared.put([{ id: 'a', vector }])
  const reader = await open('shared', 'key-anon')
  expect(await reader.count()).toBe(1)
  await expect(reader.put([{ id: 'b', vector }])).rejects.toMatchObject({ code: 'policy-denied', retryable: false })
  await reader.delete(['a'])
  await reader.clear()
  expect(await shared.count()).toBe(1)
  await open('private')
  await expect(open('private', 'key-anon')).rejects.toMatchObject({ code: 'policy-denied' })
  await expect(open('new', 'key-anon')).rejects.toMatchObject({ code: 'policy-denied' })
})

test('names, ids and filters that look like SQL are data', async () => {
  const attack = `'); DROP TABLE tacet_records; -- $request$ %s`
  const store = await open(attack)
  await store.put([{ id: attack, vector, [attack]: attack, text: attack } as never])
  for (const filter of [{ [attack]: attack }, { id: attack }, { [attack]: { startsWith: attack } }]) {
    expect(await store.search(vector, { filter })).toHaveLength(1)
  }
  expect(await store.search(attack, { mode: 'lexical', prefix: true })).toHaveLength(1)
  expect(await store.search(vector, { filter: { "a' OR true": 1 } })).toEqual([])
})

test('an unfinished word finds what it begins', async () => {
  const store = await open('prefix')
  await store.put([{ id: 'a', vector, text: 'weather' } as never])
  expect(await store.search('wea', { mode: 'lexical', prefix: true })).toHaveLength(1)
  expect(await store.search('wea', { mode: 'lexical' })).toEqual([])
})

test('what the function refuses is an error with its reason', async () => {
  await expect(open('x', 'wrong')).rejects.toMatchObject({ code: 'server', details: { status: 401 } })
  const missing = supabaseServer({ url, headers: { apikey: 'key-member' }, prefix: 'other' })
  await expect(openRemoteStore('x', { server: missing, embedder })).rejects.toThrow('run the SQL of supabaseSchema()')
  expect(() => supabaseServer({ url, prefix: 'x; --' })).toThrow(TypeError)
  const store = await open('limits')
  await expect(store.put([{ id: 'nul \0', vector }])).rejects.toMatchObject({ code: 'invalid-data' })
  const lying = await listen(says('[]'))
  await expect(openRemoteStore('x', { server: supabaseServer({ url: lying.url }), embedder })).rejects.toMatchObject({
    code: 'server',
  })
})

const shape = { model: 'test', dimensions: 2, metric: 'cosine', language: 'en', text: ['text'] }

test.each<[string, unknown, 'get' | 'search' | 'count']>([
  ['records that are no list', {}, 'get'],
  ['a record that is null', [null], 'get'],
  ['a hit that is null', [null], 'search'],
  ['a record without its vector', [{ id: 'a', fields: {} }], 'get'],
  ['a vector that is no vector', [{ id: 'a', fields: {}, vector: '[1,x]' }], 'get'],
  ['a vector of another length', [{ id: 'a', fields: {}, vector: '[1]' }], 'get'],
  ['a vector with NaN', [{ id: 'a', fields: {}, vector: '[1,NaN]' }], 'get'],
  ['a hit without a score', [{ id: 'a', fields: {} }], 'search'],
  ['a count that is a list', [], 'count'],
])('%s is a server error', async (_what, answer, call) => {
  const lying = await listen(says(JSON.stringify(shape)), says(JSON.stringify(answer)))
  const store = await openRemoteStore('x', { server: supabaseServer({ url: lying.url }), embedder })
  const calling = call === 'get' ? store.get('a') : call === 'search' ? store.search(vector) : store.count()
  await expect(calling).rejects.toMatchObject({ code: 'server' })
})
