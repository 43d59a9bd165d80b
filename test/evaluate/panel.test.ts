import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/page-headers.js'
import { type StaticServer, serveFolder } from '../../cli/static-server.js'
import { readDataset } from '../../src/evaluate/dataset/read-dataset.js'
import { parseRun } from '../../src/evaluate/run/parse-run.js'
import { scoreRun } from '../../src/evaluate/run/score.js'
import { openBrowser } from '../e2e/open-browser.js'

const folder = fileURLToPath(new URL('../../dist/demo', import.meta.url))
let browser: Browser
let server: StaticServer
let page: Page
let errors: string[]

beforeAll(async () => {
  browser = await openBrowser()
  // The strict policy that apps are told to send.
  server = await serveFolder({ routes: [{ prefix: '/', folder }], headers: pageHeaders })
})
vi.setConfig({ testTimeout: 120_000 })
beforeEach(async () => {
  errors = []
  page = await browser.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${server.url}#evaluate`)
})
afterEach(async () => {
  await page.close()
  expect(errors).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const status = () => page.locator('.journey-evaluate [role=status]').first()
const evaluateWith = async (model: string) => {
  await page.getByLabel('Model', { exact: true }).fill(model)
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click()
}
const chooseRedaction = async () => {
  await page.getByLabel('Sample').selectOption('redaction')
  await expect.poll(() => status().textContent()).toContain('68 rows for redact')
}

test('a sample is measured, shown row by row, downloaded, and compared with an earlier run', async () => {
  await chooseRedaction()
  await evaluateWith('rules')
  await expect.poll(() => status().textContent(), { timeout: 60_000 }).toBe('rules answered 68 of 68 rows.')
  await page.getByPlaceholder('Search rows').fill('maple street')
  await expect.poll(() => page.locator('.rows > li').count()).toBe(1)

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the run' }).click()
  const run = parseRun(await readFile(await (await downloading).path(), 'utf8'))
  const dataset = await readDataset(await readFile('golden/redaction.jsonl', 'utf8'))
  const { metrics } = scoreRun(dataset, run, { resamples: 0 })
  const shown = await page.locator('tr', { hasText: 'overlap F1' }).first().locator('.strong').textContent()
  expect(metrics.find(({ name }) => name === 'overlapF1')?.value.toFixed(3)).toBe(shown)

  // Drawn by the minified build's own source text, alone in a file.
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the report' }).click()
  const saved = await browser.newPage()
  saved.on('pageerror', (error) => errors.push(String(error)))
  await saved.setContent(await readFile(await (await saving).path(), 'utf8'))
  await saved.getByPlaceholder('Search rows').fill('maple street')
  await expect.poll(() => saved.locator('.rows > li').count()).toBe(1)
  await saved.close()

  await evaluateWith('rules')
  await expect.poll(() => page.locator('#evaluate-baseline option').count(), { timeout: 60_000 }).toBe(2)
  await page.getByLabel('Compare with').selectOption({ index: 1 })
  await page.getByText('No figure differs from the baseline beyond doubt.').waitFor({ timeout: 60_000 })
})

test('a file of the visitor’s is read, its bad lines are named, and a report that no longer fits is gone', async () => {
  await chooseRedaction()
  await evaluateWith('rules')
  await page.getByText('overlap F1').first().waitFor({ timeout: 60_000 })
  const content = 'sentence1,sentence2,score\na cat,a kitten,4\na cat,a bus,0\na cat,nothing,many\n'
  const file = { name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
  await page.getByLabel('Or your own JSONL or CSV').setInputFiles(file)
  await expect.poll(() => status().textContent()).toBe('2 rows for embed, licence unknown.')
  await expect(page.locator('.evaluate-problems').textContent()).resolves.toContain(
    'line 4: `score` must be a finite number, got NaN',
  )
  expect(await page.getByText('overlap F1').count()).toBe(0)
})

test('a file that is no dataset and a model that does not exist are told in words, and the panel goes on', async () => {
  const file = { name: 'empty.jsonl', mimeType: 'text/plain', buffer: Buffer.from('nonsense') }
  await page.getByLabel('Or your own JSONL or CSV').setInputFiles(file)
  await expect.poll(() => status().textContent()).toContain('has no header that names its task')
  await chooseRedaction()
  await evaluateWith('no-such-model')
  await expect.poll(() => status().textContent(), { timeout: 30_000 }).toContain('Model no-such-model is not known')
  await evaluateWith('rules')
  await expect.poll(() => status().textContent(), { timeout: 60_000 }).toContain('rules answered 68 of 68 rows.')
})

test('every sample proposes a model that is there', async () => {
  await expect.poll(() => page.locator('#evaluate-source option').count()).toBe(6)
  const samples = await page.locator('#evaluate-source option').all()
  for (const sample of samples) {
    await page.getByLabel('Model', { exact: true }).fill('')
    await page.getByLabel('Sample').selectOption((await sample.getAttribute('value'))!)
    await page.getByLabel('Sample').dispatchEvent('change')
    await expect.poll(() => page.getByLabel('Model', { exact: true }).inputValue(), { timeout: 30_000 }).not.toBe('')
  }
})
