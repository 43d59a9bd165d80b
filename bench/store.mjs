import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { isolationHeaders } from '../dist/cli/pages/isolation-headers.js'
import { ensureBrowser } from '../scripts/ensure-browser.mjs'
import { browserArguments } from '../scripts/find-browser.mjs'
import { sharedConfig } from '../scripts/vite-shared.mjs'
import { markdownTable } from './statistics.mjs'

/** Rows to measure with, say `STORE_ROWS=5000,20000`. */
const SIZES = (process.env.STORE_ROWS ?? '20000,100000').split(',').map(Number)
/** How long records are replaced without a pause. */
const CHURN_SECONDS = Number(process.env.CHURN_SECONDS ?? 10)
/** Other libraries take minutes to fill; they are measured at the first size only, where they are installed. */
const PEERS = ['minisearch', '@orama/orama', 'hnswlib-wasm', 'client-vector-search', '@electric-sql/pglite']
/** The further packages that a peer needs. */
const EXTENSIONS = { '@electric-sql/pglite': '@electric-sql/pglite-pgvector' }
/** One peer that hangs must not cost the figures of the others. */
const PEER_LIMIT_MS = 300_000

/** The vector store: filling, opening in a new browser process, searching, in the worker and from the page. */
export async function run() {
  const cacheDir = mkdtempSync(join(tmpdir(), 'tacet-bench-'))
  const server = await createServer({
    ...sharedConfig,
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    cacheDir,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, headers: isolationHeaders, hmr: false, watch: null },
    resolve: {
      ...sharedConfig.resolve,
      alias: [
        ...sharedConfig.resolve.alias,
        { find: '@xenova/transformers', replacement: fileURLToPath(new URL('store/no-model.ts', import.meta.url)) },
      ],
    },
    // Both look for their binaries beside themselves.
    optimizeDeps: {
      ...sharedConfig.optimizeDeps,
      exclude: [...sharedConfig.optimizeDeps.exclude, '@electric-sql/pglite', '@electric-sql/pglite-pgvector'],
    },
  })
  await server.listen()
  const url = `${server.resolvedUrls.local[0]}bench/store/page.html`
  const data = []
  try {
    for (const rows of SIZES) {
      for (const text of [false, true]) data.push(await measure(url, { rows, text }))
    }
    const peers = []
    const moduleOf = async (name) => {
      const found = await server.pluginContainer.resolveId(name, `${server.config.root}/bench/store/peers.ts`)
      return found === null ? undefined : `/@fs${found.id}`
    }
    for (const name of PEERS) {
      const names = [name, ...(name in EXTENSIONS ? [EXTENSIONS[name]] : [])]
      const [module, extension] = await Promise.all(names.map(moduleOf))
      if (module === undefined) peers.push({ name, failure: 'not installed' })
      else peers.push(await measurePeer(url, { name, module, extension, rows: SIZES[0] }))
    }
    return {
      table: [storeTable(data), peerTable(peers, SIZES[0])].join('\n\n'),
      data: { store: data, peers, load: loadavg() },
    }
  } finally {
    await server.close()
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

async function measure(url, task) {
  const profile = mkdtempSync(join(tmpdir(), 'tacet-bench-'))
  const inWorker = (step) =>
    withPage(profile, url, (page) => page.evaluate((t) => globalThis.inWorker(t), { step, ...task }))
  try {
    // The server compiles a file when it is first asked for; that is not the store's time.
    await withPage(profile, url, (page) =>
      page.evaluate(() => globalThis.inWorker({ step: 'build', rows: 10, text: false })),
    )
    const built = await inWorker('build')
    const opened = await inWorker('open')
    const page = await withPage(profile, url, (each) => each.evaluate((t) => globalThis.fromPage(t), task))
    const get = await withPage(profile, url, (each) => each.evaluate((t) => globalThis.getMany(t), task))
    const churn = task.text
      ? undefined
      : await withPage(profile, url, (each) =>
          each.evaluate((t) => globalThis.churn(t), { rows: task.rows, seconds: CHURN_SECONDS }),
        )
    return { ...task, ...built, ...opened, page, get, churn }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measurePeer(url, task) {
  const profile = mkdtempSync(join(tmpdir(), 'tacet-bench-'))
  try {
    return await withPage(profile, url, (page) => {
      const late = new Promise((_, reject) => {
        setTimeout(() => reject(new Error(`took longer than ${PEER_LIMIT_MS / 1000} s`)), PEER_LIMIT_MS).unref()
      })
      return Promise.race([page.evaluate((t) => globalThis.peer(t), task), late])
    })
  } catch (error) {
    return { name: task.name, failure: String(error).split('\n')[0] }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A new browser process each time, on the same profile: what was stored is there, nothing else is. */
async function withPage(profile, url, use) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    args: browserArguments,
    headless: true,
  })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(300_000)
    page.on('pageerror', (error) => console.error(String(error)))
    await page.goto(url)
    await page.waitForFunction(() => 'fromPage' in globalThis)
    return await use(page)
  } finally {
    await context.close()
  }
}

const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0))
const pair = ({ p50, p95 }) => `${ms(p50)} / ${ms(p95)}`

function storeTable(data) {
  const column = (name, cell) => [name, ...data.map(cell)]
  return markdownTable([
    column(
      '384 dimensions, with documents',
      ({ rows, text }) => `${rows.toLocaleString('en')}${text ? ', words' : ''}`,
    ),
    column('bulk insert with persistence, rows/s', ({ rowsPerSecond }) => rowsPerSecond.toFixed(0)),
    column('one durable put, ms (p50 / p95)', ({ oneDurablePut }) => pair(oneDurablePut)),
    column('cold open to first answer with documents, ms', ({ firstAnswerMs }) => ms(firstAnswerMs)),
    column('query, ms (p50 / p95)', ({ flat }) => pair(flat)),
    column('recall@10', ({ recall }) => recall.toFixed(3)),
    // Few rows make poor clusters; stores use them from 200,000 rows on.
    column('query by clusters, ms (p50 / p95), recall@10', ({ rows, clustered, clusteredRecall }) =>
      rows < 100_000 ? '-' : [pair(clustered), clusteredRecall.toFixed(3)].join(', '),
    ),
    column('filtered to 5 %, ms (p50 / p95)', ({ filtered }) => pair(filtered)),
    column('three words, ms (p50 / p95)', ({ lexical }) => (lexical === undefined ? '-' : pair(lexical))),
    column('memory for searching, MB', ({ searchBytes }) => (searchBytes / 1e6).toFixed(1)),
    column('from the page: query with records, ms (p50 / p95)', ({ page }) => pair(page)),
    column('from the page: open to first answer, ms', ({ page }) => ms(page.firstAnswerMs)),
    column('from the page: `get` of 20,000 ids, just opened, ms', ({ get }) => ms(get.manyMs)),
    column("from the page: `get` of 200 ids, `memory: 'low'`, just opened, ms", ({ get }) => ms(get.lowMemoryMs)),
    column(`replacing 50 at a time for ${CHURN_SECONDS} s: deleted rows kept at most`, ({ churn }) =>
      churn === undefined ? '-' : churn.mostDeleted.toLocaleString('en'),
    ),
    column('after deleting 90 %: memory back after, ms; MB left', ({ churn }) =>
      churn === undefined ? '-' : `${ms(churn.backMs)}; ${(churn.leftBytes / 1e6).toFixed(1)}`,
    ),
  ])
}

function peerTable(peers, rows) {
  const cell = (value, show) => (value === undefined ? '-' : show(value))
  return markdownTable([
    [
      `${rows.toLocaleString('en')} rows`,
      'insert, s',
      'query, ms (p50 / p95)',
      'recall@10',
      'filtered to 5 %, ms',
      'three words, ms',
    ],
    ...peers.map(({ name, failure, insertMs, query, recall, filtered, lexical }) => [
      name,
      failure ?? cell(insertMs, (value) => (value / 1000).toFixed(2)),
      cell(query, pair),
      cell(recall, (value) => value.toFixed(3)),
      cell(filtered, pair),
      cell(lexical, pair),
    ]),
  ])
}
