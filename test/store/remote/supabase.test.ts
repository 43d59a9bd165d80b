import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { vector as pgvector } from '@electric-sql/pglite-pgvector'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRemoteStore, supabaseServer } from '../../../src/store/index.js'
import { supabaseSchema } from '../../../src/store/postgres.js'
import { listen, says } from '../../http/loopback.js'
import { agrees } from './filter-suite.js'
import { interfaceSuite } from './interface-suite.js'

let database: PGlite
let web: Server
let url: string

/** A real Postgres behind as much of PostgREST as its documentation says of `rpc`: named arguments, roles by key, and errors by their code. */
beforeAll(async () => {
  database = await PGlite.create({ extensions: { vector: pgvector } })
  await database.exec(supabaseSchema())
  await database.exec(supabaseSchema())
  await database.exec(`
    CREATE ROLE anon; CREATE ROLE member;
    GRANT SELECT, INSERT, UPDATE, DELETE ON tacet_stores, tacet_records TO anon, member;
    CREATE POLICY members ON tacet_stores TO member USING (true);
    CREATE POLICY members ON tacet_records TO member USING (true);
    CREATE POLICY readers ON tacet_stores FOR SELECT TO anon USING (name = 'shared');
    CREATE POLICY readers ON tacet_records FOR SELECT TO anon USING (store = 'shared');
  `)
  web = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    response.setHeader('content-type', 'application/json')
    const refuse = (status: number, code: string) => {
      response.statusCode = status
      response.end(JSON.stringify({ code, message: 'refused', details: null, hint: null }))
    }
    const role = { 'key-anon': 'anon', 'key-member': 'member' }[String(request.headers['apikey'])]
    if (role === undefined) return refuse(401, 'PGRST301')
    if (request.url !== '/rest/v1/rpc/tacet_request' || request.method !== 'POST') return refuse(404, 'PGRST202')
    const given = JSON.parse(text) as Record<string, unknown>
    if (Object.keys(given).join() !== 'request') return refuse(404, 'PGRST202')
    try {
      const result = await database.transaction(async (transaction) => {
        await transaction.exec(`SET LOCAL ROLE ${role}`)
        const sql = 'SELECT tacet_request($1::jsonb)::text AS answer'
        return (await transaction.query<{ answer: string }>(sql, [JSON.stringify(given['request'])])).rows[0]!.answer
      })
      response.end(result)
    } catch (error) {
      const code = String((error as { code?: unknown }).code)
      refuse(code === '42501' ? (role === 'anon' ? 401 : 403) : code.startsWith('22') ? 400 : 500, code)
    }
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/rest/v1`
}, 300_000)

afterAll(async () => {
  web.closeAllConnections()
  await new Promise((resolve) => web.close(resolve))
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
