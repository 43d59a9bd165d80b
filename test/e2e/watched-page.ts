import type { Browser, Page } from 'playwright'

export interface WatchedPage {
  readonly page: Page
  /** Addresses at other origins that the page requested. All of these requests are refused. */
  readonly elsewhere: string[]
  /** Errors of the page, of its console and of the server. */
  readonly errors: string[]
}

/** Opens a page in a fresh profile, and notes its requests to other origins and its errors. */
export async function openWatchedPage(browser: Browser, url: string): Promise<WatchedPage> {
  const context = await browser.newContext()
  const elsewhere: string[] = []
  const errors: string[] = []
  await context.route('**', (route) => {
    const { origin, href } = new URL(route.request().url())
    if (origin === new URL(url).origin) return route.continue()
    elsewhere.push(href)
    return route.abort()
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(url)
  return { page, elsewhere, errors }
}
