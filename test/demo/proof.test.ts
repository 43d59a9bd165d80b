import type { Page } from 'playwright'
import { expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 120_000 })

const { 'Content-Security-Policy': _, ...withoutPolicy } = pageHeaders
const demo = visitedDemo()
const open = visitedDemo(withoutPolicy)
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const seen = (page: Page) => page.getByRole('region', { name: 'What the server would see' }).textContent()
const requests = (page: Page) => page.getByRole('region', { name: 'All requests' }).textContent()
const redacted = '[PERSON_1] from [LOCATION_1]'

test('the requests of the page and of its workers are listed with their sizes', async () => {
  const page = await demo.visit(`${demo.url}#redact`)
  await poll(() => seen(page)).toContain(redacted)
  await page.getByRole('link', { name: 'No request to any other origin' }).click()
  await poll(() => requests(page)).toMatch(
    /pii-tagger\/weights\.bin data\s*3\.\d MB\s*this server|weights\.bindata3\.\d MBthis server/,
  )
  await page.getByLabel('A card number, a name, anything').pressSequentially('4111 1111 1111 1111')
  await page.getByText('0 requests since you began to type.').waitFor()
})

test('a text that is sent to another server is refused by the policy, in the page and in a worker', async () => {
  const page = await demo.visit(`${demo.url}#proof`)
  await page.getByRole('button', { name: 'Try to send a card number away' }).click()
  await page.getByText('The page was refused by the browser').waitFor()
  await page.getByText('A worker was refused by the browser').waitFor()
  await page.getByText('2 attempts blocked on this visit').waitFor()
  await page.getByText('The policy in force').click()
  await poll(() => page.locator('.proof-part table').first().textContent()).toContain("connect-src'self'")
})

test('a server without a policy is not said to have one', async () => {
  const page = await open.visit(`${open.url}#proof`)
  await page.getByRole('button', { name: 'Try to send a card number away' }).click()
  await page.getByText('The page was not stopped by a policy. This server does not send one.').waitFor()
  await page.getByText('The policy in force').click()
  await page.getByText('This server sends no policy.').waitFor()
  expect(await page.locator('.proof-attempts .warning').count()).toBe(2)
})

test('with the network cut off, the page opens again and hides names with its stored model', async () => {
  const page = await demo.visit(`${demo.url}#redact`)
  await poll(() => seen(page)).toContain(redacted)
  await poll(() =>
    page.evaluate(async () => String((await (await caches.open('tacet-shell')).keys()).length > 5)),
  ).toBe('true')
  await page.getByRole('tab', { name: 'Proof' }).click()
  await page.getByRole('button', { name: 'Cut off the network' }).click()
  await page.getByText('Cut off. Go back to a panel').waitFor()
  await page.getByRole('tab', { name: 'Redact' }).click()
  await page.reload()
  await poll(() => seen(page)).toContain(redacted)
  await page.getByRole('tab', { name: 'Proof' }).click()
  expect(await requests(page)).not.toContain('another origin')
  await page.getByRole('button', { name: 'Connect the network again' }).click()
  await page.getByRole('button', { name: 'Cut off the network' }).waitFor()
})

test('the network is connected again by a service worker that the browser has stopped meanwhile', async () => {
  const page = await demo.visit(`${demo.url}#proof`)
  await page.getByRole('button', { name: 'Cut off the network' }).click()
  await page.getByRole('button', { name: 'Connect the network again' }).waitFor({ timeout: 60_000 })
  const devTools = await demo.context.newCDPSession(page)
  await devTools.send('ServiceWorker.enable')
  await devTools.send('ServiceWorker.stopAllWorkers')
  await page.getByRole('button', { name: 'Connect the network again' }).click()
  await page.getByRole('button', { name: 'Cut off the network' }).waitFor()
  expect(await page.evaluate(async () => (await fetch('docs/index.html')).status)).toBe(200)
})
