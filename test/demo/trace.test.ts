import { readFile } from 'node:fs/promises'
import type { TacetEvent } from 'tacet/observe'
import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('trace')
const tiles = () => panel.page.locator('.journey-trace .tiles').textContent()
const rows = () => panel.page.locator('.trace-events tbody tr')
const found = () => panel.page.locator('.trace-search [role=status]').textContent()

test('a visit that begins here has no events, and some work shows the first ones', async () => {
  await expect.poll(tiles).toMatch(/^0 events/)
  await panel.page.getByRole('button', { name: 'Do some work here' }).click()
  await expect.poll(() => rows().allTextContents()).toHaveLength(2)
  expect((await rows().allTextContents()).join(' ')).toMatch(/Guard.*tool-result.*Redact.*1 CREDIT_CARD/s)
  await panel.page.getByLabel('Kind of event').selectOption('Guard')
  await expect.poll(() => rows().count()).toBe(1)
  await panel.page.getByRole('button', { name: 'Forget them' }).click()
  await panel.page.getByText('Nothing has happened yet.').waitFor()
})

test('events of a worker and of a model are listed with their times, and no event holds what was typed', async () => {
  await panel.page.getByRole('tab', { name: 'Redact' }).click()
  await panel.page.getByLabel('Your text', { exact: true }).fill('Write to secret.heron@example.com')
  await expect
    .poll(() => panel.page.locator('.journey-redact [role=status]').first().textContent(), { timeout: 60_000 })
    .toContain('rules and model')
  await panel.page.getByRole('tab', { name: 'Trace' }).click()
  await expect
    .poll(() => panel.page.locator('.trace-table').first().textContent())
    .toMatch(/pii-tagger.*kernels of tacet/)
  expect((await rows().allTextContents()).join(' ')).toMatch(/hidden: 1 EMAIL/)
  await panel.page.getByLabel('Look in the events').fill('heron')
  await expect.poll(found).toMatch(/^0 of [1-9]\d* events hold this text\.$/)
  await panel.page.getByLabel('Look in the events').fill('pii-tagger')
  await expect.poll(found).toMatch(/^[1-9]\d* of/)

  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Download as JSON' }).click()
  const saved = await readFile(await (await downloading).path(), 'utf8')
  const events = JSON.parse(saved) as readonly TacetEvent[]
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['load', 'run', 'redact']))
  expect(saved).not.toContain('heron')
})

test('an event opens by keyboard alone, and stays open while others come and the panel is hidden', async () => {
  await panel.page.getByRole('button', { name: 'Do some work here' }).click()
  await expect.poll(() => rows().count()).toBe(2)
  await rows().first().locator('summary').focus()
  await panel.page.keyboard.press('Enter')
  const table = await panel.page.locator('.trace-events tbody').elementHandle()
  await panel.page.getByRole('tab', { name: 'Guard' }).click()
  await expect.poll(() => panel.page.locator('.guard-verdict').textContent()).toContain('left out')
  // The table is hidden now, so nothing is drawn into it.
  expect(await table?.evaluate((body) => body.childElementCount)).toBe(2)
  await panel.page.getByRole('tab', { name: 'Trace' }).click()
  await expect.poll(() => rows().count()).toBeGreaterThan(2)
  expect(await panel.page.locator('.trace-events details[open]').count()).toBe(1)
})
