import { expect, test, vi } from 'vitest'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 120_000 })

const demo = visitedDemo()
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const file = (name: string, content: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
})

test.each([
  ['letter.docx', 'PK\u0003\u0004 word/document.xml', /letter\.docx is not read: it is damaged/],
  ['letter.odt', 'PK\u0003\u0004 content.xml', /letter\.odt is a word processor’s document/],
  ['scan.pdf', '%PDF-1.7', /scan\.pdf is not read: it is damaged, or no PDF/],
  ['notes.txt', 'text\0with\0zeros', /notes\.txt holds bytes that are no text/],
])('%s is refused with what to do, and the text before stays', async (name, content, message) => {
  const page = await demo.visit(`${demo.url}#redact`)
  await page.getByLabel('Open a file').setInputFiles(file(name, content))
  await poll(() => page.locator('.journey-redact .failure:not([hidden])').first().textContent()).toMatch(message)
  expect(await page.getByLabel('Your text', { exact: true }).inputValue()).toContain('Maria Lopez')
})

test('reading files can be stopped, the next visit says that one was cut off, and a page of HTML is read without its code', async () => {
  const page = await demo.visit(`${demo.url}#search`)
  await poll(() => page.locator('.search-side').textContent()).toMatch(/[1-9]\d* passages/)
  const html = '<script>const hiddenCode = 1</script><h1>Beehives</h1><p>The hives belong to the gardeners.</p>'
  await page.getByLabel('Drop text').setInputFiles([file('bees.html', html)])
  await page.locator('#search-query').fill('hives belong gardeners')
  await poll(() => page.locator('.search-hits').first().textContent()).toContain('The hives belong to the gardeners.')
  expect(await page.locator('.search-rankings').textContent()).not.toContain('hiddenCode')

  const sentences = Array.from(
    { length: 6000 },
    (_, index) => `Sentence ${index} speaks of matter number ${index * 7}.`,
  )
  await page.getByLabel('Drop text').setInputFiles([file('long.txt', sentences.join('\n\n'))])
  await page.getByRole('button', { name: 'Stop reading' }).click()
  await poll(() => page.locator('.search-progress').textContent()).toContain('Stopped.')

  await page.getByLabel('Drop text').setInputFiles([file('longer.txt', sentences.join('\n\n'))])
  await page.getByRole('button', { name: 'Stop reading' }).waitFor()
  await page.close({ runBeforeUnload: false })
  const next = await demo.context.newPage()
  await next.goto(`${demo.url}#search`)
  await poll(() => next.locator('.journey-search .failure').textContent()).toContain('Reading longer.txt was cut off.')
})

test('files that are dropped while others are read wait for their turn, and both are read', async () => {
  const page = await demo.visit(`${demo.url}#search`)
  await poll(() => page.locator('.search-side').textContent()).toMatch(/[1-9]\d* passages/)
  const texts = (word: string) =>
    Array.from({ length: 60 }, (_, index) => `The ${word} number ${index} is kept in a box.`)
  const input = page.getByLabel('Drop text')
  await input.setInputFiles([file('first.txt', texts('lantern').join('\n\n'))])
  await page.getByRole('button', { name: 'Stop reading' }).waitFor()
  await input.setInputFiles([file('second.txt', texts('compass').join('\n\n'))])
  for (const word of ['compass', 'lantern']) {
    // The list is drawn again after each file that was read.
    await page.locator('#search-query').fill(`${word} number 59`)
    await poll(() => page.locator('.search-hits').first().textContent()).toContain(`${word} number 59`)
  }
})

test('rules read a long text outside the page’s thread', async () => {
  const page = await demo.visit(`${demo.url}#redact`)
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('rules and model')
  expect(
    page
      .workers()
      .map((worker) => worker.url())
      .join(),
  ).toContain('redact')
  await page.getByText('Settings', { exact: true }).click()
  await page.getByLabel('Also find names').uncheck()
  await page.getByLabel('Your text', { exact: true }).fill('Write to jo@example.com on Monday. '.repeat(6000))
  await poll(() => page.locator('.journey-redact [role=status]').first().textContent()).toContain('6000 values')
})
