import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('learn')
const root = () => panel.page.locator('.journey-learn')
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const press = (name: string | RegExp) => panel.page.getByRole('button', { name, exact: true }).click()
const counts = () => root().locator('.learn-counts').textContent()

test('sample mails are judged, learnt from and analysed, and all of it is saved and deleted', async () => {
  await press('Put 60 sample mails into the queue')
  await poll(counts).toBe('60 entries, 60 of them with a text.')
  const first = root().getByRole('list', { name: 'Texts to review' }).getByRole('listitem').first()
  expect(await first.textContent()).toMatch(/taken for (delivery|refund|repair) · score [01]\.\d\d · /)
  await press('Learn from these')
  await poll(() => root().locator('.learn-verdict').textContent()).toContain('Too few judged texts: 0 are held out')

  await first.getByRole('button', { name: 'repair' }).click()
  await root().getByText('Kept: repair.').waitFor()
  await press('Judge the samples as their author meant them')
  await root().getByText('59 samples judged.').waitFor()
  await press('Learn from these')
  await poll(() => root().locator('.learn-verdict').textContent()).toMatch(
    /^On \d\d judged texts that neither has seen, the old classifier is right on \d+ and the new one on \d+\. The (new one is in use|old one stays)\.$/,
  )
  await press('Show where it errs')
  await poll(() => root().textContent()).toMatch(/\d+ of 60 wrong \(95 %: .*Of those drawn at random: /)
  expect(await root().getByRole('region', { name: 'Confused labels' }).isVisible()).toBe(true)

  const downloading = panel.page.waitForEvent('download')
  await press('Save the feedback')
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(60)
  await press('Delete all feedback')
  await poll(counts).toMatch(/^You have judged nothing yet/)
})
