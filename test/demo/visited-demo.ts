import type { BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { afterEach } from 'vitest'
import { servedDemo } from './served-demo.js'

export interface VisitedDemo {
  readonly url: string
  /** The profile of the last visit. */
  readonly context: BrowserContext
  /** Opens an address as a visitor who was never here before. */
  visit(url: string, options?: BrowserContextOptions): Promise<Page>
}

/** Lets each test of a file visit the built demo in a fresh profile. */
export function visitedDemo(headers?: Readonly<Record<string, string>>): VisitedDemo {
  const demo = servedDemo(headers)
  let context: BrowserContext | undefined

  afterEach(async () => {
    await context?.close()
    context = undefined
  })

  return {
    get url() {
      return demo.url
    },
    get context() {
      if (context === undefined) throw new Error('No page was visited yet')
      return context
    },
    async visit(url, options = {}) {
      context = await demo.browser.newContext(options)
      const page = await context.newPage()
      // On a busy machine, a step takes longer than the half minute that the browser's driver waits by itself.
      page.setDefaultTimeout(60_000)
      await page.goto(url)
      return page
    },
  }
}
