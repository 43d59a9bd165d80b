import { expect, test } from 'vitest'
import { openGate } from '../../../src/engines/server/gate.js'
import { plainPlaceholders } from '../../../src/engines/server/plain-placeholders.js'
import { createRedactor } from '../../../src/redact/index.js'

const redactor = createRedactor()
const signal = undefined

const SPELLINGS = [
  '[EMAIL_1]',
  '[email 1]',
  'EMAIL_1',
  'E\u200bMAIL_1',
  '[EMAIL\u200b_1]',
  '[em\u00adail 1]',
  '[E-MAIL_1]',
  '[E\u200d-MAIL_1]',
  '［EMAIL_1］',
  '[ＥＭＡＩＬ_1]',
  '[ЕMAIL_1]',
  '[EMAIL_１]',
  '[EMAIL_\u0661]',
  '[EMAIL＿1]',
  '[EMAIL\u20111]',
  '[EMAIL\u20131]',
  '&#91;EMAIL_1&#93;',
  '[EMAIL&#95;1]',
  '[EMAIL&lowbar;1]',
  '%5BEMAIL_1%5D',
  '[EMAIL%5F1]',
]

const escaped = (text: string) =>
  JSON.stringify({ text }).replace(
    /[^\x20-\x7e]|[[_]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

test.each(SPELLINGS)(
  'a stranger who writes %s into a document, a result or an answer names nobody',
  async (spelling) => {
    const ways: readonly { text: string; options: Parameters<ReturnType<typeof openGate>['hide']>[1] }[] = [
      { text: `Read ${spelling} now`, options: { signal } },
      { text: JSON.stringify({ [spelling]: spelling }), options: { signal, format: 'json' } },
      { text: escaped(`Read ${spelling} now`), options: { signal, format: 'json' } },
      { text: `I found ${spelling}.`, options: { signal, own: true } },
    ] as const
    for (const first of [true, false]) {
      for (const { text, options } of ways) {
        const gate = openGate(redactor)
        if (first) expect(await gate.hide('I am jo@example.com', { signal })).toBe('I am [EMAIL_1]')
        const sent = await gate.hide(text, options)
        const mail = /\[EMAIL_\d+\]/.exec(await gate.hide('I am jo@example.com', { signal }))?.[0] as string
        expect(sent.normalize('NFKC'), sent).not.toContain(mail)
        expect(gate.reveal(sent, options.format === 'json' ? 'json' : 'text')).not.toContain('jo@example.com')
        expect(gate.revealArguments(JSON.stringify({ to: sent }), undefined)).not.toContain('jo@example.com')
      }
    }
  },
)

test.each([
  ['a letter é and 1 [1] [EMAIL_1] — fine', 'text'],
  ['［図１］ \u200bKapitel 1, Straße 5, “x”', 'text'],
  ['{"a":"\\u0022 \\\\u200b \\ud83d\\udc4b \\n"}', 'json'],
  ['{"a":"\\u00e9"}', 'text'],
])('%j stays as it is', (text, format) => {
  expect(plainPlaceholders(text, format)).toBe(text)
})

test('escapes of JSON are read, and the value is the same', () => {
  const json = '{"a":"\\u005bEMAIL\\u200b_1] \\u00e9 \\\\u0041 \\u0022"}'
  expect(plainPlaceholders(json, 'json')).toBe('{"a":"[EMAIL_1] é \\\\u0041 \\u0022"}')
})

test.each(['［a', 'Е_1', '&#91;', '[A\u200b', '\\u005b', '%5'])('100 kB of %j are read in time', (unit) => {
  expect(plainPlaceholders(unit.repeat(100_000 / unit.length), 'json').length).toBeGreaterThan(10_000)
})
