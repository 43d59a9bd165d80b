import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/static-server.js'
import { openBrowser } from './open-browser.js'

vi.setConfig({ testTimeout: 120_000 })

const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
const { 'Content-Security-Policy': _, ...withoutPolicy } = pageHeaders

/** Passes everything on to the demo, but fails or holds back its models as long as a test wants. */
interface Gate {
  readonly url: string
  models: 'served' | 'failing' | 'held'
  readonly asked: string[]
}

let browser: Browser
let demo: StaticServer
let open: StaticServer
let gateServer: Server
let gate: Gate
let context: BrowserContext | undefined

beforeAll(async () => {
  browser = await openBrowser()
  demo = await serveFolder({ routes: [{ prefix: '/', folder }], headers: pageHeaders, immutable: /^\/assets\// })
  open = await serveFolder({ routes: [{ prefix: '/', folder }], headers: withoutPolicy })
  gateServer = createServer(async (request, response) => {
    const path = request.url ?? '/'
    gate.asked.push(path)
    if (path.includes('/tacet/models/') && gate.models === 'failing') {
      response.writeHead(503).end()
      return
    }
    while (path.includes('/tacet/models/') && gate.models === 'held') await new Promise((go) => setTimeout(go, 50))
    const answer = await fetch(new URL(path, demo.url), { headers: { 'accept-encoding': 'identity' } })
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((started) => gateServer.listen(0, '127.0.0.1', started))
  gate = { url: `http://127.0.0.1:${(gateServer.address() as AddressInfo).port}/`, models: 'served', asked: [] }
})

afterEach(async () => {
  gate.models = 'served'
  await context?.close()
  context = undefined
})

afterAll(async () => {
  await browser.close()
  gateServer.closeAllConnections()
  gateServer.close()
  await Promise.all([demo.close(), open.close()])
})

async function visit(url: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(url)
  return page
}

const selected = (page: Page) => page.getByRole('tab', { selected: true }).textContent()
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const badge = (page: Page) => page.locator('#requests').textContent()
const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
})

test('a request of a worker to another origin is counted', async () => {
  const page = await visit(`${open.url}#write`)
  await poll(() => badge(page)).toBe('No request to any other origin')
  await page.getByLabel('Model or its folder').fill(`${demo.url}tacet/models/compose/`)
  await page.getByRole('button', { name: 'Write', exact: true }).click()
  await poll(() => badge(page)).toMatch(/^\d+ requests? to other origins$/)
})

test('the runtime is fetched once by a panel that needs it, and not at all by one that does not', async () => {
  const runtime = () => gate.asked.filter((path) => path.endsWith('.wasm')).length
  gate.asked.length = 0
  const page = await visit(`${gate.url}#redact`)
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('rules and model')
  // The files for later visits come without the runtime too.
  await poll(() =>
    page.evaluate(async () => String((await (await caches.open('tacet-shell')).keys()).length > 5)),
  ).toBe('true')
  expect(runtime()).toBe(0)
  await page.getByRole('tab', { name: 'Classify' }).click()
  await poll(() => page.locator('.scores .best .score-label').textContent()).toBe('billing')
  await page.reload()
  await poll(() => page.locator('.scores .best .score-label').textContent()).toBe('billing')
  expect(runtime()).toBe(1)
})

test.each([
  ['letter.docx', 'PK\u0003\u0004 word/document.xml', /letter\.docx is a word processor’s document/],
  ['scan.pdf', '%PDF-1.7', /scan\.pdf is a PDF/],
  ['notes.txt', 'text\0with\0zeros', /notes\.txt is not a text/],
])('%s is refused with what to do, and the text before stays', async (name, content, message) => {
  const page = await visit(`${demo.url}#redact`)
  await page.getByLabel('Open a file').setInputFiles(file(name, content))
  await poll(() => page.locator('.journey-redact .failure:not([hidden])').first().textContent()).toMatch(message)
  expect(await page.getByLabel('Your text', { exact: true }).inputValue()).toContain('Maria Lopez')
})

test('a model that cannot be had is told where names stay visible, and is had when asked for again', async () => {
  gate.models = 'failing'
  const page = await visit(`${gate.url}#redact`)
  const warning = page.getByRole('alert').filter({ hasText: 'Names, places and addresses are not hidden' })
  await warning.waitFor()
  gate.models = 'served'
  await warning.getByRole('button', { name: 'Try again' }).click()
  await poll(() => page.getByRole('region', { name: 'What the server would see' }).textContent()).toContain(
    '[PERSON_1]',
  )
  expect(await warning.isVisible()).toBe(false)
})

test.each(['classify', 'search', 'similarity', 'ask'])('%s offers another try after a failure', async (id) => {
  gate.models = 'failing'
  const page = await visit(`${gate.url}#${id}`)
  const again = page.getByRole('button', { name: 'Try again to load minilm' })
  await again.waitFor()
  expect(await page.locator(`.journey-${id}`).textContent()).toContain('A model could not be fetched.')
  gate.models = 'served'
  await again.click()
  await poll(() => page.locator(`.journey-${id}`).textContent()).not.toContain('A model could not be fetched.')
})

test('scores of one model are gone while the next one loads', async () => {
  const page = await visit(`${gate.url}#classify`)
  await poll(() => page.locator('.scores .best .score-label').textContent()).toBe('billing')
  gate.models = 'held'
  await page.getByLabel('What to look for').selectOption('toxicity')
  await poll(async () => String(await page.locator('.scores li').count())).toBe('0')
  gate.models = 'served'
  await poll(async () => String(await page.locator('.scores li').count())).not.toBe('0')
})

test('Back, Forward and the address lead to panels, and the skip link keeps the panel', async () => {
  const page = await visit(`${demo.url}#write`)
  await page.getByRole('tab', { name: 'Ask' }).click()
  await page.getByRole('tab', { name: 'Similarity' }).click()
  await page.goBack()
  await poll(() => selected(page)).toBe('Ask')
  await page.goForward()
  await poll(() => selected(page)).toBe('Similarity')
  await page.evaluate(() => {
    location.hash = '#ask'
  })
  await poll(() => selected(page)).toBe('Ask')
  await page.locator('#skip').focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('panel')
  await page.reload()
  await poll(() => selected(page)).toBe('Ask')
})

test('reading files can be stopped, a visit that was cut off is told, and a page of HTML is read without its code', async () => {
  const page = await visit(`${demo.url}#search`)
  await poll(() => page.locator('.search-side').textContent()).toMatch(/[1-9]\d* passages/)
  const html = '<script>const hiddenCode = 1</script><h1>Beehives</h1><p>The hives belong to the gardeners.</p>'
  await page.getByLabel('Drop text').setInputFiles([file('bees.html', html)])
  await page.locator('#search-query').fill('hives belong gardeners')
  await poll(() => page.locator('.search-hits').first().textContent()).toContain('The hives belong to the gardeners.')
  expect(await page.locator('.search-rankings').textContent()).not.toContain('hiddenCode')

  const sentences = Array.from(
    { length: 6000 },
    (_, index) => `Sentence ${index} speaks of matter number ${index * 7}.`,
  )
  await page.getByLabel('Drop text').setInputFiles([file('long.txt', sentences.join('\n\n'))])
  await page.getByRole('button', { name: 'Stop reading' }).click()
  await poll(() => page.locator('.search-progress').textContent()).toContain('Stopped.')

  await page.getByLabel('Drop text').setInputFiles([file('longer.txt', sentences.join('\n\n'))])
  await page.getByRole('button', { name: 'Stop reading' }).waitFor()
  await page.close({ runBeforeUnload: false })
  const next = await (context as BrowserContext).newPage()
  await next.goto(`${demo.url}#search`)
  await poll(() => next.locator('.journey-search .failure').textContent()).toContain('Reading longer.txt was cut off.')
})

test('files that are dropped while others are read wait for their turn, and both are read', async () => {
  const page = await visit(`${demo.url}#search`)
  await poll(() => page.locator('.search-side').textContent()).toMatch(/[1-9]\d* passages/)
  const texts = (word: string) =>
    Array.from({ length: 60 }, (_, index) => `The ${word} number ${index} is kept in a box.`)
  const input = page.getByLabel('Drop text')
  await input.setInputFiles([file('first.txt', texts('lantern').join('\n\n'))])
  await page.getByRole('button', { name: 'Stop reading' }).waitFor()
  await input.setInputFiles([file('second.txt', texts('compass').join('\n\n'))])
  for (const word of ['compass', 'lantern']) {
    // The list is drawn again after each file that was read.
    await page.locator('#search-query').fill(`${word} number 59`)
    await poll(() => page.locator('.search-hits').first().textContent()).toContain(`${word} number 59`)
  }
})

test('deleted models are no longer called stored', async () => {
  const page = await visit(`${demo.url}#classify`)
  await poll(() => page.locator('.models').textContent()).toContain('1 stored')
  await page.getByRole('button', { name: 'Delete all stored models' }).click()
  await poll(() => page.locator('.model-list').textContent()).toContain('no longer stored')
})

test('a question that is empty is asked for in words', async () => {
  const page = await visit(`${demo.url}#ask`)
  await poll(() => page.locator('.journey-ask [role=status]').textContent()).toContain('cited')
  await page.locator('#ask-question').fill('  ')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await poll(() => page.locator('.journey-ask [role=status]').textContent()).toBe('Type a question first.')
})

test('the page has one main landmark, and the focus stays among the values that are kept by keyboard', async () => {
  const page = await visit(`${demo.url}#redact`)
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('rules and model')
  expect(await page.getByRole('main').count()).toBe(1)
  await page.getByRole('button', { name: '4111 1111 1111 1111' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^kept: 4111/ }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('redact-value')
})

test.each([320, 390])('no panel scrolls sideways at %i pixels', async (width) => {
  const page = await visit(`${demo.url}#redact`, { viewport: { width, height: 700 } })
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await page.locator('.panel h2').first().waitFor()
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(inner, (await tab.textContent()) ?? '').toBe(outer)
  }
})

test('what is printed is the panel without its controls', async () => {
  const page = await visit(`${demo.url}#redact`)
  await page.getByRole('region', { name: 'What the server would see' }).waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('tab', { name: 'Redact' }).isVisible()).toBe(false)
  expect(await page.getByRole('region', { name: 'What the server would see' }).isVisible()).toBe(true)
})

test('rules read a long text outside the page’s thread', async () => {
  const page = await visit(`${demo.url}#redact`)
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('rules and model')
  expect(
    page
      .workers()
      .map((worker) => worker.url())
      .join(),
  ).toContain('redact')
  await page.getByLabel('Also find names').uncheck()
  await page.getByLabel('Your text', { exact: true }).fill('Write to jo@example.com on Monday. '.repeat(6000))
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('6000 values')
})
