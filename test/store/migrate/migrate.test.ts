import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StorePages, startPages } from '../pages.js'
import { type PostgresServer, startPostgres } from '../remote/postgres-server.js'

let postgres: PostgresServer
let pages: StorePages

beforeAll(async () => {
  postgres = await startPostgres()
  pages = await startPages({ '/api/vectors': postgres.middleware })
}, 300_000)

afterAll(async () => {
  await pages?.close()
  await postgres?.close()
}, 300_000)

interface MigratePage {
  roundTrip(count: number): Promise<Readonly<Record<string, unknown>>>
}

test('records go from the browser to Postgres and back, also after an interruption, and are equal', async () => {
  const page = await pages.open('migrate/page.html')
  const result = await page.evaluate(() => (globalThis as never as MigratePage).roundTrip(900))
  expect(result).toEqual({
    aborted: true,
    afterAbort: 512,
    loaded: [256, 512, 768, 900],
    resumed: { loaded: 900, written: 388, total: 900 },
    again: { loaded: 900, written: 0, total: 900 },
    changed: { loaded: 900, written: 1, total: 900 },
    returned: { loaded: 900, written: 900, total: 900 },
    different: [],
    refused: 'vectors-incompatible',
    counts: [900, 900, 900, 0],
  })
}, 300_000)
