import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'
import { linesAt, type PdfPage, pdfFile } from './pdf-file.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('redact')
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })
const text = () => panel.page.getByLabel('Your text', { exact: true }).inputValue()
const seen = () => panel.page.getByRole('region', { name: 'What the server would see' }).textContent()
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
const open = (name: string, buffer: Buffer) => panel.page.getByLabel('Open a file').setInputFiles(file(name, buffer))

const REPORT: readonly PdfPage[] = [
  {
    words: [
      { text: 'A report about one caller and what she wanted', x: 180, y: 800, size: 14 },
      ...linesAt(50, 760, [
        'The caller of Monday wrote from her own ad-',
        'dress, ann.lee@example.com, and left a num-',
        'ber.',
      ]),
      ...linesAt(330, 760, [
        'Her card is 4111 1111 1111 1111. She asks',
        'for an answer before the week is over, or',
        'she will look for another shop.',
      ]),
      { text: 'Copy for ann.lee@example.com', x: 20, y: 300, isUpright: true },
      { text: 'the name of the caller', x: 50, y: 200, isUnnamed: true },
    ],
  },
  { words: [] },
  {
    turned: 90,
    words: [{ text: 'Signed on paper', x: 100, y: 100, isUpright: true }],
    field: { value: '+1 415 555 2671', rect: '100 300 300 320' },
  },
]

test('a PDF is read by its columns and pages, with the fields of its forms, and is saved as text', async () => {
  await open('report.pdf', pdfFile(REPORT))
  await poll(text).toBe(
    [
      '--- page 1 ---\n\nA report about one caller and what she wanted',
      'The caller of Monday wrote from her own address, ann.lee@example.com, and left a number.',
      'Her card is 4111 1111 1111 1111. She asks for an answer before the week is over, or she will look for another shop.',
      'Copy for ann.lee@example.com',
      '--- page 2 ---',
      '--- page 3 ---\n\nSigned on paper',
      '+1 415 555 2671',
    ].join('\n\n'),
  )
  await poll(seen).toContain('left a number.\n\nHer card is [CREDIT_CARD_1].')
  const rows = panel.page.locator('.redact-findings tbody tr')
  await poll(async () => (await rows.allTextContents()).join('\n')).toMatch(
    /ann\.lee@example\.com × 2EMAIL.*1\n.*PHONE.*3$/s,
  )
  await panel.page.getByText('so this page writes no PDF').waitFor()
  await panel.page.getByText('perhaps only pictures, and were not read: 2.').waitFor()
  await panel.page.getByText('so letters are missing in the text: 1.').waitFor()

  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Save the file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('report.redacted.txt')
  const saved = await readFile(await download.path(), 'utf8')
  expect(saved).toMatch(/^--- page 1 ---.*\[EMAIL_1\].*--- page 3 ---.*\[PHONE_1\]$/s)
  expect(saved).not.toMatch(/ann\.lee|4111|415/)
})

test('a scan, a file without names for its letters, one with a password and a damaged one are refused with what to do, and the text before stays', async () => {
  const refused: readonly (readonly [string, Buffer, RegExp])[] = [
    [
      'scan.pdf',
      pdfFile([{ words: [] }]),
      /scan\.pdf is not read: .*hold no text\. Let a text recognition read it first\./,
    ],
    [
      'shapes.pdf',
      pdfFile([{ words: [{ text: 'Maria Lopez of Springfield', x: 50, y: 700, isUnnamed: true }] }]),
      /shapes\.pdf is not read: it draws letters without saying which letters they are\. Let a text recognition/,
    ],
    [
      'locked.pdf',
      pdfFile(REPORT, { hasPassword: true }),
      /locked\.pdf is not read: it is protected by a password\. Save a/,
    ],
    ['broken.pdf', Buffer.from('%PDF-1.7\nnothing'), /broken\.pdf is not read: it is damaged, or no PDF\./],
  ]
  for (const [name, buffer, reason] of refused) {
    await open(name, buffer)
    await poll(() => panel.page.locator('.journey-redact .failure:not([hidden])').first().textContent()).toMatch(reason)
  }
  expect(await text()).toContain('Maria Lopez')
})
