import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import type { Connect } from 'vite'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'
import { startPageServer } from './page-server.js'

export interface StorePages {
  /** Opens a page of this folder in its own tab. */
  open(path: string): Promise<Page>
  close(): Promise<void>
}

/** A browser and a server for pages that use a store, in their own profile. */
export async function startPages(
  routes: Readonly<Record<string, Connect.NextHandleFunction>> = {},
): Promise<StorePages> {
  const profile = mkdtempSync(join(tmpdir(), 'tacet-pages-'))
  const server = await startPageServer(profile, routes)
  const executablePath = findBrowser()
  const context: BrowserContext = await chromium.launchPersistentContext(join(profile, 'browser'), {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: browserArguments,
  })
  return {
    async open(path) {
      const page = await context.newPage()
      // The first page waits for the server to compile what it loads, which takes as long as the machine is busy.
      page.setDefaultTimeout(120_000)
      await page.goto(`${server.origin}/test/store/${path}`)
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
