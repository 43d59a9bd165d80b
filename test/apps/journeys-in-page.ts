import type { Browser, Page } from 'playwright'
import { expect } from 'vitest'
import { openBrowser } from '../e2e/open-browser.js'

export const ALL_WELL = { classify: 'ok', search: 'ok', redact: 'ok', generate: 'ok', answer: 'ok' }

let browser: Browser | undefined

/** Opens the page of an app, and expects the five journeys that it runs to end well without any other origin's help. */
export async function expectJourneys(
  url: string,
  { allowed = [] }: { allowed?: readonly string[] } = {},
): Promise<void> {
  browser ??= await openBrowser()
  const context = await browser.newContext()
  const elsewhere: string[] = []
  const origins = new Set([url, ...allowed].map((each) => new URL(each).origin))
  await context.route('**', (route) => {
    const { origin } = new URL(route.request().url())
    if (origins.has(origin)) return route.fallback()
    elsewhere.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  const told = await echoChat(page)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  // A development server compiles the page only now.
  await page.goto(url, { timeout: 120_000 })
  await expectJourneysOf(page, errors)
  expect(told).toHaveLength(1)
  expect(told[0]).not.toMatch(/jo@example|4111/)
  expect(elsewhere).toEqual([])
  await context.close()
}

/** Waits for the journeys of a page that is open already. */
export async function expectJourneysOf(page: Page, errors: readonly string[] = []): Promise<void> {
  await page
    .waitForFunction(() => 'journeys' in globalThis, undefined, { timeout: 60_000 })
    .catch((cause) => {
      throw new Error(`The page ran no journeys: ${errors.join('\n')}`, { cause })
    })
  const results = await page.evaluate(() => (globalThis as unknown as { journeys: Promise<unknown> }).journeys)
  expect(results).toEqual(ALL_WELL)
}

/** Stands in for the chat server of the app; what it was told is in the list. */
export async function echoChat(page: Page): Promise<string[]> {
  const told: string[] = []
  await page.route('**/api/chat', async (route) => {
    const body = route.request().postData() ?? ''
    told.push(body)
    await route.fulfill({ body: `You wrote: ${body}` })
  })
  return told
}
