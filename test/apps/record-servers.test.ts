import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { chromaServer, migrate, openRemoteStore, type RemoteServer } from '../../src/store/index.js'
import { agrees } from '../store/remote/filter-suite.js'
import { interfaceSuite } from '../store/remote/interface-suite.js'
import { memoryServer } from '../store/remote/memory-server.js'

// Real servers, where they are installed. Chroma is the command of the Python package: `pip install chromadb`, then CHROMA_COMMAND if
// the command is not on the path.

const CHROMA = process.env['CHROMA_COMMAND'] ?? 'chroma'
const hasChroma = spawnSync(CHROMA, ['run', '--help']).status === 0

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** 20,000 records with texts, dates and lists go from memory to the server and back. */
async function movesBothWays(server: RemoteServer): Promise<void> {
  const embedder = { model: 'test', dimensions: 16 }
  const home = await openRemoteStore('home', { server: memoryServer(), embedder })
  const records = Array.from({ length: 20_000 }, (_, index) => ({
    id: `record ${index}`,
    vector: Float32Array.from({ length: 16 }, (_, at) => Math.sin(index * 16 + at)),
    text: `Note ${index} about ${index % 7 === 0 ? 'rain' : 'sun'} – "quoted" 🌧️`,
    year: 1990 + (index % 40),
    tags: [`t${index % 5}`, `t${index % 3}`],
    due: new Date(index * 86_400_000),
  }))
  await home.put(records)
  const away = await openRemoteStore('away', { server, embedder })
  expect(await migrate(home, away)).toEqual({ loaded: 20_000, written: 20_000, total: 20_000 })
  expect(await away.count()).toBe(20_000)
  const back = await openRemoteStore('back', { server: memoryServer(), embedder })
  expect(await migrate(away, back)).toMatchObject({ loaded: 20_000, written: 20_000 })
  // The second call finds no difference, so it writes nothing.
  expect(await migrate(back, home)).toMatchObject({ loaded: 20_000, written: 0 })
  const filter = { year: { gte: 2020 }, tags: 't1' }
  const [here, there] = await Promise.all(
    [home, away].map((store) => store.search(records[11]!.vector, { words: 'rain', filter, limit: 20, exact: true })),
  )
  expect(there!.map(({ record }) => record.id)).toEqual(here!.map(({ record }) => record.id))
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
  test('20,000 records go there and back', () => movesBothWays(chromaServer({ url, timeoutMs: 120_000 })), 600_000)
})
