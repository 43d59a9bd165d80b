import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('classify?classify-kind=own')
const root = () => panel.page.locator('.journey-classify')
const best = () => root().locator('.scores .best .score-label').first().textContent()
const facts = () => root().locator('.facts').textContent()
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const text = (value: string) => panel.page.getByLabel('Text', { exact: true }).fill(value)
const batch = async () => panel.page.getByText('Many texts at once').click()
const verdict = () => root().locator('.classify-verdict').textContent()

test('a text that fits no label gets none, and a script that the model cannot read is said to be unread', async () => {
  await poll(best).toBe('billing')
  await text('Гражданам сообщается о начале работ на мосту.')
  await poll(best).toBe('none of these')
  expect(await facts()).toMatch(/the model could read\s*\d\d? %|the model could read\d\.\d %/)
  await text('The river froze in January, and the herons left.')
  await poll(facts).toContain('the model could read100.0 %')
  await poll(best).toBe('none of these')
})

test('the panel opens with the mood of the text, and a button leads to labels of one’s own', async () => {
  const [address] = panel.page.url().split('?')
  await panel.page.goto('about:blank')
  await panel.page.goto(address!)
  await poll(best).toBe('negative')
  const button = panel.page.getByRole('button', { name: 'Use labels of my own (17.3 MB, downloaded once)' })
  await button.press('Enter')
  await poll(best).toBe('billing')
  expect(await button.isVisible()).toBe(false)
  expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe('classify-labels')
})

test('the threshold is a number for labels of one’s own, and has names for a model that flags', async () => {
  await poll(best).toBe('billing')
  const points = () =>
    panel.page
      .locator('#classify-threshold option:not([hidden])')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
  expect(await points()).toEqual(['balanced', 'number'])
  await panel.page.getByLabel('When a label holds').selectOption('number')
  await panel.page.getByLabel('The least score').fill('0.99')
  await poll(best).toBe('none of these')
  await panel.page.getByLabel('The least score').fill('0.01')
  await poll(best).toBe('billing')
  await panel.page.getByLabel('What to look for').selectOption('toxicity')
  expect(await points()).toEqual(['balanced', 'high-precision', 'high-recall', 'number'])
  await panel.page.getByLabel('When a label holds').selectOption('high-recall')
  await poll(facts).toContain('high-recall')
  await panel.page.getByLabel('What to look for').selectOption('Labels of my own')
  await poll(facts).toContain('balanced')
})

test('a table with true labels shows how often the model is right and where not, and is downloaded with its labels', async () => {
  await batch()
  const content = `id;message;intent
1;"I was charged twice for the same order; nobody answers my mails.";billing
2;The app crashes every time I open the camera since the last update.;bug report
3;Thank you so much, the new version is a joy to use!;billing
`
  await panel.page
    .getByLabel('A CSV file')
    .setInputFiles({ name: 'm.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await poll(() => panel.page.getByLabel('Column of the text').inputValue()).toBe('1')
  expect(await panel.page.getByLabel('Column of the true label').inputValue()).toBe('2')
  await panel.page.getByRole('button', { name: 'Classify all rows' }).click()
  await poll(verdict).toMatch(/^2 of 3 rows are right: accuracy 67 %/)
  const matrix = root().getByRole('region', { name: 'Confusion matrix' })
  expect(await matrix.getByRole('row', { name: /^billing \d/ }).textContent()).toMatch(/^billing1/)
  expect(await matrix.locator('.confusion-wrong').allTextContents()).toEqual(['1'])
  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Download with labels' }).click()
  const saved = await readFile(await (await downloading).path(), 'utf8')
  expect(saved).toMatch(/^id,message,intent,given label,score\n1,[^\n]*my mails\.,billing,billing,0\.\d{4}\n/)
  await panel.page.getByLabel('Column of the true label').selectOption('there is none')
  await panel.page.getByRole('button', { name: 'Classify all rows' }).click()
  await poll(async () => String(await matrix.count())).toBe('0')
  expect(await root().locator('.classify-rows tbody tr').count()).toBe(3)
})

test('a table is learnt from, the examples that are read wrongly are named, and a correction is learnt too', async () => {
  await batch()
  await panel.page.getByRole('button', { name: 'Take a sample' }).click()
  await panel.page.getByRole('button', { name: 'Learn from these labels' }).click()
  await poll(() =>
    root()
      .getByText(/^Learnt 5 labels from 10 examples/)
      .textContent(),
  ).toContain('kept out in turn')
  await panel.page.getByRole('button', { name: 'Show where it errs' }).click()
  await poll(() =>
    root()
      .getByText(/of 10 examples were right/)
      .textContent(),
  ).toMatch(/^\d+ of 10/)
  const matrix = root().getByRole('region', { name: 'Confusion matrix' })
  expect(await matrix.locator('tbody tr').count()).toBe(5)
  const wrong = await root().locator('.classify-wrong li').allTextContents()
  const right = Number(
    (
      await root()
        .getByText(/of 10 examples were right/)
        .textContent()
    )?.split(' ')[0],
  )
  expect(wrong).toHaveLength(10 - right)

  await text('Where is the museum?')
  await root().getByRole('group', { name: 'Correct the answer' }).getByRole('button', { name: 'opening hours' }).click()
  await poll(() =>
    root()
      .getByText(/^Learnt 5 labels from 11 examples/)
      .textContent(),
  ).toContain('11')
  expect(await panel.page.getByLabel('Examples, one a line').inputValue()).toContain(
    'opening hours: Where is the museum?',
  )
  await poll(best).toBe('opening hours')
})

test('a file that is no table is said to be none', async () => {
  await batch()
  await panel.page
    .getByLabel('A CSV file')
    .setInputFiles({ name: 'e.csv', mimeType: 'text/csv', buffer: Buffer.from('text\n') })
  await root().getByText('e.csv holds no rows below its names.').waitFor()
  expect(await panel.page.getByRole('button', { name: 'Classify all rows' }).isVisible()).toBe(false)
})

test('a table that is opened while another is classified gets none of its labels', async () => {
  await batch()
  const rows = Array.from(
    { length: 4000 },
    (_, row) => `Order ${row} has not arrived, and nobody answers my mail ${row}`,
  )
  await panel.page
    .getByLabel('A CSV file')
    .setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(`text\n${rows.join('\n')}\n`) })
  const run = panel.page.getByRole('button', { name: 'Classify all rows' })
  await run.click()
  await poll(() => root().locator('[aria-label="Rows classified"]').getAttribute('value')).not.toBe('0')
  await panel.page.getByRole('button', { name: 'Take a sample' }).click()
  await expect.poll(() => run.isEnabled(), { timeout: 60_000 }).toBe(true)
  await panel.page.getByText('The sample: 10 rows.').waitFor()
  expect(await root().locator('.classify-rows').count()).toBe(0)
  expect(await panel.page.getByRole('button', { name: 'Download with labels' }).isVisible()).toBe(false)
})
