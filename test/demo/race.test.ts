import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 180_000 })

const panel = demoPanel('race')
const status = () => panel.page.locator('.journey-race [role=status]').first()

test('all races are run with the other libraries, which come from this site after the click, and the result can be copied', async () => {
  const asked: string[] = []
  panel.page.context().on('request', (request) => asked.push(request.url()))
  await panel.page.getByLabel('Rounds that count').selectOption('1')
  const peers = () => asked.filter((url) => /race-[a-z]+\.worker|\.wasm$/.test(url))
  expect(peers()).toEqual([])
  await panel.page.getByRole('button', { name: 'Start the race' }).click()
  await expect.poll(() => status().textContent(), { timeout: 150_000 }).toBe('5 races run.')
  expect(asked.filter((url) => !url.startsWith(new URL(panel.page.url()).origin))).toEqual([])
  const verdicts = await panel.page.locator('.race-verdict').allTextContents()
  expect(verdicts).toHaveLength(5)
  for (const verdict of verdicts) expect(verdict).toMatch(/^tacet (is|and|loses)/)
  expect(await panel.page.locator('.race-chart svg').count()).toBe(10)
  expect(await panel.page.locator('.journey-race .failure').count()).toBe(0)

  await panel.page.getByRole('button', { name: 'Copy as JSON' }).click()
  const json = (await panel.page.locator('.race-report').textContent()) ?? ''
  const { device, results } = JSON.parse(json) as {
    readonly device: { readonly threads: number }
    readonly results: readonly { readonly id: string; readonly finished: readonly { readonly version: string }[] }[]
  }
  expect(device.threads).toBeGreaterThan(0)
  expect(results.map(({ id }) => id)).toEqual(['embed', 'classify', 'redact', 'search', 'decode'])
  expect(results.flatMap(({ finished }) => finished.map(({ version }) => version))).not.toContain('')
  await panel.page.getByRole('button', { name: 'Copy as text' }).click()
  expect(await panel.page.locator('.race-report').textContent()).toMatch(
    /^Race of tacet on .*1 round each.*\n\nEmbeddings.*transformers\.js 4.*values hidden.*Orama 3.*tokens/s,
  )
})

test('a race is stopped by keyboard', async () => {
  await panel.page.getByRole('button', { name: 'Start the race' }).press('Enter')
  await panel.page.getByRole('button', { name: 'Stop' }).press('Enter')
  await expect.poll(() => status().textContent(), { timeout: 60_000 }).toBe('Stopped after 0 races.')
  expect(await panel.page.evaluate(() => document.activeElement?.textContent)).toBe('Start the race')
})
