import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'
import { openBrowser } from '../e2e/open-browser.js'
import { openWatchedPage, type WatchedPage } from '../e2e/watched-page.js'

vi.setConfig({ testTimeout: 120_000 })

const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
const { 'Cross-Origin-Opener-Policy': _, 'Cross-Origin-Embedder-Policy': __, ...withoutIsolation } = pageHeaders

let browser: Browser
let isolated: StaticServer
let plain: StaticServer
let nested: StaticServer
let context: BrowserContext | undefined

beforeAll(async () => {
  browser = await openBrowser()
  isolated = await serveFolder({ routes: [{ prefix: '/', folder }], headers: pageHeaders })
  plain = await serveFolder({ routes: [{ prefix: '/', folder }], headers: withoutIsolation })
  nested = await serveFolder({ routes: [{ prefix: '/deep/er/', folder }], headers: pageHeaders })
})

afterEach(async () => {
  await context?.close()
  context = undefined
})

afterAll(async () => {
  await browser.close()
  await Promise.all([isolated.close(), plain.close(), nested.close()])
})

/** Opens a page in a fresh profile, which the test leaves when it ends. */
async function visit(url: string): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser, url)
  context = watched.page.context()
  return watched
}

const best = (page: Page) => page.locator('.scores .best .score-label')

test('a visitor classifies with labels of their own, under a strict policy, and no other origin is asked', async () => {
  const { page, elsewhere, errors } = await visit(`${isolated.url}#classify?classify-kind=own`)
  await expect.poll(() => best(page).textContent(), { timeout: 60_000 }).toBe('billing')
  await page.getByLabel('Labels, with commas between them').fill('sports, cooking')
  await page.getByLabel('Text', { exact: true }).fill('Fold the eggs into the flour and bake for an hour')
  await expect.poll(() => best(page).textContent(), { timeout: 60_000 }).toBe('cooking')
  expect(await page.locator('.model-list').textContent()).toMatch(
    /q8 · .* with \d threads?.*Checked here: it gave the answers that it must give/,
  )
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(elsewhere).toEqual([])
  expect(errors).toEqual([])
})

test('a visitor teaches labels from examples, and sees the code that does it', async () => {
  const { page, elsewhere, errors } = await visit(`${isolated.url}#classify`)
  await page.getByLabel('What to look for').selectOption('Labels learnt from examples')
  await page.getByLabel('Text', { exact: true }).fill('When does my package get here?')
  await expect.poll(() => best(page).textContent(), { timeout: 60_000 }).toBe('delivery')
  await page.getByLabel('Examples, one a line').fill('fruit: an apple\nfruit: a pear\nno colon here')
  await page.getByRole('button', { name: 'Learn' }).click()
  await page.getByText('Line 3 must read “label: text”.').first().waitFor()
  await page.getByText('The code for this').click()
  await page.locator('.code-block', { hasText: 'trainClassifier' }).waitFor()
  expect(await page.locator('.code-block').count()).toBe(1)
  expect(elsewhere).toEqual([])
  expect(errors).toEqual([])
})

test('sentences are compared without cross-origin isolation, on one thread', async () => {
  const { page, elsewhere, errors } = await visit(`${plain.url}#similarity`)
  await expect
    .poll(() => page.locator('.pairs li').first().textContent(), { timeout: 60_000 })
    .toMatch(/cat .* kitten/i)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
  expect(await page.locator('.models').textContent()).toContain('1 thread')
  expect(elsewhere).toEqual([])
  expect(errors).toEqual([])
})

test('the page works under a sub-path', async () => {
  const { page, errors } = await visit(`${nested.url}deep/er/#classify?classify-kind=own`)
  await expect.poll(() => best(page).textContent(), { timeout: 60_000 }).toBe('billing')
  expect(errors).toEqual([])
})

test('the second visit needs no network', async () => {
  const { page, errors } = await visit(`${isolated.url}#classify?classify-kind=own`)
  await expect.poll(() => best(page).textContent(), { timeout: 60_000 }).toBe('billing')
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
  })
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('tacet-shell')).match('./')) !== undefined))
    .toBe(true)
  await context?.setOffline(true)
  await page.reload()
  await expect.poll(() => best(page).textContent(), { timeout: 60_000 }).toBe('billing')
  expect(errors).toEqual([])
})

test('the tabs are worked with the keyboard alone', async () => {
  const { page } = await visit(`${isolated.url}#classify`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the panel')
  await page.getByRole('tab', { name: 'Classify' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-selected'))).toBe('true')
  expect(await page.getByRole('tab', { name: 'Classify' }).getAttribute('tabindex')).toBe('-1')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).not.toMatch(/^tab-/)
})
