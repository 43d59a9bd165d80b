import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { headersWith, pageHeaders } from '../../cli/pages/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'
import { openBrowser } from '../e2e/open-browser.js'

vi.setConfig({ testTimeout: 120_000 })

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const demo = path('dist/demo')
const MODEL = 'tiny/llama/llama-q4_0.gguf'
const mirrorFolder = { prefix: '/tiny/llama/resolve/main/', folder: path('test/fixtures/gguf') }
const list = (hub: string) => {
  const about = { licence: 'Apache-2.0', can: 'Writes letters.', cannot: 'Words.', source: 'https://example.com/tiny' }
  return JSON.stringify({ hub, models: [{ id: MODEL, name: 'Tiny', bytes: 51_968, ...about }] })
}

let browser: Browser
/** A hub of another origin, which can hold its answers back. */
let hub: StaticServer
let gate: Server
let gateUrl: string
let isHeld = false
/** The list names the hub, and one worker of the page may reach it. */
let elsewhere: StaticServer
/** The list names the hub, and nothing of the page may reach it. */
let strict: StaticServer
/** The list names a mirror beside the page. */
let beside: StaticServer

beforeAll(async () => {
  browser = await openBrowser()
  hub = await serveFolder({ routes: [mirrorFolder] })
  gate = createServer(async (request, response) => {
    while (isHeld) await new Promise((go) => setTimeout(go, 50))
    const headers = request.headers.range === undefined ? {} : { range: request.headers.range }
    const answer = await fetch(new URL(request.url ?? '/', hub.url), { method: request.method ?? 'GET', headers })
    response
      .writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'access-control-allow-origin': '*' })
      .end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((started) => gate.listen(0, '127.0.0.1', started))
  const address = gate.address()
  if (address === null || typeof address === 'string') throw new Error('The hub did not start')
  gateUrl = `http://127.0.0.1:${address.port}`
  const page = { prefix: '/', folder: demo }
  const withHub = { pages: { '/chat-models.json': list(gateUrl) }, headers: pageHeaders }
  const worker = { prefix: '/hub-worker/', folder: `${demo}/assets`, headers: headersWith([gateUrl]) }
  elsewhere = await serveFolder({ routes: [worker, page], ...withHub })
  strict = await serveFolder({ routes: [page], ...withHub })
  beside = await serveFolder({
    routes: [{ ...mirrorFolder, prefix: `/mirror${mirrorFolder.prefix}` }, page],
    pages: { '/chat-models.json': list('./mirror') },
    headers: pageHeaders,
  })
})

afterAll(async () => {
  await browser.close()
  gate.closeAllConnections()
  gate.close()
  await Promise.all([hub, elsewhere, strict, beside].map((server) => server.close()))
})

async function visit(server: StaticServer, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${server.url}#write`)
  await run(page).finally(() => context.close())
  expect(errors).toEqual([])
}

const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const card = (page: Page) => page.locator('.chat-card').filter({ hasText: 'Tiny' })
const download = (page: Page) => card(page).getByRole('button', { name: 'Download, 52 kB: Tiny' })
const facts = (page: Page) => page.locator('.chat-talk .facts').textContent()
const say = async (page: Page, text: string) => {
  await page.getByLabel('Your message').fill(text)
  await page.getByLabel('Your message').press('Enter')
}

test('a model of a mirror beside the page is downloaded on click, chats with its speed shown, and is deleted', () =>
  visit(beside, async (page) => {
    expect(await card(page).textContent()).toMatch(/Apache-2.0 · 52 kB · from tiny\/llama.*Limits: Words/)
    expect(await card(page).getByRole('link').getAttribute('href')).toBe('https://example.com/tiny')
    await download(page).click()
    await page.getByRole('heading', { name: 'Chat with Tiny' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('chat-text')
    await say(page, 'Hello')
    await poll(() => facts(page)).toMatch(/speed\s*[\d.]+ tokens\/s.*first word.*kernels of tacet/s)
    await say(page, 'And now?')
    await poll(async () => String(await page.locator('.chat-turns li').count())).toBe('4')
    await say(page, 'Once more')
    await page.getByRole('button', { name: 'New conversation' }).click()
    await say(page, 'Anew')
    await poll(() => facts(page)).toContain('tokens/s')
    expect(await page.locator('.chat-turns li').allTextContents()).toHaveLength(2)
    expect(await page.locator('.chat-talk [role=status]').textContent()).not.toContain('Stopped')
    await page.getByRole('button', { name: 'New conversation' }).click()
    await page.getByLabel('Answer with').selectOption('json')
    await say(page, 'Fill the form')
    await poll(() => page.locator('.chat-turns dl').last().textContent()).toMatch(
      /^(?=.*topic)(?=.*urgent(yes|no))(?=.*mood(pleased|neutral|annoyed))/s,
    )
    await page.getByLabel('Answer with').selectOption('choose')
    await page.getByLabel('Answers, with commas').fill('only one')
    await say(page, 'Yes or no?')
    await page.getByText('Name two answers or more').waitFor()
    expect(await page.getByLabel('Your message').inputValue()).toBe('Yes or no?')
    await page.getByLabel('Answers, with commas').fill('yes, no, perhaps')
    await say(page, 'Yes or no?')
    await poll(async () => String(await page.locator('.chat-turns .scores li').count())).toBe('3')
    await poll(() => facts(page)).toContain('chosen')
    await page.getByLabel('Answer with').selectOption('text')
    await poll(() => page.locator('#requests').textContent()).toBe('No request to any other origin')
    await page.reload()
    await card(page).getByRole('button', { name: 'Chat with Tiny' }).waitFor({ timeout: 60_000 })
    await card(page).getByRole('button', { name: 'Delete Tiny' }).click()
    await download(page).waitFor()
    const stored = await page.evaluate(async () => JSON.stringify(await caches.keys()))
    expect(stored).not.toContain('llama-q4_0')
  }))

test('another origin is asked only after a click, by one worker, and the page says so', () =>
  visit(elsewhere, async (page) => {
    await page.getByText('is the only thing on this page that asks another origin').waitFor()
    await poll(() => page.locator('#requests').textContent()).toBe('No request to any other origin')
    await download(page).click()
    await page.getByRole('heading', { name: 'Chat with Tiny' }).waitFor({ timeout: 60_000 })
    await poll(() => page.locator('#requests').textContent()).toMatch(/^\d+ requests? to other origins$/)
    const refused = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => false,
          () => true,
        ),
      gateUrl,
    )
    expect(refused, 'the page itself still reaches no other origin').toBe(true)
    await say(page, 'Hello')
    await poll(() => facts(page)).toContain('tokens/s')
  }))

test('a download can be cancelled by keyboard, and the button to start it again has the focus', () =>
  visit(elsewhere, async (page) => {
    isHeld = true
    try {
      await download(page).press('Enter')
      await card(page).getByRole('button', { name: 'Cancel Tiny' }).press('Enter')
      await card(page).getByText('Cancelled.').waitFor()
    } finally {
      isHeld = false
    }
    await download(page).press('Enter')
    await page.getByRole('heading', { name: 'Chat with Tiny' }).waitFor({ timeout: 60_000 })
  }))

test('where the server lets no worker reach the hub, the policy holds and words explain the failure', () =>
  visit(strict, async (page) => {
    await download(page).click()
    await poll(() => card(page).textContent()).toContain('A model could not be fetched.')
    await poll(() => page.locator('#requests').textContent()).toBe('No request to any other origin')
  }))

test('the browser’s own model comes first where it is there', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    const session = {
      promptStreaming: () =>
        new ReadableStream({
          start(controller) {
            controller.enqueue('Hello from the browser.')
            controller.close()
          },
        }),
      destroy() {},
    }
    Object.assign(globalThis, {
      LanguageModel: { availability: async () => 'available', create: async () => session, params: async () => null },
    })
  })
  await page.goto(`${beside.url}#write`)
  await expect
    .poll(() => page.locator('.chat-card strong').allTextContents())
    .toEqual(['The browser’s own model', 'Tiny'])
  await page.getByRole('button', { name: 'Chat with The browser’s own model' }).click()
  await say(page, 'Hi')
  await poll(() => page.locator('.chat-turns').textContent()).toContain('Hello from the browser.')
  await context.close()
})
