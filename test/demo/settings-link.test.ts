import { expect, test, vi } from 'vitest'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 120_000 })

const demo = visitedDemo()
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })

test('a link holds the settings that were changed and no text, and opens the panel with them', async () => {
  const options = { permissions: ['clipboard-read', 'clipboard-write'] }
  const page = await demo.visit(`${demo.url}#classify?classify-kind=own`, options)
  await poll(() => page.locator('.scores .best').first().textContent()).toContain('billing')
  await page.getByLabel('Text', { exact: true }).fill('my heron secret')
  await page.getByLabel('Labels, with commas').fill('heron, egret')
  await page.getByLabel('Several labels may hold at once').check()
  await page.getByLabel('When a label holds').selectOption('number')
  await page.getByLabel('The least score').fill('0.2')
  await page.getByRole('button', { name: 'Copy a link to these settings' }).click()
  await page.getByText('Copied. Your texts are not in it.').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(
    `${demo.url}#classify?classify-kind=own&classify-several=on&classify-threshold=number&classify-number=0.2`,
  )
  expect(link).toBe(page.url())

  await page.goto('about:blank')
  await page.goto(link)
  await poll(() => page.locator('.journey-classify .facts').textContent()).toContain('from 0.20')
  expect(await page.getByLabel('Several labels may hold at once').isChecked()).toBe(true)
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain('charged twice')
  expect(page.url()).toBe(link)
  await page.getByRole('tab', { name: 'Guard' }).click()
  expect(page.url()).toBe(`${demo.url}#guard`)
  await page.goBack()
  await poll(() => page.getByRole('tab', { selected: true }).textContent()).toBe('Classify')

  // A link that is pasted into the address of the open page does not load the page again.
  await page.getByLabel('Several labels may hold at once').uncheck()
  await page.goto(`${demo.url}#classify?classify-threshold=balanced&classify-several=on`)
  await poll(() => page.locator('.journey-classify .facts').textContent()).toContain('balanced')
  expect(await page.getByLabel('Several labels may hold at once').isChecked()).toBe(true)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('classify-several')
})

test('names and values that a panel does not have are left out', async () => {
  const link =
    '#classify?classify-text=injected&nothing=1&classify-kind=no-such-model&classify-threshold=high-recall&requests=x'
  const page = await demo.visit(`${demo.url}${link}`)
  await poll(() => page.locator('.journey-classify .facts').textContent()).toContain('balanced')
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain('charged twice')
  expect(await page.getByLabel('What to look for').inputValue()).toBe('sentiment')
})

test('a link to Race opens it with the chosen races and rounds', async () => {
  const link = `${demo.url}#race?race-classify=off&race-decode=off&race-rounds=1`
  const page = await demo.visit(link, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByRole('button', { name: 'Copy a link to these settings' }).click()
  await page.getByText('Copied. Your texts are not in it.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
  expect(await page.getByLabel('Rounds that count').inputValue()).toBe('1')
  const chosen = page.getByRole('group', { name: 'Races' }).getByRole('checkbox', { checked: true })
  expect(await chosen.evaluateAll((boxes) => boxes.map(({ id }) => id))).toEqual([
    'race-embed',
    'race-redact',
    'race-search',
  ])
})
