import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/static-server.js'
import { openBrowser } from '../e2e/open-browser.js'

vi.setConfig({ testTimeout: 120_000 })

const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
let browser: Browser
let server: StaticServer
let page: Page
let errors: string[]

beforeAll(async () => {
  browser = await openBrowser()
  // The strict policy that apps are told to send.
  server = await serveFolder({ routes: [{ prefix: '/', folder }], headers: pageHeaders })
})
afterEach(async () => {
  await page.close()
  expect(errors).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

async function visit(panel: string): Promise<void> {
  errors = []
  page = await browser.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${server.url}#${panel}`)
}

const text = () => page.getByLabel('Your text')
const ghost = () => page.locator('.ghost-rest')
const offered = (wanted: RegExp) => expect.poll(() => ghost().textContent(), { timeout: 60_000 }).toMatch(wanted)
const focused = () => page.evaluate(() => document.activeElement?.id)

test('what is offered while one types is taken by Tab, hidden by Escape, and no trap for the keyboard', async () => {
  await visit('write')
  await text().fill('')
  await text().pressSequentially('Can you help me f')
  await offered(/^ind\b/)
  await text().press('Tab')
  expect(await text().inputValue()).toMatch(/^Can you help me find\b/)
  expect(await focused()).toBe('write-prompt')
  // Another begun word, for after the end of one nothing need be sure enough.
  await text().fill('')
  await text().pressSequentially('What is the ph')
  await offered(/^one\b/)
  await text().press('Escape')
  await expect.poll(() => ghost().textContent()).toBe('')
  await text().press('Tab')
  expect(await text().inputValue()).toBe('What is the ph')
  expect(await focused()).not.toBe('write-prompt')
})

test('what is offered can be taken without keys, and is told to those who do not see it', async () => {
  await visit('write')
  await text().fill('')
  await text().pressSequentially('Can you help me f')
  await offered(/^ind\b/)
  await expect.poll(() => page.locator('.ghost-line [role=status]').textContent()).toMatch(/^Offered: find/)
  await page.locator('.ghost-line button').click()
  expect(await text().inputValue()).toMatch(/^Can you help me find\b/)
})

test('switched off, nothing is offered', async () => {
  await visit('write')
  await text().fill('')
  await page.getByLabel('Offer words').uncheck()
  await text().pressSequentially('Can you help me f')
  expect(await ghost().textContent()).toBe('')
  await page.getByLabel('Offer words').check()
  // Only now: so the wait was not for what never comes.
  await offered(/^ind\b/)
})

test('the model goes on by itself, and JSON obeys the schema', async () => {
  await visit('write')
  await page.getByRole('button', { name: 'Write', exact: true }).click()
  await expect.poll(() => page.locator('.facts').textContent(), { timeout: 60_000 }).toContain('tokens/s')
  expect((await page.locator('.write-output').textContent())?.length).toBeGreaterThan(0)
  await page.getByLabel('Answer as JSON').check()
  await page.getByLabel('Tokens at most').fill('200')
  await page.getByRole('button', { name: 'Write', exact: true }).click()
  // In which order the names come is the model's choice.
  const types = async () => {
    const object: unknown = JSON.parse((await page.locator('.write-output').textContent()) || '{}')
    return Object.fromEntries(Object.entries(object as object).map(([name, value]) => [name, typeof value]))
  }
  await page.getByText('It came to an end.').waitFor({ timeout: 60_000 })
  await expect.poll(types).toEqual({ people: 'number', topic: 'string', urgent: 'boolean' })
})

const answer = () => page.locator('.ask-answer')

test('a question is answered without a click and without a model that writes, and a citation leads to its place', async () => {
  await visit('ask')
  await expect
    .poll(() => answer().textContent(), { timeout: 60_000 })
    .toContain('Batteries are covered for 6 months only.')
  await answer().getByRole('button').last().press('Enter')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    'Batteries are covered for 6 months only.',
  )
  expect(await page.getByText('What the server saw').isVisible()).toBe(false)
})

test('a model of this device has to be named, and a missing server is said to be missing', async () => {
  await visit('ask')
  await expect.poll(() => answer().textContent(), { timeout: 60_000 }).toContain('Batteries')
  const status = page.locator('.journey-ask [role=status]').first()
  await page.getByLabel('Who answers').selectOption('device')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect.poll(() => status.textContent()).toMatch(/^Which model\?/)
  expect(await focused()).toBe('ask-own-model')
  await page.getByLabel('Who answers').selectOption('server')
  await page.getByLabel('Question', { exact: true }).fill('Whom do I ask when the receipt is lost?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect.poll(() => status.textContent(), { timeout: 30_000 }).toMatch(/^No server answers there/)
  const sent = await page.locator('.ask-sent').textContent()
  expect(sent).toContain('receipt is lost')
  expect(sent).not.toMatch(/Maria|maria\.lopez/)
})
