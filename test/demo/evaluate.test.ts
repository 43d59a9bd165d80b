import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { readDataset } from '../../src/evaluate/dataset/read-dataset.js'
import { parseRun } from '../../src/evaluate/run/parse-run.js'
import { scoreRun } from '../../src/evaluate/run/score.js'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })
const demo = demoPanel('evaluate')
const status = () => demo.page.locator('.journey-evaluate [role=status]').first()
const evaluateWith = async (model: string) => {
  await demo.page.getByLabel('Model', { exact: true }).fill(model)
  await demo.page.getByRole('button', { name: 'Evaluate', exact: true }).click()
}
const chooseRedaction = async () => {
  await demo.page.getByLabel('Sample').selectOption('redaction')
  await expect.poll(() => status().textContent()).toContain('68 rows for redact')
}

test('a sample is measured, shown row by row, downloaded, and compared with an earlier run', async () => {
  await chooseRedaction()
  await evaluateWith('rules')
  await expect.poll(() => status().textContent(), { timeout: 60_000 }).toBe('rules answered 68 of 68 rows.')
  await demo.page.getByPlaceholder('Search rows').fill('maple street')
  await expect.poll(() => demo.page.locator('.rows > li').count()).toBe(1)

  const downloading = demo.page.waitForEvent('download')
  await demo.page.getByRole('button', { name: 'Download the run' }).click()
  const run = parseRun(await readFile(await (await downloading).path(), 'utf8'))
  const dataset = await readDataset(await readFile('golden/redaction.jsonl', 'utf8'))
  const { metrics } = scoreRun(dataset, run, { resamples: 0 })
  const shown = await demo.page.locator('tr', { hasText: 'overlap F1' }).first().locator('.strong').textContent()
  expect(metrics.find(({ name }) => name === 'overlapF1')?.value.toFixed(3)).toBe(shown)

  // Drawn by the minified build's own source text, alone in a file.
  const saving = demo.page.waitForEvent('download')
  await demo.page.getByRole('button', { name: 'Download the report' }).click()
  const saved = await demo.browser.newPage()
  saved.on('pageerror', (error) => demo.errors.push(String(error)))
  await saved.setContent(await readFile(await (await saving).path(), 'utf8'))
  await saved.getByPlaceholder('Search rows').fill('maple street')
  await expect.poll(() => saved.locator('.rows > li').count()).toBe(1)
  await saved.close()

  await evaluateWith('rules')
  await expect.poll(() => demo.page.locator('#evaluate-baseline option').count(), { timeout: 60_000 }).toBe(2)
  await demo.page.getByLabel('Compare with').selectOption({ index: 1 })
  await demo.page.getByText('No figure differs from the baseline beyond doubt.').waitFor({ timeout: 60_000 })
})

test('a file of the visitor’s is read, its bad lines are named, and a report that no longer fits is gone', async () => {
  await chooseRedaction()
  await evaluateWith('rules')
  await demo.page.getByText('overlap F1').first().waitFor({ timeout: 60_000 })
  const content = 'sentence1,sentence2,score\na cat,a kitten,4\na cat,a bus,0\na cat,nothing,many\n'
  const file = { name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
  await demo.page.getByLabel('Or your own JSONL or CSV').setInputFiles(file)
  await expect.poll(() => status().textContent()).toBe('2 rows for embed, licence unknown.')
  await expect(demo.page.locator('.evaluate-problems').textContent()).resolves.toContain(
    'line 4: `score` must be a finite number, got NaN',
  )
  expect(await demo.page.getByText('overlap F1').count()).toBe(0)
})

test('a file that is no dataset and a model that does not exist are explained in words, and the panel goes on', async () => {
  const file = { name: 'empty.jsonl', mimeType: 'text/plain', buffer: Buffer.from('nonsense') }
  await demo.page.getByLabel('Or your own JSONL or CSV').setInputFiles(file)
  await expect.poll(() => status().textContent()).toContain('has no header that names its task')
  await chooseRedaction()
  await evaluateWith('no-such-model')
  await expect.poll(() => status().textContent(), { timeout: 30_000 }).toContain('Model no-such-model is not known')
  await evaluateWith('rules')
  await expect.poll(() => status().textContent(), { timeout: 60_000 }).toContain('rules answered 68 of 68 rows.')
})

test('every sample proposes a model that is there', async () => {
  await expect.poll(() => demo.page.locator('#evaluate-source option').count()).toBe(6)
  const samples = await demo.page.locator('#evaluate-source option').all()
  for (const sample of samples) {
    await demo.page.getByLabel('Model', { exact: true }).fill('')
    await demo.page.getByLabel('Sample').selectOption((await sample.getAttribute('value'))!)
    await demo.page.getByLabel('Sample').dispatchEvent('change')
    await expect
      .poll(() => demo.page.getByLabel('Model', { exact: true }).inputValue(), { timeout: 30_000 })
      .not.toBe('')
  }
})
