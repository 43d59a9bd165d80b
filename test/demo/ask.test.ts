import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('ask')
const focused = () => panel.page.evaluate(() => document.activeElement?.id)
const answer = () => panel.page.locator('.ask-answer')

test('a question is answered without a click and without a model that writes, and a citation leads to its place', async () => {
  await expect
    .poll(() => answer().textContent(), { timeout: 60_000 })
    .toContain('Batteries are covered for 6 months only.')
  // The best sentence comes first, and others that help after it.
  await answer().getByRole('button').first().press('Enter')
  expect(await panel.page.evaluate(() => document.activeElement?.textContent)).toBe(
    'Batteries are covered for 6 months only.',
  )
  expect(await panel.page.getByText('What the server saw').isVisible()).toBe(false)
})

test('a model of this device has to be named, and a missing server is said to be missing', async () => {
  await expect.poll(() => answer().textContent(), { timeout: 60_000 }).toContain('Batteries')
  const status = panel.page.locator('.journey-ask [role=status]').first()
  await panel.page.getByLabel('Who answers').selectOption('device')
  await panel.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect.poll(() => status.textContent()).toMatch(/^Which model\?/)
  expect(await focused()).toBe('ask-own-model')
  await panel.page.getByLabel('Who answers').selectOption('server')
  await panel.page.getByLabel('Question', { exact: true }).fill('Whom do I ask when the receipt is lost?')
  await panel.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect.poll(() => status.textContent(), { timeout: 30_000 }).toMatch(/^No server answers there/)
  const sent = await panel.page.locator('.ask-sent').textContent()
  expect(sent).toContain('receipt is lost')
  expect(sent).not.toMatch(/Maria|maria\.lopez/)
})
