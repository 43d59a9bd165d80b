import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('learn')
const root = (id = 'learn') => panel.page.locator(`.journey-${id}`)
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const press = (name: string | RegExp) => panel.page.getByRole('button', { name, exact: true }).click()
const counts = () => root().locator('.learn-counts').textContent()

test('sample mails are judged, learnt from and analysed, and all of it is saved and deleted', async () => {
  await press('Put 60 sample mails into the queue')
  await poll(counts).toBe('60 entries, 60 of them with a text.')
  const first = root().getByRole('list', { name: 'Texts to review' }).getByRole('listitem').first()
  expect(await first.textContent()).toMatch(/taken for (delivery|refund|repair) · score [01]\.\d\d · /)
  await press('Learn from these')
  await poll(() => root().locator('.learn-verdict').textContent()).toContain('Too few to tell: 0 judged texts')

  await first.getByRole('button', { name: 'repair' }).click()
  await root().getByText('Kept: repair.').waitFor()
  await press('Judge the samples as their author meant them')
  await root().getByText('59 samples judged.').waitFor()
  await press('Learn from these')
  await poll(() => root().locator('.learn-verdict').textContent()).toMatch(
    /^On \d\d judged texts that neither learnt from, \d+ were right before and \d+ are now\. (The new classifier is in use|The one before stays)\.$/,
  )
  await press('Show where it errs')
  await poll(() => root().textContent()).toMatch(/\d+ of 60 wrong \(95 %: .*Of those drawn at random: /)
  expect(await root().getByRole('region', { name: 'Confused labels' }).isVisible()).toBe(true)

  const downloading = panel.page.waitForEvent('download')
  await press('Save the feedback')
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(60)
  await press('Delete all feedback')
  await poll(counts).toBe('0 entries, 0 of them with a text.')
})

test('a thumb keeps no text without consent, and a corrected label and a hidden word come to Learn with it', async () => {
  const { page } = panel
  await page.getByRole('tab', { name: 'Classify' }).click()
  const classify = root('classify')
  await classify.getByRole('button', { name: 'Yes', exact: true }).click()
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
