import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { readZip, writeZip } from '../../demo/parts/zip.js'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('redact')
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const text = () => panel.page.getByLabel('Your text', { exact: true }).inputValue()
const seen = () => panel.page.getByRole('region', { name: 'What the server would see' }).textContent()

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paragraph = (...runs: string[]) => `<w:p>${runs.map((run) => `<w:r><w:t>${run}</w:t></w:r>`).join('')}</w:p>`
const cell = (words: string) => `<w:tc>${paragraph(words)}</w:tc>`

/** A letter whose address lies in three runs, with the other parts of a Word file. */
const LETTER: Readonly<Record<string, string>> = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="t" Target="docProps/thumbnail.jpeg"/></Relationships>',
  'word/document.xml': `<w:document ${WORD}><w:body>${paragraph('Write to ann.lee', '@exam', 'ple.com soon.')}<w:p><w:ins w:author="Ann Lee"><w:r><w:t>Card </w:t><w:tab/><w:t>4111 1111 1111 1111</w:t></w:r></w:ins><w:del w:author="Ann Lee"><w:r><w:delText>old secret</w:delText></w:r></w:del></w:p><w:tbl><w:tr>${cell('Phone')}${cell('+1 415 555 2671')}</w:tr></w:tbl></w:body></w:document>`,
  'word/header1.xml': `<w:hdr ${WORD}>${paragraph('To ann.lee@example.com')}</w:hdr>`,
  'word/_rels/document.xml.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="t" Target="mailto:ann.lee@example.com" TargetMode="External"/></Relationships>',
  'docProps/core.xml': '<p xmlns:dc="d"><dc:creator>Ann Lee</dc:creator></p>',
  'customXml/item1.xml': '<data><mail>ann.lee@example.com</mail></data>',
  'docProps/thumbnail.jpeg': 'a picture of ann.lee@example.com',
}

async function fileOf(parts: Readonly<Record<string, string>>, name = 'letter.docx') {
  const entries = Object.entries(parts).map(([part, content]) => ({
    name: part,
    content: new TextEncoder().encode(content),
  }))
  const buffer = Buffer.from(await (await writeZip(entries)).arrayBuffer())
  return { name, mimeType: 'application/octet-stream', buffer }
}

async function partsOf(path: string): Promise<Map<string, string>> {
  const entries = await readZip(new Uint8Array(await readFile(path)))
  return new Map(entries.map(({ name, content }) => [name, new TextDecoder().decode(content)]))
}

test('a Word document is read in its order, and is saved as one without personal data in any of its parts', async () => {
  await panel.page.getByLabel('Open a file').setInputFiles(await fileOf(LETTER))
  await poll(text).toBe(
    'To ann.lee@example.com\n\nWrite to ann.lee@example.com soon.\nCard \t4111 1111 1111 1111\nPhone\t+1 415 555 2671',
  )
  await poll(seen).toMatch(
    /^To \[EMAIL_1\]\n\nWrite to \[EMAIL_1\] soon.\nCard \t\[CREDIT_CARD_1\]\nPhone\t\[PHONE_1\]/,
  )
  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Save the file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('letter.redacted.docx')
  const parts = await partsOf(await download.path())
  expect(parts.get('word/document.xml')).toContain('Write to [EMAIL_1]')
  expect(parts.get('word/document.xml')).toContain(' soon.')
  expect(parts.get('word/header1.xml')).toContain('To [EMAIL_1]')
  expect([...parts.keys()]).not.toContain('docProps/thumbnail.jpeg')
  expect(parts.get('_rels/.rels')).not.toContain('thumbnail')
  for (const [name, content] of parts) expect(content, name).not.toMatch(/ann|lee|exam|4111|415|old secret/i)

  // The saved file can be opened again.
  const saved = {
    name: 'again.docx',
    mimeType: 'application/octet-stream',
    buffer: await readFile(await download.path()),
  }
  await panel.page.getByLabel('Open a file').setInputFiles(saved)
  await poll(text).toMatch(/^To \[EMAIL_1\]\n\nWrite to \[EMAIL_1\] soon\./)
})

test('a text that was changed after the file was opened is saved as text', async () => {
  await panel.page.getByLabel('Open a file').setInputFiles(await fileOf(LETTER))
  await poll(text).toContain('Phone')
  await panel.page.getByLabel('Your text', { exact: true }).fill('Now ask bo@example.com')
  await poll(seen).toBe('Now ask [EMAIL_1]')
  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Save the file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('letter.docx.redacted.txt')
  expect(await readFile(await download.path(), 'utf8')).toBe('Now ask [EMAIL_1]')
})

test('many files are redacted one after the other, those that cannot be read are named, and all are saved in one archive', async () => {
  await panel.page.getByText('Many files at once').click()
  const note = { name: 'note.md', mimeType: 'text/plain', buffer: Buffer.from('# Ask\n\nbo@example.com\n') }
  const { 'word/document.xml': _, ...noWord } = LETTER
  await panel.page
    .getByLabel('Text, Markdown, HTML, CSV, JSON, Word or PDF files')
    .setInputFiles([await fileOf(LETTER), note, await fileOf(noWord, 'sheet.docx')])
  await panel.page.getByText('2 of 3 files are redacted.').waitFor({ timeout: 60_000 })
  const rows = await panel.page.getByRole('region', { name: 'Redacted files' }).locator('tbody tr').allTextContents()
  expect(rows[0]).toMatch(/^letter\.docx4.*2 EMAIL/)
  expect(rows[1]).toMatch(/^note\.md11 EMAILnote\.redacted\.md/)
  expect(rows[2]).toContain('sheet.docx is not read: it is not a Word document.')
  expect(await text()).toContain('Maria Lopez')
  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Save all in one archive' }).click()
  const parts = await partsOf(await (await downloading).path())
  expect([...parts.keys()]).toEqual(['letter.redacted.docx', 'note.redacted.md'])
  expect(parts.get('note.redacted.md')).toBe('# Ask\n\n[EMAIL_1]\n')
})

test('files that are chosen while others are read take their place, in the list and in the archive', async () => {
  await panel.page.getByText('Many files at once').click()
  const note = (name: string, lines: number) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from('Ask bo@example.com or +1 415 555 2671.\n'.repeat(lines)),
  })
  const chooser = panel.page.getByLabel('Text, Markdown, HTML, CSV, JSON, Word or PDF files')
  await chooser.setInputFiles([note('long.txt', 4000), note('longer.txt', 4000)])
  await panel.page.getByText('Reading long.txt, 1 of 2').waitFor()
  await chooser.setInputFiles([note('a.txt', 1), note('b.txt', 1)])
  await panel.page.getByText('2 of 2 files are redacted.').waitFor({ timeout: 60_000 })
  const rows = await panel.page.getByRole('region', { name: 'Redacted files' }).locator('tbody tr').allTextContents()
  expect(rows.map((row) => row.slice(0, 5))).toEqual(['a.txt', 'b.txt'])
  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Save all in one archive' }).click()
  const parts = await partsOf(await (await downloading).path())
  expect([...parts.keys()]).toEqual(['a.redacted.txt', 'b.redacted.txt'])
})

test('a file of an archive that is larger than the archive states is refused', async () => {
  const bytes = new Uint8Array((await fileOf({ 'word/document.xml': 'x'.repeat(100_000) })).buffer)
  const view = new DataView(bytes.buffer)
  const directory = view.getUint32(bytes.length - 22 + 16, true)
  await expect(readZip(bytes)).resolves.toHaveLength(1)
  view.setUint32(directory + 24, 1000, true)
  await expect(readZip(bytes)).rejects.toThrow('it is damaged')
})

test.each([
  ['of another kind', Buffer.from('PK\u0003\u0004 no archive'), /it is damaged, or not of the format/],
  ['cut off in the middle', undefined, /is not read: it is damaged/],
])('a Word document %s is refused, and the text before stays', async (_, content, reason) => {
  const whole = await fileOf(LETTER)
  const buffer = content ?? Buffer.concat([whole.buffer.subarray(0, 60), whole.buffer.subarray(200)])
  await panel.page.getByLabel('Open a file').setInputFiles({ ...whole, buffer })
  await poll(() => panel.page.locator('.journey-redact .failure:not([hidden])').first().textContent()).toMatch(reason)
  expect(await text()).toContain('Maria Lopez')
})
