import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../cli/evaluate/command.js'
import { convert, toJsonl } from '../../cli/evaluate/convert/formats.js'
import { readDataset } from '../../src/evaluate/index.js'
import { printedLines } from './printed-lines.js'

interface Marked {
  readonly text: string
  readonly marked: readonly string[]
  readonly slices?: Readonly<Record<string, string>> | undefined
  readonly locales?: readonly string[] | undefined
  readonly types?: readonly string[] | undefined
}

/** Converted and read back as a dataset: rows with their spans as text. */
async function converted(format: string, file: string): Promise<Marked[]> {
  const dataset = await readDataset(toJsonl(convert(file, format, { name: 'set' })))
  expect(dataset.problems).toEqual([])
  if (dataset.shape !== 'spans') throw new Error(dataset.shape)
  return dataset.rows.map(({ id: _, text, spans, ...rest }) => ({
    text,
    marked: spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  }))
}

describe('a public set becomes a dataset under the names that a redactor uses', () => {
  test('presidio-research', async () => {
    const spans = [{ entity_type: 'STREET_ADDRESS', start_position: 10, end_position: 20 }]
    const file = JSON.stringify([{ full_text: 'I live at 1 Mill Ln.', spans, template_id: 7 }])
    expect(await converted('presidio', file)).toEqual([
      { text: 'I live at 1 Mill Ln.', marked: ['ADDRESS 1 Mill Ln.'], slices: { template: '7' } },
    ])
  })

  test('texts with spans, in a list or one a line, whatever a type is called', async () => {
    const rows = ['entity', 'type', 'entity_type', 'label'].map((key) => ({
      text: '😀 Ann',
      spans: [{ start: 3, end: 6, [key]: 'per' }],
    }))
    const expected = rows.map(() => ({ text: '😀 Ann', marked: ['PERSON Ann'], slices: {} }))
    expect(await converted('spans', JSON.stringify(rows))).toEqual(expected)
    expect(await converted('spans', rows.map((row) => JSON.stringify(row)).join('\n'))).toEqual(expected)
  })

  test('tokens with tags', async () => {
    const file = JSON.stringify({
      tokens: ['Ann', 'Lee', 'of', 'Rome'],
      tags: ['B-PER', 'I-PER', 'O', 'B-LOC'],
      src: 'news',
    })
    expect(await converted('tokens', file)).toEqual([
      { text: 'Ann Lee of Rome', marked: ['PERSON Ann Lee', 'LOCATION Rome'], slices: { source: 'news' } },
    ])
  })

  test('columns, with comments, document marks and a token that is a hash', async () => {
    const file = '-DOCSTART- O\n\n# newdoc id = 1\nAnn NN B-PER\nLee NN B-PER\n# O\n\n\nRome\tI-LOC\nItaly\tI-LOC\n'
    expect(await converted('conll', file)).toEqual([
      { text: 'Ann Lee #', marked: ['PERSON Ann', 'PERSON Lee'], slices: {} },
      { text: 'Rome Italy', marked: ['LOCATION Rome Italy'], slices: {} },
    ])
  })

  test('numbers of python-stdnum: each behind its name, in its country, nothing else looked for', async () => {
    const rows = [
      { validator: 'br.cpf', name: 'CPF (Cadastro de Pessoas Físicas)', number: '390.533.447-05', valid: true },
      { validator: 'br.cpf', name: 'CPF', number: '231.002.999-00', valid: false },
      { validator: 'isbn', name: 'ISBN', number: '9789024538270', valid: true },
    ]
    const asked = { slices: { of: 'people', validator: 'br.cpf' }, locales: ['br'], types: ['BR_CPF'] }
    expect(await converted('stdnum', JSON.stringify(rows))).toEqual([
      { text: 'CPF: 390.533.447-05', marked: ['BR_CPF 390.533.447-05'], ...asked },
      { text: 'CPF: 231.002.999-00', marked: [], ...asked },
    ])
  })

  test('secrets, of which some stand at an unknown place', async () => {
    const rows = [
      { rule: 'a', polarity: 'positive', text: 'key=s3cr3t', secret: { start: 4, end: 10 } },
      { rule: 'a', polarity: 'positive', text: 'key=s3cr3t' },
      { rule: 'a', polarity: 'negative', text: 'key=none' },
    ]
    expect((await converted('gitleaks', JSON.stringify(rows))).map(({ marked, slices }) => [marked, slices])).toEqual([
      [['SECRET s3cr3t'], { case: 'secret', rule: 'a' }],
      [['SECRET key=s3cr3t'], { case: 'secret, place unknown', rule: 'a' }],
      [[], { case: 'no secret', rule: 'a' }],
    ])
  })

  test('recognizer cases: positives in their own country, negatives in the default ones, empty ones not at all', async () => {
    const rows = [
      {
        text: 'NHS 943 476 5919',
        entity: 'UK_NHS',
        polarity: 'positive',
        locale: 'GB',
        spans: [{ start: 4, end: 16 }],
      },
      { text: 'a@b', entity: 'EMAIL_ADDRESS', polarity: 'negative', locale: 'generic', spans: [] },
      { text: '', entity: 'EMAIL_ADDRESS', polarity: 'negative', locale: 'generic', spans: [] },
      { text: '206-555-7115', entity: 'PHONE_NUMBER', polarity: 'positive', locale: 'generic', spans: null },
    ]
    expect(await converted('presidio-cases', JSON.stringify(rows))).toEqual([
      {
        text: 'NHS 943 476 5919',
        marked: ['GB_NHS 943 476 5919'],
        slices: { polarity: 'positive', entity: 'UK_NHS' },
        locales: ['gb'],
      },
      { text: 'a@b', marked: [], slices: { polarity: 'negative', entity: 'EMAIL_ADDRESS' } },
      {
        text: '206-555-7115',
        marked: ['PHONE 206-555-7115'],
        slices: { polarity: 'positive', entity: 'PHONE_NUMBER' },
        locales: ['us', 'il', 'jp', 'cn'],
      },
    ])
  })

  test('a type that a set tells apart is not folded into another', () => {
    const rows = [{ text: 'Rome', spans: [{ start: 0, end: 4, type: 'POSTAL_CODE' }] }]
    const { aliases } = convert(JSON.stringify(rows), 'spans', { name: 'set' }).header
    expect(aliases).not.toHaveProperty('POSTAL_CODE')
    expect(aliases['STREET_ADDRESS']).toBe('ADDRESS')
  })
})

describe('tacet evaluate convert', () => {
  let folder: string
  const printed = printedLines()
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tacet-convert-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('writes a file that tacet evaluate measures the rules on, each row with what it asks for', async () => {
    const cases = [
      { validator: 'br.cpf', name: 'CPF', number: '390.533.447-05', valid: true },
      { validator: 'br.cpf', name: 'CPF', number: '231.002.999-00', valid: false },
      { validator: 'es.dni', name: 'DNI', number: '54362315-K', valid: true },
    ]
    const [from, out] = [join(folder, 'identifiers.json'), join(folder, 'identifiers.jsonl')]
    await writeFile(from, JSON.stringify(cases))
    expect(await run(['convert', '--from', 'stdnum', from, '--out', out, '--license', 'CC0-1.0'])).toBe(0)
    expect(printed).toEqual(['3 rows, 2 spans'])
    expect(JSON.parse((await readFile(out, 'utf8')).split('\n')[0]!)).toMatchObject({
      license: 'CC0-1.0',
      dataset: 'identifiers',
    })
    const gates = ['--fail-below', 'rowsRight=1', '--fail-below', 'wholeRecall=1', '--fail-above', 'falseAlarmRows=0']
    expect(
      await run(['--data', out, '--model', 'rules', '--resamples', '20', '--by', 'rowsRight', '--no-cache', ...gates]),
    ).toBe(0)
    expect(printed.join('\n')).toMatch(/rowsRight +1\.0000/)
  })

  test.each([
    [['--from', 'presidio'], 2, 'one file is converted at a time'],
    [['FILE'], 2, '--from is missing'],
    [['--from', 'brat', 'FILE'], 2, '--from must be one of presidio, presidio-cases'],
    [['--from', 'presidio', 'FILE'], 1, 'The file does not have this form: entry 0 has no full_text'],
    [['--from', 'conll', 'FILE'], 1, 'The file does not have this form: a line holds one column'],
  ])('wrong use %j is told', async (args, code, message) => {
    const file = join(folder, 'other.json')
    await writeFile(file, '[{"text":"a"}]')
    expect(await run(['convert', ...args.map((argument) => (argument === 'FILE' ? file : argument))])).toBe(code)
    expect(printed.join('\n')).toContain(message)
  })
})
