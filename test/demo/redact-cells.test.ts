import { expect, test } from 'vitest'
import { type ColumnChoices, withColumns } from '../../demo/panels/redact-cells.js'
import { createRedactor, Vault } from '../../src/redact/index.js'

async function redacted(text: string, choices: ColumnChoices): Promise<string> {
  const vault = new Vault()
  const answer = await createRedactor().redact(text, { format: 'csv', vault })
  return withColumns(text, answer, choices, vault).text
}

test.each<readonly [string, string, ColumnChoices, string]>([
  ['a stray quote', '"Ann" Lee;met Bo;x\r\n', new Map([[1, 'hide']]), '[NOTE_1]\r\n'],
  [
    'a stray quote in a column that is left, with a value in another',
    '"Ann" Lee;call;ann@example.com\n',
    new Map([[0, 'leave']]),
    '"Ann" Lee;call;[EMAIL_1]\n',
  ],
  ['a delimiter in the hidden column', 'Ann;met Bo; again;x\n', new Map([[1, 'hide']]), 'Ann;[NOTE_1];[NOTE_2];x\n'],
  ['a delimiter in the last column', 'Ann;call;x;met Bo\n', new Map([[2, 'hide']]), 'Ann;call;[MAIL_1];[MAIL_2]\n'],
  [
    'a delimiter before the column that is left',
    'Ann;Lee;ann@example.com;x\n',
    new Map([[2, 'leave']]),
    'Ann;Lee;[EMAIL_1];x\n',
  ],
  [
    'a delimiter at the end of the row',
    'Ann;met Bo;x;\n',
    new Map([
      [1, 'hide'],
      [2, 'leave'],
    ]),
    'Ann;[NOTE_1];x;\n',
  ],
  ['a row that is too short', 'Ann\n', new Map([[1, 'hide']]), 'Ann\n'],
])('%s lets nothing of another column pass', async (_, row, choices, expected) => {
  const titles = 'Name;Note;Mail\n'
  expect(await redacted(titles + row, choices)).toBe(titles + expected)
})
