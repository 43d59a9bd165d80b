import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { build } from 'vite'
import { isolationHeaders } from '../dist/cli/pages/isolation-headers.js'
import { serveFolder } from '../dist/cli/pages/static-server.js'
import { ensureBrowser } from '../scripts/ensure-browser.mjs'
import { browserArguments } from '../scripts/find-browser.mjs'
import { sharedConfig } from '../scripts/vite-shared.mjs'

/** Without this argument a measurement of the browser's memory waits for the next garbage collection, which may be half a minute away. */
export const MEASURE_AT_ONCE = '--enable-blink-features=ForceEagerMeasureMemory'

const root = fileURLToPath(new URL('..', import.meta.url))

/** package.json says that no module has side effects. Without this plugin the build would drop a worker that another worker imports. */
const keepWorkers = {
  name: 'keep-workers',
  transform: (code, id) => (id.endsWith('.worker.ts') ? { code, map: null, moduleSideEffects: true } : undefined),
}

/**
 * Builds a page of the bench and opens it in a real browser, with and without cross-origin isolation; `use` gets a
 * function that opens a fresh profile.
 */
export async function withPage(folder, use, { routes: more = [], browserArguments: extra = [] } = {}) {
  const outDir = mkdtempSync(join(tmpdir(), 'tacet-bench-'))
  await build({
    ...sharedConfig,
    configFile: false,
    root: join(root, 'bench', folder),
    base: './',
    // Deduplicating would look beside the bench first, where a peer brings an old copy of the runtime.
    resolve: { ...sharedConfig.resolve, dedupe: [] },
    logLevel: 'error',
    worker: { ...sharedConfig.worker, plugins: () => [keepWorkers] },
    build: { ...sharedConfig.build, outDir, target: 'esnext' },
  })
  const routes = [...more, { prefix: '/tacet/models/', folder: join(root, 'models') }, { prefix: '/', folder: outDir }]
  const isolated = await serveFolder({ routes, headers: isolationHeaders })
  const plain = await serveFolder({ routes, headers: {} })
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserArguments, ...extra] })
  const open = async ({ isolation }) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(String(error)))
    await page.goto((isolation ? isolated : plain).url)
    await page.waitForFunction(() => 'bench' in globalThis, undefined, { timeout: 60_000 })
    return { page, close: () => context.close() }
  }
  try {
    return await use(open)
  } finally {
    await browser.close()
    await Promise.all([isolated.close(), plain.close()])
    rmSync(outDir, { recursive: true, force: true })
  }
}
