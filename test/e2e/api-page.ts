import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { createServer } from 'vite'
import { isolationHeaders } from '../../cli/pages/isolation-headers.js'
import { sharedConfig } from '../../scripts/vite-shared.mjs'

/** The entries that the page has in `globalThis.tacet`. */
export type Tacet = typeof import('../../src/index.js') &
  typeof import('../../src/engines/index.js') &
  typeof import('../../src/redact/index.js')

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A page with the package in `globalThis.tacet`, served from the sources; isolated or not. */
export async function serveApi({
  isolation,
}: {
  isolation: boolean
}): Promise<{ url: string; close(): Promise<void> }> {
  const server = await createServer({
    ...sharedConfig,
    configFile: false,
    root,
    logLevel: 'error',
    cacheDir: `.cache/vite-e2e-${isolation ? 'isolated' : 'plain'}`,
    optimizeDeps: { ...sharedConfig.optimizeDeps, entries: ['test/e2e/api.html'] },
    server: { port: 0, host: '127.0.0.1', headers: isolation ? isolationHeaders : {}, hmr: false, watch: null },
  })
  await server.listen()
  const address = server.httpServer?.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/test/e2e/api.html`, close: () => server.close() }
}

export async function openApi(page: Page, url: string): Promise<void> {
  // The first page waits for the server to compile what it loads, which takes as long as the machine is busy.
  page.setDefaultTimeout(120_000)
  await page.goto(url)
  await page.waitForFunction(() => 'tacet' in globalThis)
}
