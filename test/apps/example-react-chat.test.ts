import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../e2e/open-browser.js'
import { type EchoingProvider, echoingProvider } from './echoing-provider.js'
import { type FreshApp, freshExample } from './fresh-app.js'

let app: FreshApp
let browser: Browser
let provider: EchoingProvider

beforeAll(async () => {
  provider = await echoingProvider()
  app = freshExample('react-chat', ['pii-tagger'])
  app.run('vite', ['build'])
  browser = await openBrowser()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await provider?.close()
})

test('a chat hides personal data from the server in every turn, and shows it in the answers', async () => {
  await using server = await app.start('node', ['server.mjs'], { UPSTREAM_URL: provider.url, PORT: '0' })
  const page = await browser.newPage()
  await page.goto(server.url)
  const turns = page.locator('ol li')
  const say = async (text: string) => {
    await page.getByLabel('Message').fill(text)
    await page.getByRole('button', { name: 'Send' }).click()
  }
  await say('I am Maria Lopez. Is jo@example.com right?')
  await expect
    .poll(() => turns.allTextContents(), { timeout: 60_000 })
    .toEqual(['You: I am Maria Lopez. Is jo@example.com right?', 'Model: Write to jo@example.com'])
  await say('And ann@example.com?')
  await expect.poll(() => turns.last().textContent()).toBe('Model: Write to ann@example.com')

  expect(provider.asked).toHaveLength(2)
  const [, second] = provider.asked
  expect(second?.body).toContain('I am [PERSON_1]. Is [EMAIL_1] right?')
  expect(second?.body).toContain('And [EMAIL_2]?')
  for (const { body } of provider.asked) expect(body).not.toMatch(/Lopez|example\.com/)
  await page.getByText('What the server got').click()
  expect(await page.locator('pre').textContent()).not.toMatch(/Lopez|example\.com/)
  await page.close()
}, 120_000)

test('a server that fails is said in the chat', async () => {
  await using server = await app.start('node', ['server.mjs'], { UPSTREAM_URL: 'http://127.0.0.1:9/v1', PORT: '0' })
  const page = await browser.newPage()
  await page.goto(server.url)
  await page.getByLabel('Message').fill('Hello')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect
    .poll(() => page.getByRole('alert').textContent(), { timeout: 60_000 })
    .toBe('The model did not answer. Please send the message again.')
  await page.close()
}, 120_000)
