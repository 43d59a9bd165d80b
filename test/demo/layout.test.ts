import type { Page } from 'playwright'
import { expect, test, vi } from 'vitest'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 120_000 })

const demo = visitedDemo()
const selected = (page: Page) => page.getByRole('tab', { selected: true }).textContent()
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })

test('Back, Forward and the address lead to panels, and the skip link keeps the panel', async () => {
  const page = await demo.visit(`${demo.url}#write`)
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

test('the page has one main landmark, and the focus stays among the values that are kept by keyboard', async () => {
  const page = await demo.visit(`${demo.url}#redact`)
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('rules and model')
  expect(await page.getByRole('main').count()).toBe(1)
  await page.getByRole('button', { name: '4111 1111 1111 1111' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^kept: 4111/ }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('redact-value')
})

test.each([320, 390])('no panel scrolls sideways at %i pixels', async (width) => {
  const page = await demo.visit(`${demo.url}#redact`, { viewport: { width, height: 700 } })
  await page.getByRole('tab', { name: 'Check our claims' }).waitFor()
  const tabs = await page.getByRole('tab').all()
  expect(tabs.length).toBeGreaterThan(7)
  for (const tab of tabs) {
    await tab.click()
    await page.locator('.panel h2').first().waitFor()
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(inner, (await tab.textContent()) ?? '').toBe(outer)
  }
})

test('what is printed is the panel without its controls', async () => {
  const page = await demo.visit(`${demo.url}#redact`)
  await page.getByRole('region', { name: 'What the server would see' }).waitFor()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(29, 38, 35)')
  expect(await page.getByRole('tab', { name: 'Redact' }).isVisible()).toBe(false)
  expect(await page.getByRole('region', { name: 'What the server would see' }).isVisible()).toBe(true)
})

test('on a phone the scores of Classify stand on the first screen', async () => {
  const page = await demo.visit(`${demo.url}#classify`, { viewport: { width: 390, height: 844 } })
  await page.locator('.scores .best').first().waitFor({ timeout: 60_000 })
  const ends = await page
    .locator('.scores li')
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().bottom))
  expect(ends).toHaveLength(3)
  expect(Math.max(...ends)).toBeLessThanOrEqual(844)
})

test('the button that hides selected words says beside it that none are selected', async () => {
  const page = await demo.visit(`${demo.url}#redact`)
  const button = page.getByRole('button', { name: 'Hide the selected words' })
  await button.click()
  await poll(() => page.locator('.redact-bar').textContent()).toContain('Select words in your text first.')
})
