import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../e2e/open-browser.js'
import { type FreshApp, freshExample } from './fresh-app.js'

let app: FreshApp
let browser: Browser

/** Each request that reached the provider. */
const asked: { readonly key: string | undefined; readonly body: string }[] = []

/** A provider that says back the placeholder it was given. */
const provider = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  asked.push({ key: request.headers.authorization, body })
  const [placeholder = 'nothing'] = /\[EMAIL_\d+\]/.exec(body) ?? []
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const say = (delta: object, finish: string | null) =>
    response.write(`data: ${JSON.stringify({ id: 'a', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`)
  say({ role: 'assistant', content: 'Write to ' }, null)
  say({ content: placeholder }, null)
  say({}, 'stop')
  response.end('data: [DONE]\n\n')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  app = freshExample('node-server', ['static'])
  app.run('node', ['make-page.mjs'])
  browser = await openBrowser()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  provider.closeAllConnections()
  await new Promise((resolve) => provider.close(resolve))
})

const start = () =>
  app.start('node', ['server.mjs'], {
    PORT: '0',
    UPSTREAM_URL: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/v1`,
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
  expect(asked.map(({ key }) => key)).toEqual(['Bearer secret-key'])
  expect(asked[0]?.body).toContain('about the roof')
  expect(asked[0]?.body).not.toContain('jo@example.com')
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

/** `fetch` would resolve the dots of a path before it asks. */
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
