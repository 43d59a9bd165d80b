import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { type ColumnChoices, tableCells, withColumns } from '../../demo/panels/redact-cells.js'
import { createRedactor, restore, Vault } from '../../src/redact/index.js'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const TABLE = `Name;Note;Mail
Ann Lee;"says ""hi"", twice";ann@example.com
Bo Lind;;bo@example.com
Ann Lee;call +1 415 555 2671;ann@example.com
`

async function redacted(text: string, choices: ColumnChoices) {
  const vault = new Vault()
  const answer = await createRedactor().redact(text, { format: 'csv', vault })
  return { vault, ...withColumns(text, answer, choices, vault) }
}

test.each<readonly [string, ColumnChoices, string]>([
  [
    'all of a column',
    new Map([[0, 'hide']]),
    'Name;Note;Mail\n[NAME_1];"says ""hi"", twice";[EMAIL_1]\n[NAME_2];;[EMAIL_2]\n[NAME_1];call [PHONE_1];[EMAIL_1]\n',
  ],
  [
    'a column in quotes, and nothing of another',
    new Map([
      [1, 'hide'],
      [2, 'leave'],
    ]),
    'Name;Note;Mail\n[PERSON_1];"[NOTE_1]";ann@example.com\n[PERSON_2];;bo@example.com\n[PERSON_1];[NOTE_2];ann@example.com\n',
  ],
])('%s is hidden, whatever was found in it', async (_, choices, expected) => {
  const { text, entities, vault } = await redacted(TABLE, choices)
  expect(text).toBe(expected)
  for (const { redactedStart, redactedEnd, replacement } of entities)
    expect(text.slice(redactedStart, redactedEnd)).toBe(replacement)
  expect(restore(text, { vault }, { format: 'csv' })).toBe(TABLE)
})

test('a first row that looks like data is a row like the others', () => {
  expect(tableCells('Ann,ann@example.com\nBo,bo@example.com').titles).toEqual(['Column 1', 'Column 2'])
  expect(tableCells('').titles).toEqual([])
})

const panel = demoPanel('redact')

test('a table shows what was found by column, hides a whole column by keyboard, and is saved as a table', async () => {
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) }
  await panel.page.getByLabel('Open a file').setInputFiles(file)
  const columns = panel.page.getByRole('region', { name: 'Columns' }).locator('tbody tr')
  await expect.poll(() => columns.last().textContent(), { timeout: 60_000 }).toMatch(/^Mail333 EMAIL/)
  const choice = panel.page.getByLabel('What is done with the column Note')
  await choice.focus()
  await panel.page.keyboard.press('ArrowDown')
  const result = panel.page.getByRole('region', { name: 'What the server sees, as a table' }).locator('tbody tr')
  await expect.poll(() => result.last().textContent()).toContain('[NOTE_2][EMAIL_1]')
  expect(await choice.evaluate((control) => control === document.activeElement)).toBe(true)
  await expect
    .poll(() => panel.page.getByRole('region', { name: 'Restored' }).textContent())
    .toContain('call +1 415 555 2671')

  const downloading = panel.page.waitForEvent('download')
  await panel.page.getByRole('button', { name: 'Save the table' }).click()
  const saved = await readFile(await (await downloading).path(), 'utf8')
  expect(saved).toMatch(/^Name;Note;Mail\n.*"\[NOTE_1\]";\[EMAIL_1\]\n/)
  expect(saved).not.toMatch(/twice|415/)
})
