import type { Page } from 'playwright'
import { expect, test, vi } from 'vitest'
import { panels } from '../../demo/panels.js'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 300_000 })

const demo = visitedDemo()

/** A result of each panel, and where it is read. */
const RESULTS: Readonly<Record<string, readonly [selector: string, result: RegExp]>> = {
  redact: ['[aria-label="What the server would see"]', /\[PERSON_1\] from \[LOCATION_1\]/],
  proof: ['.tiles', /answered by files on this device/],
  classify: ['.scores', /negative/],
  learn: ['.journey-learn [role=status]', /mails were added|are here already/],
  search: ['.search-rankings', /pipe/],
  ask: ['.ask-answer', /Batteries are covered for 6 months only/],
  guard: ['.guard-verdict', /left out/],
  write: ['.journey-write', /tokens\/s/],
  evaluate: ['.journey-evaluate', /\d+ rows for/],
  race: ['.journey-race [role=status]', /^1 race run\./],
  trace: ['.trace-events', /Guard/],
  similarity: ['.pairs', /cat .* kitten/i],
}

/** What a visitor clicks for the result. */
const CLICKS: Readonly<Record<string, string>> = {
  learn: 'Put 60 sample mails into the queue',
  write: 'Write',
  race: 'Start the race',
}

test('each panel that was visited gives its result again without a network', async () => {
  const page = await demo.visit(demo.url)
  expect(Object.keys(RESULTS).sort()).toEqual(panels.map(({ id }) => id).sort())
  for (const { id } of panels) await tryPanel(page, id)
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('tacet-shell')).match('./')) !== undefined), {
      timeout: 60_000,
    })
    .toBe(true)
  await demo.context.setOffline(true)
  for (const { id } of panels) {
    await page.goto(`${demo.url}#${id}`)
    // Without a reload the panel would still be there from before.
    await page.reload()
    await tryPanel(page, id)
    expect(await page.locator('.failure:visible').allTextContents(), id).toEqual([])
  }
})

async function tryPanel(page: Page, id: string): Promise<void> {
  await page.goto(`${demo.url}#${id}`)
  const root = page.locator(`.journey-${id}`)
  await root.locator('h2').first().waitFor()
  if (id === 'race') {
    for (const box of await root.locator('.race-choices input:not(#race-redact)').all()) await box.uncheck()
    await root.getByLabel('Rounds that count').selectOption('1')
  }
  if (id === 'trace') {
    // Guard makes an event in a moment, also after a reload.
    await page.getByRole('tab', { name: 'Guard' }).click()
    await page.locator('.guard-verdict', { hasText: 'left out' }).waitFor()
    await page.getByRole('tab', { name: 'Trace' }).click()
  }
  const click = CLICKS[id]
  if (click !== undefined) await root.getByRole('button', { name: click, exact: true }).click()
  const [selector, result] = RESULTS[id] ?? ['', /./]
  await expect
    .poll(async () => page.locator(`.panel ${selector}`).first().textContent(), { timeout: 90_000, message: id })
    .toMatch(result)
}
