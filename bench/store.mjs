/** Measures the store in a headless Chromium: `node bench/store.mjs [rows...]`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'
import { isolationHeaders, sharedConfig } from '../scripts/vite-shared.mjs'

const sizes = process.argv.slice(2).map(Number)
const root = fileURLToPath(new URL('..', import.meta.url))
const server = await createServer({
  ...sharedConfig,
  configFile: false,
  root,
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0, headers: isolationHeaders, hmr: false, watch: null },
})
await server.listen()
const { port } = server.httpServer.address()
const url = `http://127.0.0.1:${port}/bench/store/page.html`

/** A new browser process each time, on the same profile: what was stored is there, nothing else is. */
async function withPage(profile, use) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    args: browserArguments,
    headless: true,
  })
  try {
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(error))
    await page.goto(url)
    await page.waitForFunction(() => 'fromPage' in globalThis)
    return await use(page)
  } finally {
    await context.close()
  }
}

for (const rows of sizes.length > 0 ? sizes : [5000, 20_000, 100_000]) {
  for (const text of [false, true]) {
    const profile = mkdtempSync(join(tmpdir(), 'tacet-bench-'))
    try {
      // Vite compiles a file when it is first asked for; that is not the store's time.
      await withPage(profile, (page) =>
        page.evaluate(() => globalThis.inWorker({ step: 'build', rows: 10, text: false })),
      )
      const task = { rows, text }
      const built = await withPage(profile, (page) =>
        page.evaluate((t) => globalThis.inWorker({ step: 'build', ...t }), task),
      )
      const opened = await withPage(profile, (page) =>
        page.evaluate((t) => globalThis.inWorker({ step: 'open', ...t }), task),
      )
      const seen = await withPage(profile, (page) => page.evaluate((t) => globalThis.fromPage(t), task))
      console.log(JSON.stringify({ rows, words: text, ...built, ...opened, page: seen }, round, 1))
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  }
}
await server.close()

function round(_key, value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value
}
