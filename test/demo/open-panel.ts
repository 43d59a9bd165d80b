import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'
import { openBrowser } from '../e2e/open-browser.js'

export interface DemoPanel {
  /** A new one for each test. */
  readonly page: Page
  readonly browser: Browser
  /** What was thrown and not caught, here or in pages that a test opens; any of it fails the test. */
  readonly errors: string[]
}

/** Opens one panel of the built demo before each test, under the strict policy that apps are told to send. */
export function demoPanel(name: string): DemoPanel {
  let browser: Browser
  let server: StaticServer
  let page: Page
  let errors: string[]

  beforeAll(async () => {
    browser = await openBrowser()
    const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
    server = await serveFolder({ routes: [{ prefix: '/', folder }], headers: pageHeaders })
  })
  beforeEach(async () => {
    errors = []
    page = await browser.newPage()
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(`${server.url}#${name}`)
  })
  afterEach(async () => {
    await page.close()
    expect(errors).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  return {
    get page() {
      return page
    },
    get browser() {
      return browser
    },
    get errors() {
      return errors
    },
  }
}
