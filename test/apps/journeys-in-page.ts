import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, expect } from 'vitest'
import { openBrowser } from '../e2e/open-browser.js'

export const ALL_WELL = { classify: 'ok', search: 'ok', redact: 'ok', generate: 'ok', answer: 'ok', threads: 'ok' }

const MODEL = fileURLToPath(new URL('../fixtures/gguf/qwen3-q8_0.gguf', import.meta.url))

let browser: Browser | undefined

afterAll(() => browser?.close())

export interface JourneysOptions {
  /** Other origins to which the page may send requests. @default none */
  readonly allowed?: readonly string[]
}

/** Opens the page of an app, and expects its five journeys to succeed without a request to another origin. */
export async function expectJourneys(url: string, options: JourneysOptions = {}): Promise<void> {
  const { results, told, elsewhere } = await journeysOf(url, options)
  expect(results).toEqual(ALL_WELL)
  expect(told).toHaveLength(1)
  expect(told[0]).not.toMatch(/jo@example|4111/)
  expect(elsewhere).toEqual([])
}

/** The results of the journeys, the messages to the app's chat server, and the other origins that were requested. */
export async function journeysOf(
  url: string,
  { allowed = [] }: JourneysOptions = {},
): Promise<{ results: Record<string, string>; told: string[]; elsewhere: string[] }> {
  browser ??= await openBrowser()
  const context = await browser.newContext()
  const told: string[] = []
  const elsewhere: string[] = []
  const errors: string[] = []
  const origins = new Set([url, ...allowed].map((each) => new URL(each).origin))
  await context.route('**', (route) => {
    const { origin } = new URL(route.request().url())
    if (origins.has(origin)) return route.fallback()
    elsewhere.push(route.request().url())
    return route.abort()
  })
  await context.route('**/threads.gguf', (route) => route.fulfill({ path: MODEL }))
  const page = await context.newPage()
  // Stands in for the chat server of the app.
  await page.route('**/api/chat', async (route) => {
    const body = route.request().postData() ?? ''
    told.push(body)
    await route.fulfill({ body: `You wrote: ${body}` })
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  // A development server compiles the page with the first request.
  await page.goto(url, { timeout: 120_000 })
  await page
    .waitForFunction(() => 'journeys' in globalThis, undefined, { timeout: 60_000 })
    .catch((cause) => {
      throw new Error(`The page ran no journeys: ${errors.join('\n')}`, { cause })
    })
  const results = await page.evaluate(
    () => (globalThis as unknown as { journeys: Promise<Record<string, string>> }).journeys,
  )
  await context.close()
  return { results, told, elsewhere }
}
