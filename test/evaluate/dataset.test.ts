import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readDataset } from '../../src/evaluate/dataset/read-dataset.js'
import { NlpError } from '../../src/shared/errors.js'

const jsonl = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n')
const header = (task: string, more = {}) => ({ dataset: 'sample', license: 'CC0-1.0', task, ...more })

/** The bytes in pieces of a given size, as a network would deliver them. */
const inChunks = (bytes: Uint8Array, size: number) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(Uint8Array.from(bytes.subarray(at, at + size)))
      controller.close()
    },
  })

describe('readDataset', () => {
  test.each([
    ['classify', 'labels', { text: 'fine', label: 'positive' }],
    ['classify', 'labels', { text: 'fine', label: [] }],
    ['language', 'labels', { text: 'bonjour', label: 'fr' }],
    ['redact', 'spans', { text: 'Ada', spans: [{ start: 0, end: 3, type: 'PERSON' }] }],
    ['label', 'spans', { text: 'none here', spans: [] }],
    ['embed', 'pairs', { pair: ['a', 'b'], score: 0.5 }],
    ['rerank', 'candidates', { query: 'q', candidates: [{ id: 1, text: 'x' }], relevant: { 1: 1 } }],
    ['generate', 'questions', { question: 'Why?', answers: ['so'] }],
    ['generate', 'texts', { text: 'Long.', references: ['Short.'] }],
  ])('reads rows of %s as %s', async (task, shape, row) => {
    const dataset = await readDataset(jsonl(header(task), row))
    expect([dataset.shape, dataset.rows.length, dataset.problems]).toEqual([shape, 1, []])
    expect(dataset.header).toMatchObject({ dataset: 'sample', license: 'CC0-1.0', task })
  })

  test('reads queries with their corpus, and reports a query whose document is missing', async () => {
    const dataset = await readDataset(
      jsonl(
        header('retrieve'),
        { id: 'd1', document: 'one' },
        { id: 'd1', query: 'which?', relevant: { d1: 2 } },
        { id: 'q2', query: 'lost?', relevant: { d9: 1 } },
      ),
    )
    expect(dataset.shape === 'queries' && dataset.corpus).toEqual([{ id: 'd1', text: 'one' }])
    expect(dataset.rows.map(({ id }) => id)).toEqual(['d1'])
    expect(dataset.problems).toEqual([{ line: 4, message: 'the document "d9" is not in the file' }])
  })

  test('reports each bad line with its number and reason, and keeps the good ones', async () => {
    const text = [
      JSON.stringify(header('classify')),
      '{"id":"a","text":"ok","label":"x"}',
      '',
      'not json',
      '[1]',
      '{"id":"a","text":"twice","label":"x"}',
      '{"id":"b","label":"x"}',
      '{"id":"c","text":"no label"}',
      '{"id":"d","text":"t","label":""}',
      '{"id":"e","text":"t","label":"y","slices":{"length":3}}',
      '{"id":"f","text":"last","label":"y","slices":{"source":"chat"}}',
    ].join('\r\n')
    const { rows, problems } = await readDataset(text)
    expect(rows.map(({ id }) => id)).toEqual(['a', 'f'])
    expect(problems).toEqual([
      { line: 4, message: 'not JSON' },
      { line: 5, message: 'not a JSON object' },
      { line: 6, message: 'the id "a" is already that of line 2' },
      { line: 7, message: '`text` must be a text, got nothing' },
      { line: 8, message: 'the task classify needs the column `label`, found id, text' },
      { line: 9, message: '`label` must be a text, or a list of texts, got an empty text' },
      { line: 10, message: 'length in `slices` must be a text, got 3' },
    ])
  })

  test.each([
    ['redact', { text: 'abc', spans: [{ start: 1, end: 1, type: 'A' }] }, 'span 0 must lie within 0 and 3, got 1 to 1'],
    ['redact', { text: 'abc', spans: [{ start: 0, end: 9, type: 'A' }] }, 'span 0 must lie within 0 and 3, got 0 to 9'],
    ['redact', { text: 'abc', spans: [null] }, 'got undefined to undefined'],
    ['redact', { text: 'abc', spans: [{ start: 0, end: 1 }] }, 'span 0 needs a `type`'],
    ['embed', { pair: ['a'], score: 1 }, '`pair` must be a list of two texts, got a list'],
    ['embed', { pair: ['a', 'b'], score: '1' }, '`score` must be a finite number, got a string'],
    ['embed', { pair: ['a', 'b'], score: null }, '`score` must be a finite number, got null'],
    ['retrieve', { query: 'q', relevant: { d: 0 } }, 'no document is `relevant`'],
    ['retrieve', { query: 'q', relevant: { d: -1 } }, 'the gain of document d must be 0 or more, got -1'],
    ['rerank', { query: 'q', candidates: [], relevant: { d: 1 } }, '`candidates` must be a list with entries'],
    ['generate', { question: 'q', answers: 'a' }, '`answers` must be a list of texts, got a string'],
    ['classify', { id: {}, text: 'a', label: 'b' }, '`id` must be a text or a number'],
  ])('a set of %s with nothing but a bad row is refused with the reason', async (task, row, reason) => {
    const error = await readDataset(jsonl(header(task), row)).catch((caught: unknown) => caught)
    expect(NlpError.is(error, 'invalid-data')).toBe(true)
    expect((error as Error).message).toContain(reason)
  })

  test('messages never quote a row', async () => {
    const error = await readDataset(jsonl({ text: 'secret', spans: 'secret' }), { task: 'redact' }).catch((e) => e)
    expect(error.message).not.toContain('secret')
  })

  test.each([
    ['', {}, 'has no header'],
    ['{"words":1}', {}, 'its columns fit none'],
    ['', { task: 'classify' as const }, 'it is empty'],
    [jsonl(header('embed')), { task: 'classify' as const }, 'is for the task embed and does not fit the task classify'],
    [jsonl(header('dream')), {}, '`task` must be one of embed, classify'],
    [jsonl({ dataset: 'x', task: 'embed' }), {}, '`license` must be a text, got nothing'],
  ])('%s with %o is refused', async (text, options, message) => {
    await expect(readDataset(text, options)).rejects.toThrow(message)
  })

  test.each([
    [{ text: 'fine', label: 'positive' }, 'classify'],
    [{ text: 'Ada', spans: [] }, 'redact'],
    [{ pair: ['a', 'b'], score: 1 }, 'embed'],
    [{ query: 'q', candidates: [{ id: 'a', text: 'x' }], relevant: { a: 1 } }, 'rerank'],
    [{ question: 'q', answers: [] }, 'generate'],
  ])('without a header, rows like %j are for %s', async (row, task) => {
    expect((await readDataset(JSON.stringify(row))).header).toMatchObject({ task, license: 'unknown' })
  })

  test('a file for one task serves another that needs the same columns', async () => {
    const text = jsonl(header('language'), { text: 'hallo', label: 'de' })
    expect((await readDataset(text, { task: 'classify' })).header.task).toBe('classify')
  })

  test('gives the same rows and digest for every chunk size, gzipped or not', async () => {
    const text = `\ufeff${jsonl(header('classify'), { id: '😀', text: 'naïve 👍🏽 café', label: 'ü' })}`
    const bytes = new TextEncoder().encode(text)
    const packed = gzipSync(bytes)
    const whole = await readDataset(text)
    expect(whole.rows).toEqual([{ id: '😀', text: 'naïve 👍🏽 café', label: 'ü', slices: {} }])
    for (let size = 1; size <= bytes.length; size += 7) {
      expect(await readDataset(inChunks(bytes, size))).toEqual(whole)
      expect(await readDataset(inChunks(packed, size))).toEqual(whole)
    }
  })

  test('a gzip file that breaks off and an xz file are refused', async () => {
    const packed = gzipSync(jsonl(header('classify'), { text: 'a', label: 'b' }))
    await expect(readDataset(inChunks(packed.subarray(0, packed.length - 9), 10))).rejects.toThrow('damaged')
    const xz = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)
    await expect(readDataset(inChunks(xz, 2))).rejects.toThrow('use gzip or plain JSONL')
  })

  test('stops at an abort with its reason', async () => {
    const reason = new Error('enough')
    await expect(readDataset('{}', { task: 'classify', signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('reads comma-separated values with quotes, line ends inside quotes and extra columns as slices', async () => {
    const text = 'text,label,source\n"Said ""no"", twice\nand left",negative,mail\nFine,positive,chat\n,neutral,\n'
    const { rows } = await readDataset(text, { task: 'classify', format: 'csv', name: 'sheet' })
    expect(rows).toEqual([
      { id: 'line-2', text: 'Said "no", twice\nand left', label: 'negative', slices: { source: 'mail' } },
      { id: 'line-4', text: 'Fine', label: 'positive', slices: { source: 'chat' } },
      { id: 'line-5', text: '', label: 'neutral', slices: { source: '' } },
    ])
  })

  test('reads pairs from comma-separated values and reports a score that is no number', async () => {
    const text = 'sentence1,sentence2,score\na,b,0.5\na,c,high\n"open,d,1'
    const { rows, problems } = await readDataset(text, { task: 'embed', format: 'csv' })
    expect(rows).toMatchObject([{ pair: ['a', 'b'], score: 0.5 }])
    expect(problems).toEqual([
      { line: 3, message: '`score` must be a finite number, got NaN' },
      { line: 4, message: 'a quote is opened and never closed' },
    ])
  })
})
