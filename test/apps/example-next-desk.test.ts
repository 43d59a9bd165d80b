import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../e2e/open-browser.js'
import { type FreshApp, freshExample } from './fresh-app.js'

let app: FreshApp
let browser: Browser

beforeAll(async () => {
  app = freshExample('next-desk', ['minilm'])
  app.run('tacet', ['copy-assets', 'public/tacet', '--models', 'minilm'])
  app.run('next', ['build'])
  browser = await openBrowser()
}, 600_000)

afterAll(() => browser?.close())

test('the server sends mails without personal data, and the browser sorts them', async () => {
  await using server = await app.start('next', ['start', '--port', '0', '--hostname', '127.0.0.1'])
  const html = await (await fetch(server.url)).text()
  expect(html).toContain('I was charged twice on card [CREDIT_CARD_1]')
  for (const value of ['4111 1111', 'jo@example.com', '555-0132']) expect(html).not.toContain(value)

  const page = await browser.newPage()
  const failures: string[] = []
  page.on('pageerror', ({ message }) => failures.push(message))
  await page.goto(server.url)
  await expect
    .poll(() => page.locator('li strong').allTextContents(), { timeout: 60_000 })
    .toEqual(['billing', 'bug report', 'praise'])
  expect(await page.getByRole('status').textContent()).toBe('Sorted in this browser.')
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(failures).toEqual([])
  await page.close()
}, 180_000)
