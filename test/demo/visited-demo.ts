import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'
import { openBrowser } from '../e2e/open-browser.js'

export interface VisitedDemo {
  readonly url: string
  /** The profile of the last visit. */
  readonly context: BrowserContext
  /** Opens an address as a visitor who was never here before. */
  visit(url: string, options?: BrowserContextOptions): Promise<Page>
}

/** Serves the built demo to the tests of a file. The files that carry a hash in their names are kept by the browser. */
export function visitedDemo(headers: Readonly<Record<string, string>> = pageHeaders): VisitedDemo {
  let browser: Browser
  let server: StaticServer
  let context: BrowserContext | undefined

  beforeAll(async () => {
    browser = await openBrowser()
    const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
    server = await serveFolder({ routes: [{ prefix: '/', folder }], headers, immutable: /^\/assets\// })
  })
  afterEach(async () => {
    await context?.close()
    context = undefined
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  return {
    get url() {
      return server.url
    },
    get context() {
      if (context === undefined) throw new Error('No page was visited yet')
      return context
    },
    async visit(url, options = {}) {
      context = await browser.newContext(options)
      const page = await context.newPage()
      await page.goto(url)
      return page
    },
  }
}
