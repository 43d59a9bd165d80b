import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('learn')
const root = (id: string) => panel.page.locator(`.journey-${id}`)
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const counts = () => root('learn').locator('.learn-counts').textContent()

test('a thumb keeps no text without consent, and a corrected label and a hidden word come to Learn with it', async () => {
  const { page } = panel
  await page.getByRole('tab', { name: 'Classify' }).click()
  const classify = root('classify')
  await classify.getByRole('button', { name: /^Use labels of my own/ }).click()
  await poll(() => classify.locator('.scores .best').first().textContent()).toContain('billing')
  await classify.getByRole('button', { name: 'Yes', exact: true }).dblclick()
  await classify.getByText('Kept on this device, without the text.').waitFor()
  await classify.getByText('What is kept of my text').click()
  await classify.getByLabel('Of my text, keep').selectOption('local')
  await classify.getByRole('button', { name: 'No', exact: true }).click()
  await classify.getByRole('group', { name: 'What is wrong' }).getByRole('button', { name: 'praise' }).click()
  await classify.getByText('Kept on this device, with a copy of the text.').waitFor()

  await page.getByRole('tab', { name: 'Redact' }).click()
  const redact = root('redact')
  await redact.getByRole('button', { name: '4111 1111 1111 1111' }).first().click()
  await redact.getByText('Kept in your lists on this device.').waitFor()
  await redact.getByLabel('Your text', { exact: true }).fill('Project Falcon')
  // A result that comes during the click would move the button away from the pointer.
  await poll(() => redact.getByLabel('What the server would see').textContent()).toBe('Project Falcon')
  await redact.getByLabel('Your text', { exact: true }).selectText()
  await redact.getByRole('button', { name: 'Hide the selected words' }).click()
  await redact.getByRole('button', { name: 'Project Falcon', exact: true }).click()
  await redact.getByText('Taken out of your lists.').waitFor()

  await page.getByRole('tab', { name: 'Ask' }).click()
  const ask = root('ask')
  await ask.getByRole('button', { name: 'No', exact: true }).click()
  await ask.getByRole('button', { name: 'incomplete' }).click()
  await ask.getByText('Kept on this device, with a copy of the text.').waitFor()

  await page.getByRole('tab', { name: 'Learn' }).click()
  await poll(counts).toBe('4 entries, 3 of them with a text.')
  await page.reload()
  await poll(counts).toBe('4 entries, 3 of them with a text.')
  await page.getByRole('tab', { name: 'Redact' }).click()
  await redact.getByRole('button', { name: 'Use my lists of earlier visits' }).click()
  await redact.getByRole('button', { name: /^kept: 4111/ }).waitFor()
})
