import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root, runProgram, tacet } from './package.js'

const BIN = join(root, 'bin/tacet.mjs')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tacet-rows-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Writes a file of the test's folder. */
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return name
}

const read = (name: string) => readFileSync(join(folder, name), 'utf8')

/** Runs a command in the test's folder. */
const run = (command: string, args: readonly string[], input = '') =>
  runProgram([BIN, command, ...args], { cwd: folder, input })

/** Only rules and one thread: the fastest run. */
const redact = (args: readonly string[], input?: string) =>
  run('redact', ['--model', 'none', '--threads', '1', ...args], input)

describe('redact', () => {
  test.each<[string, string, string, readonly string[], string]>([
    [
      'JSON keeps its spaces, its order and its long numbers',
      'long.jsonl',
      '{ "id": 12345678901234567890, "mail":"jo@example.com","n":null }\r\n\n{"id":1,"note":"no"}',
      [],
      '{ "id": 12345678901234567890, "mail":"[EMAIL_1]","n":null }\r\n\n{"id":1,"note":"no"}\n',
    ],
    [
      'only the named field of JSON is read, also within objects and lists',
      'nested.jsonl',
      '{"mail":"a@example.com","user":{"mails":["b@example.com","c@example.com"],"a.b":"d@example.com"}}\n',
      ['--field', 'user.mails', '--field', 'user.a.b'],
      '{"mail":"a@example.com","user":{"mails":["[EMAIL_1]","[EMAIL_2]"],"a.b":"[EMAIL_3]"}}\n',
    ],
    [
      'a field without a value is no fault',
      'null.jsonl',
      '{"mail":null}\n{"mail":[]}\n{"mail":{}}\n',
      ['--field', 'mail'],
      '{"mail":null}\n{"mail":[]}\n{"mail":{}}\n',
    ],
    [
      'a cell of CSV may hold quotes and ends of lines, and the ends of lines stay',
      'cells.csv',
      'id,note\r\n1,"He said ""hi"":\nmail jo@example.com"\r\n2,none\r\n',
      [],
      'id,note\r\n1,"He said ""hi"":\nmail [EMAIL_1]"\r\n2,none\r\n',
    ],
    [
      'only the named column of CSV is read',
      'column.csv',
      'a,b\njo@example.com,bo@example.com\n',
      ['--column', 'b'],
      'a,b\njo@example.com,[EMAIL_1]\n',
    ],
    [
      'the title of a column tells what its cells are',
      'title.tsv',
      'first name\tx\nIsolde\t1\n',
      [],
      'first name\tx\n[PERSON_1]\t1\n',
    ],
    [
      'a first line of data is hidden too',
      'headless.csv',
      'jo@example.com,1\nbo@example.com,2\n',
      [],
      '[EMAIL_1],1\n[EMAIL_1],2\n',
    ],
    [
      'each line of text has placeholders of its own',
      'notes.txt',
      'jo@example.com\n\nbo@example.com',
      [],
      '[EMAIL_1]\n\n[EMAIL_1]\n',
    ],
    [
      'a mark of the byte order is dropped',
      'mark.csv',
      '\uFEFFmail\njo@example.com\n',
      ['--column', 'mail'],
      'mail\n[EMAIL_1]\n',
    ],
    ['an empty file gives an empty file', 'empty.jsonl', '', [], ''],
  ])('%s', async (_name, path, content, args, output) => {
    const { code, out, errors } = await redact([file(path, content), '--quiet', ...args])
    expect({ code, out, errors }).toEqual({ code: 0, out: output, errors: '' })
  })

  test('standard input is text, and the report counts what was found and tells none of it', async () => {
    const { code, out, errors } = await redact(['--report', 'report.json'], 'jo@example.com, 2 July\nkeep [EMAIL_9]\n')
    expect({ code, out }).toEqual({ code: 0, out: '[EMAIL_1], 2 July\nkeep [EMAIL_9]\n' })
    expect(errors).toBe('2 rows\nfound: EMAIL 1\n')
    expect(JSON.parse(read('report.json'))).toEqual({
      rows: 2,
      leftOut: 0,
      truncated: 0,
      found: { EMAIL: 1 },
      command: 'redact',
      models: [],
    })
  })

  test('several files are one list with one header, packed or not', async () => {
    file('one.csv', 'mail\njo@example.com\n')
    file('two.csv.gz', gzipSync('mail\nbo@example.com\n'))
    expect(await redact(['one.csv', 'two.csv.gz', '--quiet'])).toMatchObject({
      code: 0,
      out: 'mail\n[EMAIL_1]\n[EMAIL_1]\n',
    })
    file('other.csv', 'name\nIsolde\n')
    const { code, errors } = await redact(['one.csv', 'other.csv', '--quiet'])
    expect(code).toBe(1)
    expect(errors).toContain('other.csv:1: the columns are not those of one.csv')
  })

  test('tokens of one key are the same in each row, and an operator may be for one type', async () => {
    file('key', 'sixteen bytes at least')
    const args = ['--operator', 'token', '--operator', 'PHONE=mask', '--key-file', 'key']
    const { out } = await redact([...args, '--quiet'], 'jo@example.com\njo@example.com +1 212 555 0142\n')
    const [first, second] = out.split('\n')
    expect(first).toMatch(/^\[EMAIL_t[\da-f]{20}\]$/)
    expect(second).toBe(`${first} •• ••• ••• ••••`)
  })

  test('names are found by the installed model, and the number of threads changes no byte', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, index) => `{"id":${index},"text":"Ada Lovelace met me, ada${index}@example.com"}`,
    )
    file('many.jsonl', rows.join('\n'))
    const outputs = ['1', '3'].map(async (threads) => {
      const out = `many-${threads}.jsonl`
      const { code, errors } = await run('redact', [
        'many.jsonl',
        '-o',
        out,
        '--threads',
        threads,
        '--report',
        `${out}.report`,
        '--quiet',
      ])
      expect({ code, errors }).toEqual({ code: 0, errors: '' })
      return [read(out), read(`${out}.report`)]
    })
    const [one, three] = await Promise.all(outputs)
    expect(three).toEqual(one)
    const expected = rows.map((_, index) => `{"id":${index},"text":"[PERSON_1] met me, [EMAIL_1]"}\n`)
    expect(one?.[0]).toBe(expected.join(''))
    expect(JSON.parse(one?.[1] ?? '')).toMatchObject({
      rows: 200,
      found: { EMAIL: 200, PERSON: 200 },
      models: [{ id: 'pii-tagger' }],
    })
  })
})

describe('classify and embed', () => {
  test('a label and its score are added to JSON, and rows without a label get null', async () => {
    file('reviews.jsonl', '{"body":"I love it" }\n{"body":"It broke at once, awful"}\n{"body":"ᚠᚢᚦ ᚨᚱᚲ"}\n')
    const { out, errors } = await run('classify', ['reviews.jsonl', '--field', 'body', '--threads', '1'])
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ label }) => label)).toEqual(['positive', 'negative', null])
    expect(rows.every(({ label_score }) => label_score > 0 && label_score <= 1)).toBe(true)
    expect(out).toMatch(/^\{"body":"I love it","label":"positive",/)
    expect(errors).toContain('(none) 1')
  })

  test('labels of your own are added to CSV as columns, also to rows that are too short', async () => {
    file('mails.csv', 'text,note,x\n"My card was charged, twice",a,b\nI was charged twice\n')
    const args = ['mails.csv', '--labels', 'billing, weather', '--into', 'topic', '--threads', '1', '--quiet']
    const { code, out } = await run('classify', args)
    expect(code).toBe(0)
    expect(out).toMatch(
      /^text,note,x,topic,topic_score\n"My card was charged, twice",a,b,billing,0\.\d+\nI was charged twice,,,billing,0\.\d+\n$/,
    )
  })

  test('vectors are those of the library, whatever the number of threads', async () => {
    const texts = Array.from({ length: 150 }, (_, index) => `ticket ${index}: the lamp is broken`)
    file('tickets.txt', texts.join('\n'))
    const outputs = ['1', '3'].map((threads) =>
      run('embed', ['tickets.txt', '--model', 'static', '--threads', threads, '--quiet']),
    )
    const [one, three] = await Promise.all(outputs)
    expect(three).toEqual(one)
    const rows =
      one?.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)) ?? []
    expect(rows.map(({ text }) => text)).toEqual(texts)
    await using embedder = await tacet.createEmbedder({ model: 'static' })
    const vectors = await embedder.embed(texts)
    expect(rows.map(({ vector }) => Float32Array.from(vector))).toEqual(
      vectors.map((vector) => Float32Array.from(vector)),
    )
  })
})

describe('rows that cannot be read', () => {
  const BAD = '{"text":"good"}\nnope\n{"text":"fine"}\n[1]\n{"other":1}\n'

  test('the first one ends the command and is named by its line, and the rows before it are written', async () => {
    file('bad.jsonl', BAD)
    const { code, out, errors } = await redact(['bad.jsonl', '--field', 'text', '--quiet'])
    expect({ code, out }).toEqual({ code: 1, out: '{"text":"good"}\n' })
    expect(errors).toMatch(/^bad\.jsonl:2: the line is not JSON\. With --skip-bad-rows/)
  })

  test('they are left out where the caller says so, and the exit code tells it', async () => {
    file('bad.jsonl', BAD)
    const { code, out, errors } = await redact(['bad.jsonl', '--field', 'text', '--skip-bad-rows'])
    expect({ code, out }).toEqual({ code: 3, out: '{"text":"good"}\n{"text":"fine"}\n' })
    expect(errors).toBe(
      'bad.jsonl:2: the line is not JSON; it is left out\n' +
        'bad.jsonl:4: the line is not an object of JSON; it is left out\n' +
        'bad.jsonl:5: the row has no field text; it is left out\n' +
        '5 rows, 3 of them left out\n',
    )
  })

  test.each<[string, string, string | Uint8Array, readonly string[], RegExp]>([
    [
      'a quote that never closes',
      'open.csv',
      'a,b\n1,2\n"3,4\n5,6\n',
      [],
      /open\.csv:3: a quote is opened and never closed/,
    ],
    [
      'bytes that are not UTF-8',
      'latin.txt',
      Uint8Array.of(65, 10, 0xe9, 10),
      [],
      /latin\.txt could not be read after line 0: it is not UTF-8\. .*iconv/,
    ],
    ['a packed file that is damaged', 'broken.txt.gz', Uint8Array.of(1, 2, 3), [], /broken\.txt\.gz could not be read/],
    ['a file without names of columns', 'nothing.csv', '', [], /nothing\.csv is empty/],
    ['a model that is not known', 'ok.txt', 'a\n', ['--model', 'nope'], /Model nope is not known/],
  ])('%s: exit code 1', async (_name, path, content, args, message) => {
    const { code, errors } = await redact([file(path, content), '--quiet', ...args])
    expect(code).toBe(1)
    expect(errors).toMatch(message)
  })
})

test.each<[string, readonly string[], RegExp]>([
  ['redact', ['--bogus'], /Unknown option/],
  ['redact', ['no-such.txt'], /There is no file no-such\.txt/],
  ['redact', ['usage.csv', '--column', 'emial'], /There is no column emial\. There are text, label/],
  ['redact', ['usage.csv', '--output', './usage.csv'], /--output must be another file/],
  ['redact', ['usage.csv', '--resume'], /--resume needs --output/],
  ['redact', ['usage.csv', '--operator', 'surrogate'], /--operator must be placeholder/],
  ['redact', ['usage.csv', '--operator', 'token'], /needs --key-file/],
  ['redact', ['usage.csv', '--model', 'none', '--types', 'EMIAL'], /holds EMIAL/],
  ['redact', ['usage.data'], /does not show the format/],
  ['redact', ['usage.csv', '--threads', '0'], /--threads must be a whole number/],
  ['redact', ['usage.csv', '--format', 'text', '--field', 'a'], /needs rows with fields/],
  ['classify', ['usage.csv'], /There is a column label already: name another one with --into/],
  ['embed', ['usage.csv', '--kind', 'poem'], /--kind must be document, query/],
])('%s %s is wrong use, with exit code 2', async (command, args, message) => {
  file('usage.csv', 'text,label\na,b\n')
  file('usage.data', '')
  const { code, out, errors } = await run(command, args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(errors).toMatch(message)
})

test('an output that cannot be opened ends the program with 1', async () => {
  const { code, errors } = await redact([file('one.txt', 'x\n'), '--output', 'no-such-folder/out.txt'])
  expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining('no-such-folder') })
})

test('a run that was killed goes on where it was, and gives the bytes of a run in one piece', async () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => `{"id":${index},"mail":"jo${index}@example.com"}\n`)
  const args = ['redact', '--model', 'none', '--format', 'jsonl', '--threads', '2', '--quiet', '-o', 'killed.jsonl']
  const program = spawn(process.execPath, [BIN, ...args], { cwd: folder })
  const ended = new Promise((resolve) => program.on('close', resolve))
  // The input stays open, so the program is surely in the middle of its work.
  program.stdin.write(rows(1000).join(''))
  await expect.poll(() => existsSync(join(folder, 'killed.jsonl.progress'))).toBe(true)
  program.kill('SIGKILL')
  await ended
  const kept = JSON.parse(read('killed.jsonl.progress')).rows
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(1000)
  // Some rows of the last moment may be missing.
  writeFileSync(join(folder, 'killed.jsonl'), '{"id":', { flag: 'a' })

  const other = await runProgram([BIN, ...args, '--resume', '--strictness', 'strict'], {
    cwd: folder,
    input: rows(1100).join(''),
  })
  expect(other).toMatchObject({ code: 2, errors: expect.stringContaining('other inputs or options') })

  const resumed = await runProgram([BIN, ...args, '--resume', '--report', 'killed.json'], {
    cwd: folder,
    input: rows(1100).join(''),
  })
  expect(resumed).toMatchObject({ code: 0, errors: '' })
  expect(read('killed.jsonl')).toBe(
    rows(1100)
      .map((row) => row.replace(/jo\d+@example\.com/, '[EMAIL_1]'))
      .join(''),
  )
  expect(JSON.parse(read('killed.json'))).toMatchObject({ rows: 1100, found: { EMAIL: 1100 } })
  expect(existsSync(join(folder, 'killed.jsonl.progress'))).toBe(false)

  const again = await runProgram([BIN, ...args, '--resume'], { cwd: folder })
  expect(again).toMatchObject({ code: 2, errors: expect.stringContaining('is complete') })
})
