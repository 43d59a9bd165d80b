import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../e2e/open-browser.js'
import { type EchoingProvider, echoingProvider } from './echoing-provider.js'
import { type FreshApp, freshExample } from './fresh-app.js'

let app: FreshApp
let browser: Browser

let provider: EchoingProvider

beforeAll(async () => {
  provider = await echoingProvider()
  app = freshExample('node-server', ['static'])
  app.run('node', ['make-page.mjs'])
  browser = await openBrowser()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await provider?.close()
})

const start = () =>
  app.start('node', ['server.mjs'], {
    PORT: '0',
    UPSTREAM_URL: provider.url,
    UPSTREAM_KEY: 'secret-key',
    DATA_FOLDER: `${app.folder}/data`,
  })

async function keep(page: Page, text: string): Promise<void> {
  await page.getByLabel('A new note').fill(text)
  await page.getByRole('button', { name: 'Keep' }).click()
}

test('notes are kept on the server, and the provider gets the key and no address of a person', async () => {
  await using server = await start()
  const page = await browser.newPage()
  await page.goto(server.url)
  const status = page.getByRole('status')
  await expect.poll(() => status.textContent()).toBe('0 notes on the server')
  await keep(page, 'Ask jo@example.com about the roof')
  await expect.poll(() => status.textContent()).toBe('1 notes on the server')
  await page.getByLabel('A question to the model').fill('Who knows about the roof?')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect.poll(() => page.locator('#answer').textContent()).toBe('Write to jo@example.com')
  expect(provider.asked.map(({ key }) => key)).toEqual(['Bearer secret-key'])
  expect(provider.asked[0]?.body).toContain('about the roof')
  expect(provider.asked[0]?.body).not.toContain('jo@example.com')
  await page.close()
}, 120_000)

test('another visitor sees none of these notes, and cannot read them by their name', async () => {
  await using server = await start()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(server.url)
  await expect.poll(() => page.getByRole('status').textContent()).toBe('0 notes on the server')
  const status = await page.evaluate(async () => {
    const name = `notes-${crypto.randomUUID()}`
    const body = JSON.stringify({ store: name, operation: 'count' })
    return (await fetch('/api/vectors', { method: 'POST', body, headers: { 'content-type': 'application/json' } }))
      .status
  })
  expect(status).toBeGreaterThanOrEqual(400)
  await context.close()
}, 120_000)

test('without the cookie of a visitor there is no store', async () => {
  await using server = await start()
  const response = await fetch(new URL('/api/vectors', server.url), {
    method: 'POST',
    body: JSON.stringify({ store: 'notes-undefined', operation: 'count' }),
    headers: { 'content-type': 'application/json' },
  })
  expect(response.status).toBe(403)
}, 60_000)

test.each([
  '/../server.mjs',
  '/node_modules/%2e%2e/server.mjs',
  '/%2e%2e/data/PG_VERSION',
  '/node_modules/../data/PG_VERSION',
  '/none',
])(
  '%s is no file for a page',
  async (path) => {
    await using server = await start()
    const { status, text } = await rawGet(server.url, path)
    expect(status).toBe(404)
    expect(text).toBe('There is nothing here')
  },
  60_000,
)

/** `fetch` would resolve the dots of a path before the request. */
async function rawGet(url: string, path: string): Promise<{ status: number; text: string }> {
  const { request } = await import('node:http')
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
      .on('error', reject)
      .end()
  })
}
