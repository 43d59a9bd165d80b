import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'
import { linesAt, pdfFile } from './pdf-file.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('redact')
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const field = () => panel.page.getByLabel('Your text', { exact: true })
const text = () => field().inputValue()
const seen = () => panel.page.getByRole('region', { name: 'What the server would see' }).textContent()
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
const open = (name: string, buffer: Buffer) => panel.page.getByLabel('Open a file').setInputFiles(file(name, buffer))

const longFile = (pages: number, lines: number) =>
  pdfFile(
    Array.from({ length: pages }, () => ({
      words: linesAt(
        50,
        800,
        Array.from({ length: lines }, () => 'Each page of this report tells of another day.'),
      ),
    })),
  )

test('500 pages tell how many are read', async () => {
  await field().waitFor()
  await panel.page.evaluate(() => {
    const told: string[] = []
    const status = document.querySelector('.journey-redact [role=status]')
    if (status !== null)
      new MutationObserver(() => told.push(status.textContent ?? '')).observe(status, { childList: true })
    Object.assign(globalThis, { told })
  })
  await open('long.pdf', longFile(500, 1))
  await poll(text).toContain('--- page 500 ---')
  const told = await panel.page.evaluate(() => (globalThis as unknown as { told: string[] }).told)
  expect(told).toContain('Reading long.pdf: page 50 of 500…')
})

test('a long file is stopped by keyboard, or by another file that takes its place', async () => {
  const long = longFile(1500, 50)
  await open('long.pdf', long)
  await panel.page.getByRole('button', { name: 'Stop reading' }).press('Enter')
  await panel.page.getByText('Reading long.pdf was stopped.').waitFor()
  expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe('redact-file')
  expect(await text()).toContain('Maria Lopez')

  await open('long.pdf', long)
  await open('short.pdf', pdfFile([{ words: linesAt(50, 800, ['Write to bo@example.com']) }]))
  await poll(seen).toBe('Write to [EMAIL_1]')
  await expect.poll(() => panel.page.workers().filter((worker) => worker.url().includes('pdf')).length).toBe(0)
})

test('a PDF is a document to ask about', async () => {
  await panel.page.getByRole('tab', { name: 'Ask' }).click()
  await panel.page.getByLabel('Ask about').selectOption('own')
  await panel.page
    .getByLabel('Drop text, Markdown')
    .setInputFiles(
      file(
        'rules.pdf',
        pdfFile([{ words: linesAt(50, 800, ['The pool opens in June.', 'A ticket costs four euros.']) }]),
      ),
    )
  await panel.page.getByText('Read rules.pdf. Ask a question.').waitFor({ timeout: 60_000 })
  await panel.page.locator('#ask-question').fill('When does the pool open?')
  await panel.page.locator('#ask-question').press('Enter')
  await poll(() => panel.page.getByLabel('Answer', { exact: true }).textContent()).toContain('The pool opens in June.')
})
