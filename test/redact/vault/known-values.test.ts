import { describe, expect, test } from 'vitest'
import type { Recognizer } from '../../../src/redact/findings/recognizer.js'
import type { Format } from '../../../src/redact/formats/format.js'
import type { Operators } from '../../../src/redact/operators/operator.js'
import { RedactStream } from '../../../src/redact/redact-stream.js'
import { createRedactor } from '../../../src/redact/redactor.js'
import { restore } from '../../../src/redact/restore/restore.js'
import { KnownValues } from '../../../src/redact/vault/known-values.js'
import { Vault } from '../../../src/redact/vault/vault.js'
import { exportVault, importVault } from '../../../src/redact/vault/vault-archive.js'
import { streamThrough } from '../arbitrary-text.js'

const ORDINARY = new Set(['apple', 'hope', 'sunshine', 'reading'])

function known(values: readonly (readonly [type: string, value: string])[], text: string): string[] {
  const conversation = new KnownValues()
  for (const [type, value] of values) conversation.add(type, value)
  return conversation.find(text, (word) => ORDINARY.has(word)).map(({ start, end }) => text.slice(start, end))
}

/** A recognizer that finds nothing, so every hidden value comes from the vault. */
const blind: Recognizer = { name: 'blind', types: ['PERSON'], recognize: () => [] }

test.each([
  // The awkward ones first: other scripts, surrogate pairs, line ends, disguises.
  ['PERSON', '山田太郎', '昨日山田太郎さんが来た', ['山田太郎']],
  ['PERSON', '김민수', '김민수는 어제 왔다. 새김민수', ['김민수']],
  ['PERSON', 'สมชาย', 'คุณสมชายมาแล้ว', ['สมชาย']],
  ['PERSON', 'Анна Петрова', 'звонила АННА ПЕТРОВА', ['АННА ПЕТРОВА']],
  ['PERSON', 'محمد', 'قال محمد إنه', ['محمد']],
  ['PERSON', 'Bea', '😀Bea😀', ['Bea']],
  ['PERSON', 'Maria Lopez', 'Maria\n  Lopez', ['Maria\n  Lopez']],
  ['PERSON', 'Maria Lopez', 'said Maria\n\nLopez', ['Maria', 'Lopez']],
  ['PERSON', 'Lucía Fernández', 'soy lucia fernandez', ['lucia fernandez']],
  ['PERSON', 'Ｂｅａ', 'Bea', ['Bea']],
  ['PERSON', 'İpek', 'Sayın İpek geldi', ['İpek']],
  // Whole words only, and the longest value.
  ['PERSON', 'Bea', 'Bea, bea, BEA, Beas, beach, a_bea, x.bea@y', ['Bea', 'bea', 'BEA', 'bea', 'bea']],
  ['PERSON', 'O’Brien', "O'Brien and o'brien's", ["O'Brien", "o'brien"]],
  ['PERSON', 'Maria Lopez', 'MARIA LOPEZ, Maria, lopez', ['MARIA LOPEZ', 'Maria']],
  ['ORGANIZATION', 'Hope & Sons Ltd.', 'at hope & sons ltd.', ['hope & sons ltd.']],
  // Everyday words.
  ['PERSON', 'Will', 'Will you? I asked Will. It will.', ['Will']],
  ['PERSON', 'Will Hope', 'Will you hope? I will hope. Will Hope did, and so did Will.', ['Will Hope']],
  ['ORGANIZATION', 'Apple', 'an apple of Apple', ['Apple']],
  ['PERSON', 'Klein', 'zu klein, Klein', ['Klein']],
  ['PERSON', 'Li', 'si li e Li', ['Li']],
  ['USERNAME', 'hope', 'I hope', []],
  ['USERNAME', '@rosa_k', 'rosa_k and @rosa_k', ['@rosa_k']],
  ['SECRET', 'sunshine', 'sunshine, Sunshine', ['sunshine']],
  // Numbers.
  ['PHONE', '(415) 555-0100', 'on 415.555.0100 or +1 415 555 0100', ['415.555.0100', '+1 415 555 0100']],
  ['PHONE', '+49 (0)30 5550123', 'unter 030 555 01 23', ['030 555 01 23']],
  ['PHONE', '030 5550123', 'unter 040 5550123', []],
  ['PHONE', '612 345 678', 'Tel (612 345 678), (612-345-678)', ['612 345 678', '612-345-678']],
  ['BANK_ACCOUNT', '12345678', 'again 12345678, not 123456789', ['12345678']],
  ['SECRET', '4711', '4711 cats', ['4711']],
  ['CARD_CODE', '123', '123 cats', []],
  ['AGE', '34', '34', []],
  ['DATE', '2024', 'in 2024', []],
  ['DATE_OF_BIRTH', '12/03/1990', 'born 12/03/1990', ['12/03/1990']],
  ['TITLE', 'Mrs.', 'Mrs. Lee', []],
  ['NRP', 'Polish', 'Polish food', []],
  ['PERSON', 'Person', '[PERSON_1] is a Person', ['Person']],
] as const)('of %s %j, the text %j holds %j', (type, value, text, expected) => {
  expect(known([[type, value]], text)).toEqual(expected)
})

test('of values that begin alike the longest is taken', () => {
  const values = [
    ['PERSON', 'Ann'],
    ['PERSON', 'Ann Lee'],
    ['PERSON', 'Ann Lee Wong'],
  ] as const
  expect(known(values, 'Ann Lee Wong, Ann Lee Won, Ann Leeds')).toEqual(['Ann Lee Wong', 'Ann Lee', 'Ann'])
})

test('the work for a text does not grow with the number of values', () => {
  const looked = (count: number) => {
    const conversation = new KnownValues()
    for (let index = 0; index < count; index++) conversation.add('PERSON', `Anna Muster${index} ${'abc'[index % 3]}x`)
    let questions = 0
    conversation.find('Anna saw Anna Muster7 ax and Anna Muster8. '.repeat(50), () => {
      questions++
      return false
    })
    return questions
  }
  expect(looked(20_000)).toBe(looked(20))
})

describe('a conversation', () => {
  const redactor = createRedactor({ recognizers: [blind], locales: [], deny: [{ value: 'Bea', type: 'PERSON' }] })
  const later = createRedactor({ recognizers: [blind], locales: [] })

  test('hides in each later text what it has hidden once, whatever the recognizers say', async () => {
    const vault = new Vault()
    await redactor.redact('I am Bea.', { vault })
    const second = await later.redact('Bea here again, with Tom.', { vault })
    expect(second.text).toBe('[PERSON_1] here again, with Tom.')
    expect(second.entities).toMatchObject([{ type: 'PERSON', tier: 'known', recognizer: 'conversation' }])
    expect(restore(second.text, { vault })).toBe('Bea here again, with Tom.')
    expect(await later.detect('for Bea', { vault })).toHaveLength(1)
    expect(await later.detect('for Bea')).toEqual([])
  })

  test('hides it in every format', async () => {
    const vault = new Vault()
    await redactor.redact('Bea', { vault })
    const shown = async (text: string, format: 'json' | 'html' | 'csv' | 'markdown') =>
      (await later.redact(text, { vault, format })).text
    expect(await shown('{"note":"\\u0042ea said"}', 'json')).toMatch(/^\{"note":"\[PERSON_\w+\] said"\}$/)
    expect(await shown('<p>B<b>ea</b></p>', 'html')).not.toMatch(/B<b>ea/)
    expect(await shown('who,n\nBea,1\n', 'csv')).toBe('who,n\n[PERSON_1],1\n')
    expect(await shown('**Bea**', 'markdown')).toBe('**[PERSON_1]**')
  })

  test('remembers also what an operator has hidden for good, but no archive keeps it', async () => {
    const operators: Operators = { PERSON: { type: 'mask' } }
    const options = { recognizers: [blind], locales: [], operators }
    const vault = new Vault()
    await createRedactor({ ...options, deny: [{ value: 'Bea', type: 'PERSON' }] }).redact('Bea', { vault })
    expect((await createRedactor(options).redact('Bea?', { vault })).text).toBe('•••?')
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const copy = await importVault(await exportVault(vault, key), key)
    expect((await createRedactor(options).redact('Bea?', { vault: copy })).text).toBe('Bea?')
  })

  test('looks for the values of an imported vault', async () => {
    const vault = new Vault()
    await redactor.redact('Bea', { vault })
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const copy = await importVault(await exportVault(vault, key), key)
    expect((await later.redact('Bea?', { vault: copy })).text).toBe('[PERSON_1]?')
  })

  test.each<[text: string, format: Format | undefined, expected: string]>([
    ['password: hunter2\nThen hunter2 again.', undefined, 'password: [SECRET_1]\nThen [SECRET_1] again.'],
    ['I typed hunter2: the password is hunter2', undefined, 'I typed [SECRET_1]: the password is [SECRET_1]'],
    [
      '{"name":"Bea Lopez","notes":"Bea Lopez called. Bea waits"}',
      'json',
      '{"name":"[PERSON_1]","notes":"[PERSON_1] called. [PERSON_1_FIRST] waits"}',
    ],
    [
      '{"note":"Bea \\"Be\\" Lopez called","name":"Bea \\"Be\\" Lopez"}',
      'json',
      '{"note":"[PERSON_1] called","name":"[PERSON_1]"}',
    ],
    ['name,notes\nBea Lopez,"says ""Bea Lopez"""\n', 'csv', 'name,notes\n[PERSON_1],"says ""[PERSON_1]"""\n'],
  ])(
    'hides in the rest of a text what only a title or a word in front gave away: %j',
    async (text, format, expected) => {
      const redaction = await createRedactor().redact(text, { format })
      expect(redaction.text).toBe(expected)
      expect(restore(redaction.text, redaction, { format })).toBe(text)
      expect(redaction.entities.map(({ tier }) => tier).filter((tier) => tier !== 'known')).toHaveLength(1)
    },
  )

  test('forgets them when its vault is cleared', async () => {
    const vault = new Vault()
    await redactor.redact('Bea', { vault })
    vault.clear()
    expect((await later.redact('Bea?', { vault })).text).toBe('Bea?')
  })

  test('shows what the redactor is told to keep, and what it does not look for', async () => {
    const vault = new Vault()
    await redactor.redact('Bea', { vault })
    const keeps = createRedactor({ recognizers: [blind], locales: [], allow: ['Bea'] })
    expect((await keeps.redact('Bea?', { vault })).text).toBe('Bea?')
    const mails = createRedactor({ locales: [], types: ['EMAIL'] })
    expect((await mails.redact('Bea?', { vault })).text).toBe('Bea?')
    const shows = createRedactor({ recognizers: [blind], locales: [], operators: { PERSON: { type: 'keep' } } })
    expect((await shows.redact('Bea?', { vault })).text).toBe('Bea?')
  })

  test('knows everyday words by the same list as the recognizer of names', async () => {
    const vault = new Vault()
    const names = [{ value: 'Joyful', type: 'PERSON' }]
    await createRedactor({ recognizers: [blind], locales: [], deny: names }).redact('Joyful', { vault })
    await createRedactor({ recognizers: [blind], locales: [], deny: ['Abandoned'] }).redact('Abandoned', { vault })
    expect((await later.redact('joyful and abandoned', { vault })).text).toMatch(/^\[\w+\] and abandoned$/)
  })

  test('a stream looks for what its vault and its own beginning hold', async () => {
    const vault = new Vault()
    await redactor.redact('Bea', { vault })
    const stream = new RedactStream(later, { vault, windowLength: 512 })
    const text = 'Then Bea said so. '.repeat(100)
    expect(await streamThrough([text], stream)).toBe(text.replaceAll('Bea', '[PERSON_1]'))
  })
})
