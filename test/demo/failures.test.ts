import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 120_000 })

const { 'Content-Security-Policy': _, ...withoutPolicy } = pageHeaders

const demo = visitedDemo()
const open = visitedDemo(withoutPolicy)
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const badge = (page: Page) => page.locator('#requests').textContent()

/** Passes requests on to the demo, but lets its models fail or wait as long as a test wants. */
interface Gate {
  readonly url: string
  models: 'served' | 'failing' | 'held'
  readonly asked: string[]
}

let gateServer: Server
let gate: Gate

beforeAll(async () => {
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

afterEach(() => {
  gate.models = 'served'
})

afterAll(() => {
  gateServer.closeAllConnections()
  gateServer.close()
})

test('a request of a worker to another origin is counted', async () => {
  const page = await open.visit(`${open.url}#write`)
  await poll(() => badge(page)).toBe('No request to any other origin')
  await page.getByLabel('Model or its folder').fill(`${demo.url}tacet/models/compose/`)
  await page.getByRole('button', { name: 'Write', exact: true }).click()
  await poll(() => badge(page)).toMatch(/^\d+ requests? to other origins$/)
})

test('no panel of the models that come with the page fetches ONNX Runtime', async () => {
  const runtime = () => gate.asked.filter((path) => path.endsWith('.wasm')).length
  gate.asked.length = 0
  const page = await demo.visit(`${gate.url}#redact`)
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('rules and model')
  // The files for later visits come without ONNX Runtime too.
  await poll(() =>
    page.evaluate(async () => String((await (await caches.open('tacet-shell')).keys()).length > 5)),
  ).toBe('true')
  for (const name of ['Classify', 'Search', 'Similarity']) await page.getByRole('tab', { name }).click()
  await poll(() => page.locator('.pairs li').first().textContent()).toMatch(/cat .* kitten/i)
  expect(runtime()).toBe(0)
})

test('where names stay visible, the panel says that their model failed, and a second try loads it', async () => {
  gate.models = 'failing'
  const page = await demo.visit(`${gate.url}#redact`)
  const warning = page.getByRole('alert').filter({ hasText: 'Names, places and addresses are not hidden' })
  await warning.waitFor()
  gate.models = 'served'
  await warning.getByRole('button', { name: 'Try again' }).click()
  await poll(() => page.getByRole('region', { name: 'What the server would see' }).textContent()).toContain(
    '[PERSON_1]',
  )
  expect(await warning.isVisible()).toBe(false)
})

test.each([
  ['classify', 'sentiment'],
  ['search', 'minilm'],
  ['similarity', 'minilm'],
  ['ask', 'minilm'],
])('%s offers another try after a failure', async (id, model) => {
  gate.models = 'failing'
  const page = await demo.visit(`${gate.url}#${id}`)
  const again = page.getByRole('button', { name: `Try again to load ${model}` })
  await again.waitFor()
  expect(await page.locator(`.journey-${id}`).textContent()).toContain('A model could not be fetched.')
  gate.models = 'served'
  await again.click()
  await poll(() => page.locator(`.journey-${id}`).textContent()).not.toContain('A model could not be fetched.')
})

test('scores of one model are gone while the next one loads', async () => {
  const page = await demo.visit(`${gate.url}#classify`)
  await poll(() => page.locator('.scores .best .score-label').textContent()).toBe('negative')
  gate.models = 'held'
  await page.getByLabel('What to look for').selectOption('toxicity')
  await poll(async () => String(await page.locator('.scores li').count())).toBe('0')
  gate.models = 'served'
  await poll(async () => String(await page.locator('.scores li').count())).not.toBe('0')
})

test('deleted models are no longer called stored', async () => {
  const page = await demo.visit(`${demo.url}#classify`)
  await poll(() => page.locator('.models').textContent()).toContain('1 stored')
  await page.getByRole('button', { name: 'Delete all stored models' }).click()
  await poll(() => page.locator('.model-list').textContent()).toContain('no longer stored')
})

test('a question that is empty is asked for in words', async () => {
  const page = await demo.visit(`${demo.url}#ask`)
  await poll(() => page.locator('.journey-ask > [role=status]').textContent()).toContain('cited')
  await page.locator('#ask-question').fill('  ')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await poll(() => page.locator('.journey-ask > [role=status]').textContent()).toBe('Type a question first.')
})
