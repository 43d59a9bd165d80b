import type { Browser, Page } from 'playwright'
import { afterEach, beforeEach, expect } from 'vitest'
import { servedDemo } from './served-demo.js'

export interface DemoPanel {
  /** A new one for each test. */
  readonly page: Page
  readonly browser: Browser
  /** Uncaught errors, here or in pages that a test opens. Any of them fails the test. */
  readonly errors: string[]
}

/** Opens one panel of the built demo before each test, under the strict policy that the guides recommend to apps. */
export function demoPanel(name: string): DemoPanel {
  const demo = servedDemo()
  let page: Page
  let errors: string[]

  beforeEach(async () => {
    errors = []
    page = await demo.browser.newPage()
    // On a busy machine, a step takes longer than the half minute that the browser's driver waits by itself.
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(`${demo.url}#${name}`)
  })
  afterEach(async () => {
    await page.close()
    expect(errors).toEqual([])
  })

  return {
    get page() {
      return page
    },
    get browser() {
      return demo.browser
    },
    get errors() {
      return errors
    },
  }
}
