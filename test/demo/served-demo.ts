import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'
import { openBrowser } from '../e2e/open-browser.js'

export interface ServedDemo {
  readonly url: string
  readonly browser: Browser
}

/** Serves the built demo to the tests of a file, and opens a browser for them. The browser keeps files with a hash in their names. */
export function servedDemo(headers: Readonly<Record<string, string>> = pageHeaders): ServedDemo {
  let browser: Browser
  let server: StaticServer

  beforeAll(async () => {
    browser = await openBrowser()
    const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
    server = await serveFolder({ routes: [{ prefix: '/', folder }], headers, immutable: /^\/assets\// })
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  return {
    get url() {
      return server.url
    },
    get browser() {
      return browser
    },
  }
}
