import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('guard')
const verdict = () => panel.page.locator('.guard-verdict').textContent()
const passes = () => panel.page.getByLabel('The text that passes').textContent()
const shown = () => panel.page.getByLabel('Shown to the reader').textContent()
const rows = () => panel.page.locator('.guard-rules tbody tr').allTextContents()

test('a hostile mail is left out, and a harmless mail passes', async () => {
  await expect.poll(verdict).toContain('left out')
  expect(await passes()).not.toContain('inbox')
  expect((await rows()).join(' ')).toContain('instruction override')
  await panel.page.getByRole('button', { name: 'A harmless mail' }).click()
  await expect.poll(verdict).toContain('The text passes.')
  expect(await passes()).toContain('have a good week')
})

test('hidden text, keys and foreign links do not pass', async () => {
  await panel.page.getByRole('button', { name: 'A page with hidden text' }).click()
  await expect.poll(passes).toContain('the pump was broken')
  expect(await passes()).not.toContain('free for ever')
  await panel.page.getByRole('button', { name: 'A question with a key in it' }).click()
  await expect.poll(passes).toContain('my script')
  expect(await passes()).not.toMatch(/Tr0ub4dor|maria\.lopez/)
  await panel.page.getByRole('button', { name: 'An answer with a link' }).click()
  await expect.poll(passes).toContain('help.example.com/returns')
  expect(await passes()).not.toContain('collector.example')
})

test('a policy with an error says which place is wrong, and the text is not checked by half a policy', async () => {
  await panel.page.getByText('The policy is data: change it').click()
  const policy = panel.page.getByLabel('Policy, as JSON')
  const before = await policy.inputValue()
  await policy.fill(before.replace('"action": "refuse"', '"action": "shrug"'))
  await expect.poll(() => panel.page.getByRole('alert').textContent()).toContain('action')
  await policy.fill(before.replace('"action": "refuse"', '"action": "flag"'))
  await expect.poll(verdict).toContain('your code sees the findings')
})

test('a stream shows no part of a number or a foreign link', async () => {
  await expect.poll(verdict).toContain('left out')
  await panel.page.evaluate(() => {
    const seen = document.querySelector('.guard-shown')
    const texts: string[] = []
    Object.assign(window, { texts })
    new MutationObserver(() => texts.push(seen?.textContent ?? '')).observe(seen as Node, { childList: true })
  })
  await panel.page.getByRole('button', { name: 'Write it' }).click()
  await expect.poll(shown, { timeout: 60_000 }).toContain('within 30 days')
  const texts = await panel.page.evaluate(() => (window as unknown as { texts: string[] }).texts)
  expect(texts.length).toBeGreaterThan(2)
  expect(texts.join('\n')).not.toMatch(/415|track\.collector/)
})
