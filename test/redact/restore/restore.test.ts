import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Restorer, restore, restoreWithReport } from '../../../src/redact/restore/restore.js'
import { RestoreStream } from '../../../src/redact/restore/restore-stream.js'
import { Vault } from '../../../src/redact/vault/vault.js'
import { NlpError } from '../../../src/shared/errors.js'
import { chunksOf, hostileText, streamThrough } from '../arbitrary-text.js'

function vaultOf(...values: readonly (readonly [type: string, value: string])[]): Vault {
  const vault = new Vault({ id: 'test' })
  for (const [type, value] of values) vault.placeholder('placeholder', type, value)
  return vault
}

const vault = vaultOf(['EMAIL', 'jo@ex.com'], ['EMAIL', '$& $1 $$'], ['PHONE', '[EMAIL_1]'], ['US_SSN', '078-05-1120'])

test.each([
  ['', ''],
  ['no placeholder', 'no placeholder'],
  ['[EMAIL_1]', 'jo@ex.com'],
  ['[EMAIL_1][EMAIL_1]', 'jo@ex.comjo@ex.com'],
  ['[EMAIL_2]', '$& $1 $$'],
  ['[PHONE_1]', '[EMAIL_1]'],
  ['[[EMAIL_1]]', '[jo@ex.com]'],
  ['[EMAIL_', '[EMAIL_'],
  ['[EMAIL_11]', '[EMAIL_11]'],
  ['[EMAIL_1', 'jo@ex.com'],
  ['[email_1]', 'jo@ex.com'],
  ['[Email 1]', 'jo@ex.com'],
  ['[EMAIL-1]', 'jo@ex.com'],
  ['[EMAIL1]', 'jo@ex.com'],
  ['[ EMAIL_1 ]', 'jo@ex.com'],
  ['[EMAIL_ 1] [EMAIL _1] [email - 1] [EMAIL__1]', 'jo@ex.com jo@ex.com jo@ex.com jo@ex.com'],
  ['[us_ ssn _ 1]', '078-05-1120'],
  ['[EMAIL_    1] [EMAIL____1] EMAIL_ 1', '[EMAIL_    1] [EMAIL____1] EMAIL_ 1'],
  ['\\[EMAIL\\_1\\]', 'jo@ex.com'],
  ['\\[EMAIL_1]', '\\jo@ex.com'],
  ['**[EMAIL_1]**', '**jo@ex.com**'],
  ['`[EMAIL_1]`', '`jo@ex.com`'],
  // The brackets of a Markdown link stay, those of a placeholder go.
  ['[EMAIL_1](mailto:[EMAIL_1])', '[jo@ex.com](mailto:jo@ex.com)'],
  ['[EMAIL_1]([EMAIL_1])', '[jo@ex.com]([jo@ex.com)'.replace('([', '(')],
  ['![EMAIL_1](https://x.y/z.png)', '![jo@ex.com](https://x.y/z.png)'],
  ['[email 1](/a), [EMAIL_1](#b)', '[jo@ex.com](/a), [jo@ex.com](#b)'],
  ['[[EMAIL_1]](mailto:x)', '[jo@ex.com](mailto:x)'],
  ['[EMAIL_1](home) [EMAIL_1] (/a)', 'jo@ex.com(home) jo@ex.com (/a)'],
  // In an address.
  ['https://x.y/?to=%5BEMAIL_1%5D&n=%5bUS_SSN_1%5d', 'https://x.y/?to=jo@ex.com&n=078-05-1120'],
  ['?n=%5BEMAIL_2%5D', '?n=%24%26%20%241%20%24%24'],
  [
    '100% %5 %5B %5BEMAIL_1 %5BEMAIL_1]',
    '100% %5 %5B %5Bjo@ex.com %5Bjo@ex.com]'.replaceAll('%5Bjo@ex.com', '%5BEMAIL_1'),
  ],
  // With an ending of the language within the brackets.
  ["[EMAIL_1's] box and [email_1s]", "jo@ex.com's box and jo@ex.coms"],
  ['[EMAIL_1’s](mailto:x)', '[jo@ex.com’s](mailto:x)'],
  // In the plural, and with signs that nobody sees.
  ['the EMAIL_1s and EMAIL_1sx', 'the jo@ex.coms and EMAIL_1sx'],
  ['E\u200bMAIL_1 [EMAIL\u200b_1] [\u2060EMAIL_1\ufeff] [E-MAIL_1]', 'jo@ex.com jo@ex.com jo@ex.com jo@ex.com'],
  ['【EMAIL_1】', 'jo@ex.com'],
  ['<EMAIL_1>', '<jo@ex.com>'],
  ['EMAIL_1.', 'jo@ex.com.'],
  ['EMAIL\\_1', 'jo@ex.com'],
  ['[us ssn 1] and US_SSN_1', '078-05-1120 and 078-05-1120'],
  ['email_1 = MY_EMAIL_1 + EMAIL_1x + EMAIL_12', 'email_1 = MY_EMAIL_1 + EMAIL_1x + EMAIL_12'],
  ['EMAIL_1_X EMAIL_1\\_X [EMAIL_1\\_X', 'EMAIL_1_X EMAIL_1\\_X [EMAIL_1\\_X'],
  ['email 1', 'email 1'],
])('%j becomes %j', (text, expected) => {
  expect(restore(text, { vault })).toBe(expected)
})

test('without tolerance only what was given out is restored', () => {
  expect(restore('[email_1] EMAIL_1 [EMAIL_1]', { vault }, { tolerant: false })).toBe('[email_1] EMAIL_1 jo@ex.com')
})

test('the report names what was altered, unknown and unused', () => {
  expect(restoreWithReport('[EMAIL_1] [email 2] [EMAIL_9] [IBAN_1]', { vault })).toEqual({
    text: 'jo@ex.com $& $1 $$ [EMAIL_9] [IBAN_1]',
    restored: 2,
    altered: ['[email 2]'],
    unknown: ['[EMAIL_9]', '[IBAN_1]'],
    unused: ['[PHONE_1]', '[US_SSN_1]'],
  })
})

test('an invented placeholder is unknown however it is written, a reference of the text is none', () => {
  const { unknown } = restoreWithReport(
    '[email 9] [Us-Ssn-2] \\[PHONE\\_3\\] [figure 1] [email me at 5] [1] [ EMAIL_8 ]',
    { vault },
  )
  expect(unknown).toEqual(['[email 9]', '[Us-Ssn-2]', '[PHONE\\_3\\]', '[ EMAIL_8 ]'])
})

describe('a name of a person', () => {
  const people = vaultOf(['PERSON', 'Maria Elena Lopez'], ['PERSON', 'Bo'])

  test.each([
    ['[PERSON_1_FIRST] [PERSON_1_LAST] [PERSON_1_FULL]', 'Maria Lopez Maria Elena Lopez'],
    ['PERSON_1_FIRST, [person 1 last], %5BPERSON_1_LAST%5D', 'Maria, Lopez, Lopez'],
    ['[PERSON_1 FIRST', 'Maria'],
    ['[PERSON_1 for] PERSON_1_FOO', 'Maria Elena Lopez for] PERSON_1_FOO'],
    ['the PERSON_2s', 'the Bos'],
  ])('%j becomes %j', (text, expected) => {
    expect(restore(text, { vault: people })).toBe(expected)
  })

  test('that nobody knows is reported, and fails in strict mode', () => {
    const text = '[PERSON_2_FIRST] [PERSON_1_MIDDLE] [EMAIL_1_FIRST] [person_2_last] %5BPERSON_9%5D'
    expect(restoreWithReport(text, { vault: people })).toMatchObject({
      text,
      unknown: ['[PERSON_2_FIRST]', '[PERSON_1_MIDDLE]', '[EMAIL_1_FIRST]', '[person_2_last]', '%5BPERSON_9%5D'],
    })
    expect(() => restore('[PERSON_2_FIRST]', { vault: people }, { strict: true })).toThrow(NlpError)
  })

  test('counts as a use of the person', () => {
    expect(restoreWithReport('[PERSON_1_FIRST]', { vault: people })).toMatchObject({
      restored: 1,
      altered: ['[PERSON_1_FIRST]'],
      unused: ['[PERSON_2]'],
    })
  })

  test('is escaped for its place', () => {
    const quoted = vaultOf(['PERSON', '"Q" Lee'])
    expect(restore('{"n":"[PERSON_1_FIRST]"}', { vault: quoted }, { format: 'json' })).toBe('{"n":"\\"Q\\""}')
  })
})

describe('strict', () => {
  test('an unknown placeholder fails with its name and no value', () => {
    const attempt = () => restore('[EMAIL_1] and [EMAIL_9]', { vault }, { strict: true })
    expect(attempt).toThrow(expect.objectContaining({ code: 'restore-failed', details: { placeholder: '[EMAIL_9]' } }))
  })

  test('a placeholder that the user wrote is not unknown', () => {
    const own = vaultOf(['EMAIL', 'jo@ex.com'])
    own.reserve('see [EMAIL_9]')
    expect(restore('[EMAIL_9] [email 9]', { vault: own }, { strict: true })).toBe('[EMAIL_9] [email 9]')
  })

  test('a stream ends with the error, and what it knew before has come out', async () => {
    const parts: string[] = []
    const source = new ReadableStream<string>({
      start(controller) {
        for (const chunk of ['to [EMA', 'IL_1], [EMAIL', '_9]', ' end']) controller.enqueue(chunk)
        controller.close()
      },
    })
    const done = source
      .pipeThrough(new RestoreStream({ vault }, { strict: true }))
      .pipeTo(new WritableStream({ write: (part) => void parts.push(part) }))
    await expect(done).rejects.toSatisfy((error) => NlpError.is(error, 'restore-failed'))
    expect(parts.join('')).not.toContain('end')
  })
})

test('a value is escaped for the place it returns to', () => {
  const quoted = vaultOf(['PERSON', 'Bo "<B>"\n'])
  expect(restore('{"name":"[PERSON_1]"}', { vault: quoted }, { format: 'json' })).toBe('{"name":"Bo \\"<B>\\"\\n"}')
  expect(restore('<p>[PERSON_1]</p>', { vault: quoted }, { format: 'html' })).toBe('<p>Bo &quot;&lt;B&gt;&quot;\n</p>')
})

test('the vault of another conversation restores nothing of its own accord and says so', () => {
  const other = new Vault({ id: 'other' })
  expect(restoreWithReport('[EMAIL_1]', { vault: other })).toMatchObject({ text: '[EMAIL_1]', unknown: ['[EMAIL_1]'] })
})

test.each([[undefined], [null], [7], [{}]])('%j is refused', (text) => {
  expect(() => restore(text as never, { vault })).toThrow(TypeError)
})

test('a stream holds back no more than what may become a placeholder', () => {
  const restorer = new Restorer(vault)
  expect(restorer.push('Dear [EM')).toBe('Dear ')
  expect(restorer.push('AIL_1] and [1')).toBe('jo@ex.com and [1')
  expect(restorer.push(' [')).toBe(' ')
  expect(restorer.push('x')).toBe('[x')
  expect(restorer.end()).toBe('')
})

test('however a text is cut, the restored text and the report are the same', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })
  const more = vaultOf(['EMAIL', 'jo@ex.com'], ['EMAIL', 'a@b.co'], ['PHONE', '[EMAIL_1]'], ['PERSON', 'Ann'])
  more.enter({ kind: 'surrogate', type: 'PERSON', value: 'Bo Li', replacement: 'Ann' })
  more.enter({ kind: 'surrogate', type: 'PERSON', value: 'Zoë', replacement: 'Bo Li' })
  more.placeholder('number', 'PHONE', '5551234', { format: 'json', raw: '5551234' })
  fc.assert(
    fc.property(hostileText, sizes, fc.boolean(), (text, chunkSizes, tolerant) => {
      const whole = restoreWithReport(text, { vault: more }, { tolerant })
      const restorer = new Restorer(more, { tolerant })
      const parts = chunksOf(text, chunkSizes).map((chunk) => restorer.push(chunk))
      const restored = parts.join('') + restorer.end()
      expect(JSON.stringify({ text: restored, ...restorer.report() })).toBe(JSON.stringify(whole))
    }),
    { numRuns: 60_000 },
  )
})

test('the stream is the same as the function, for every chunk size', async () => {
  const text = 'To [EMAIL_1] (EMAIL_2), [us ssn 1], \\[PHONE\\_1\\] and [1], [EMAIL_7].'
  for (let size = 1; size <= text.length; size++) {
    expect(await streamThrough(chunksOf(text, [size]), new RestoreStream({ vault }))).toBe(restore(text, { vault }))
  }
})

test('the stream reports once, at its end', async () => {
  const reports: number[] = []
  const onReport = ({ restored }: { readonly restored: number }) => reports.push(restored)
  await streamThrough(['[EMAIL_1', '] [EMAIL_2]'], new RestoreStream({ vault }, { onReport }))
  expect(reports).toEqual([2])
})

test.each(['[', '[EMAIL_', '\\', '[EMAIL_1', 'EMAIL_', '【 ', '"['])('100 kB of %j end in time', (unit) => {
  const text = unit.repeat(Math.ceil(100_000 / unit.length))
  expect(restore(text, { vault }).length).toBeGreaterThan(0)
})

test('5 MB are restored', () => {
  const text = 'word [EMAIL_1] '.repeat(350_000)
  expect(restoreWithReport(text, { vault }).restored).toBe(350_000)
})
