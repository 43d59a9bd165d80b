import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { type Connect, createServer } from 'vite'
import { isolationHeaders } from '../../cli/pages/isolation-headers.js'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'
import { sharedConfig } from '../../scripts/vite-shared.mjs'

export interface StorePages {
  /** Opens a page of this folder in a tab of its own. */
  open(path: string): Promise<Page>
  close(): Promise<void>
}

/** A browser and a server for pages that use a store, in a profile of their own. */
export async function startPages(
  routes: Readonly<Record<string, Connect.NextHandleFunction>> = {},
): Promise<StorePages> {
  const profile = mkdtempSync(join(tmpdir(), 'tacet-pages-'))
  const server = await createServer({
    ...sharedConfig,
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    cacheDir: join(profile, 'vite'),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, headers: isolationHeaders, hmr: false, watch: null },
    plugins: [
      ...(sharedConfig.plugins ?? []),
      {
        name: 'routes',
        configureServer({ middlewares }) {
          for (const [path, handle] of Object.entries(routes)) middlewares.use(path, handle)
        },
      },
    ],
  })
  await server.listen()
  const executablePath = findBrowser()
  const context: BrowserContext = await chromium.launchPersistentContext(join(profile, 'browser'), {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: browserArguments,
  })
  const address = server.httpServer?.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    async open(path) {
      const page = await context.newPage()
      // The first page waits for the server to compile what it loads, which takes as long as the machine is busy.
      page.setDefaultTimeout(120_000)
      await page.goto(`${origin}/test/store/${path}`)
      await page.waitForFunction(() => 'ready' in globalThis)
      return page
    },
    async close() {
      await context.close()
      await server.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
