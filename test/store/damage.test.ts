import { describe, expect, test } from 'vitest'
import { NlpError } from '../../src/shared/errors.js'
import type { Area, Key } from '../../src/store/shared/storage.js'
import { MemoryStorage } from '../../workers/store/memory.js'
import { readByIds } from '../../workers/store/read-by-ids.js'
import { readFrom, readRecords } from '../../workers/store/records.js'
import { RowsLost } from '../../workers/store/rows-moved.js'
import { search } from '../../workers/store/searcher.js'
import { openCollection, putRequest, record } from './store-model.js'

const SEGMENT = 130
const ROWS = 300
const nothing = { put: [], remove: [] }
const base = { limit: 1000, weight: 0.5, fusion: 'weighted', diversity: 0, prefix: false } as const
type Opened = Awaited<ReturnType<typeof openCollection>>

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
const idsOf = (numbers: readonly number[]) => numbers.map((id) => `record ${id}`)

/** Two segments and a tail of two batches; records 7 and 150 are deleted. */
async function filled(): Promise<MemoryStorage> {
  const disk = new MemoryStorage()
  const { writer } = await openCollection(disk, { segmentRows: SEGMENT })
  await writer.put(putRequest(range(0, 280).map((id) => record(id, 0))), () => {})
  await writer.put(putRequest(range(280, ROWS).map((id) => record(id, 0))), () => {})
  await writer.delete(idsOf([7, 150, 290]), nothing)
  return disk
}

const LIVE = ROWS - 3

// biome-ignore lint/suspicious/noExplicitAny: what is stored is damaged here on purpose
type Stored = any

async function change(disk: MemoryStorage, area: Area, key: Key, edit: (stored: Stored) => unknown): Promise<void> {
  const stored = structuredClone(await disk.read([area], (reader) => reader.get(area, key)))
  const value = edit(stored)
  await disk.commit([value === undefined ? { type: 'delete', area, key } : { type: 'put', area, key, value }])
}

/** Repeats a call that finds damaged rows, like the service. */
async function whole<T>(task: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof RowsLost)) throw error
    }
  }
}

/** The results of each way of looking. */
async function look({ collection }: Opened) {
  const named = async (request: Partial<Parameters<typeof search>[1]>) =>
    whole(async () => {
      const hits = await search(collection, { ...base, ...request })
      const rows = hits.map(({ row }) => row)
      return (await readRecords(collection, rows)).map((found) => found?.id ?? '').sort()
    })
  const iterated: string[] = []
  for (let cursor: number | undefined = 0; cursor !== undefined; ) {
    const from: number = cursor
    const { batch, next } = await whole(() => readFrom(collection, from, 50))
    iterated.push(...batch.records.map(({ id }) => id))
    cursor = next
  }
  const got = await whole(() => readByIds(collection, idsOf(range(0, ROWS))))
  return {
    got: got.records.map(({ id }) => id).sort(),
    iterated: iterated.sort(),
    near: await named({ vector: record(1, 0).vector }),
    words: await named({ words: 'version0' }),
    filtered: await named({ vector: record(1, 0).vector, filter: { version: 0 } }),
    count: collection.count,
  }
}

/** All of them at once, each finding the same. */
async function lookedAt(opened: Opened): Promise<string[]> {
  const { count, ...ways } = await look(opened)
  for (const ids of Object.values(ways)) expect(ids).toEqual(ways.got)
  expect(count).toBe(ways.got.length)
  return ways.got
}

const codes = (problems: readonly unknown[]) => problems.map((problem) => NlpError.is(problem, 'storage-corrupt'))

test('nothing is said of a store that is whole', async () => {
  const problems: unknown[] = []
  const found = await lookedAt(await openCollection(await filled(), { segmentRows: SEGMENT, problems }))
  expect([found.length, problems]).toEqual([LIVE, []])
})

describe('damage to what can be had from the records is reported and costs none', () => {
  test.each<[string, Area, Key, (stored: Stored) => unknown]>([
    ['ids removed', 'ids', 0, () => undefined],
    ['ids of another type', 'ids', 0, () => 7],
    ['ids cut short', 'ids', 0, (ids) => ids.slice(1)],
    ['one id changed', 'ids', 0, (ids) => ['record 1000', ...ids.slice(1)]],
    ['words removed', 'words', 0, () => undefined],
    ['words of another type', 'words', 0, () => ({ terms: 3 })],
    [
      'a posting changed',
      'words',
      0,
      (words) => ({ ...words, postings: words.postings.map((at: number) => at ^ 512) }),
    ],
    ['a column removed', 'columns', '0/version', () => undefined],
    ['a column of another type', 'columns', '0/version', () => 'x'],
    ['a value of a column changed', 'columns', '0/version', (column) => ({ ...column, dictionary: [1] })],
    ['the checksums removed', 'columns', '0#sums', () => undefined],
    ['the checksums changed', 'columns', '0#sums', (sums) => ({ ...sums, ids: 1 })],
  ])('%s', async (_what, area, key, edit) => {
    const disk = await filled()
    await change(disk, area, key, edit)
    const problems: unknown[] = []
    const opened = await openCollection(disk, { segmentRows: SEGMENT, problems })
    expect(await lookedAt(opened)).toHaveLength(LIVE)
    expect(codes(problems)).toEqual([true])
    await opened.writer.put(putRequest(range(0, 5).map((id) => record(id, 0))), () => {})
    expect(await lookedAt(opened)).toHaveLength(LIVE)
  })
})

describe('damaged records are left out and reported, the rest is found in each way, and they can be put again', () => {
  test.each<[string, number, Area, Key, (stored: Stored) => unknown]>([
    ['a page removed', 63, 'pages', 0, () => undefined],
    ['a page of another type', 63, 'pages', 0, () => 'x'],
    ['a record of another type', 63, 'pages', 0, (page) => [null, ...page.slice(1)]],
    [
      'a record changed',
      63,
      'pages',
      0,
      (page) => [{ ...page[0], fields: { ...page[0].fields, group: 9 } }, ...page.slice(1)],
    ],
    ['two records swapped', 63, 'pages', 0, ([first, second, ...rest]) => [second, first, ...rest]],
    ['the last page of a segment', 2, 'pages', 2, () => undefined],
    ['deleted rows removed', SEGMENT - 1, 'deleted', 0, () => undefined],
    ['deleted rows of another type', SEGMENT - 1, 'deleted', 0, () => [7]],
    ['a deleted row that comes back', SEGMENT - 1, 'deleted', 0, () => new Uint32Array(128)],
    ['another row deleted', SEGMENT - 1, 'deleted', 0, (bitmap) => bitmap.map((word: number) => word << 1)],
    ['deleted rows of the tail removed', 39, 'deleted', 2, () => undefined],
    ['codes changed', SEGMENT - 1, 'codes', 0, () => new ArrayBuffer(3)],
    ['a batch of the tail removed', 20, 'tail', 2, () => undefined],
    ['a batch of the tail of another type', 20, 'tail', 2, () => 'x'],
    ['a batch of the tail with null', 20, 'tail', 2, (batch) => ({ ...batch, records: [null] })],
    ['a batch of the tail without vectors', 20, 'tail', 2, ({ records, first }) => ({ records, first })],
    [
      'a vector of the tail changed',
      20,
      'tail',
      2,
      (batch) => ({ ...batch, vectors: batch.vectors.map((at: number) => at + 1) }),
    ],
    [
      'a record of the tail changed',
      20,
      'tail',
      2,
      (batch) => ({ ...batch, records: [{ id: 'x', fields: {} }, ...batch.records.slice(1)] }),
    ],
    ['a batch of the tail elsewhere', 20, 'tail', 2, (batch) => ({ ...batch, first: 3 })],
  ])('%s', async (_what, lost, area, key, edit) => {
    const disk = await filled()
    const keys = area === 'tail' ? await disk.read(['tail'], (reader) => reader.keys('tail')) : []
    await change(disk, area, area === 'tail' ? keys[0]! : key, edit)
    const problems: unknown[] = []
    const opened = await openCollection(disk, { segmentRows: SEGMENT, problems })
    const found = await lookedAt(opened)
    expect(found).toHaveLength(LIVE - lost)
    expect(found).not.toContain('record 7')
    expect(codes(problems)).toEqual([true])
    const missing = range(0, ROWS).filter((id) => ![7, 150, 290].includes(id) && !found.includes(`record ${id}`))
    await opened.writer.put(putRequest(missing.map((id) => record(id, 0))), () => {})
    expect(await lookedAt(opened)).toHaveLength(LIVE)
    await opened.writer.compact()
    await opened.writer.put(putRequest(range(1000, 1200).map((id) => record(id, 0))), () => {})
    expect(opened.collection.count).toBe(LIVE + 200)
  })
})

test('damaged vectors fail a call for these records alone, by name; iterating leaves them out, searches find them', async () => {
  for (const exact of [true, false]) {
    const disk = await filled()
    await change(disk, 'vectors', 0, () => new ArrayBuffer(8))
    const problems: unknown[] = []
    const opened = await openCollection(disk, { segmentRows: SEGMENT, exact, problems })
    const { collection, writer } = opened
    expect((await readByIds(collection, idsOf([140, 299]))).records).toHaveLength(2)
    const both = readByIds(collection, idsOf([140, 3, 299, 4]))
    await expect(both).rejects.toMatchObject({ code: 'storage-corrupt', details: { rows: 2 } })
    await expect(both).rejects.toThrow('record 3, record 4')
    expect((await readFrom(collection, 0, 50)).batch.records).toEqual([])
    // Embedding again needs only the texts, and repairs the damage.
    expect((await readFrom(collection, 0, 50, { vectors: false })).batch.records).toHaveLength(49)
    const hits = await search(collection, { ...base, vector: record(3, 0).vector })
    expect(hits).toHaveLength(LIVE)
    expect(codes(problems)).toEqual([true])
    await writer.delete(idsOf(range(0, 100)), nothing)
    await writer.compact()
    await writer.put(putRequest(range(0, 100).map((id) => record(id, 0))), () => {})
    expect(collection.count).toBe(LIVE + 1)
  }
})

describe('a manifest that is damaged is named as that', () => {
  test.each<[string, (manifest: Stored) => unknown]>([
    ['of another type', () => 'x'],
    ['null', () => null],
    ['empty', () => ({})],
    ['without segments', ({ segments: _, ...rest }) => rest],
    ['with a segment that is none', (manifest) => ({ ...manifest, segments: [null] })],
    ['without the model', ({ model: _, ...rest }) => rest],
    ['with another number of rows', (manifest) => ({ ...manifest, tail: { ...manifest.tail, rows: 3 } })],
    ['with a segment less', (manifest) => ({ ...manifest, segments: manifest.segments.slice(1) })],
  ])('%s', async (_what, edit) => {
    const disk = await filled()
    const opened = await openCollection(disk, { segmentRows: SEGMENT })
    await change(disk, 'meta', 'manifest', edit)
    const damaged = { code: 'storage-corrupt', message: expect.stringContaining('is damaged') }
    await expect(openCollection(disk, { segmentRows: SEGMENT })).rejects.toMatchObject(damaged)
    await expect(opened.writer.put(putRequest([record(1, 1)]), () => {})).rejects.toMatchObject(damaged)
  })
})

test('a store of the first release, without these checksums, opens and goes on', async () => {
  const disk = await filled()
  const strip = ({ contentSum: _, deletedSum: _also, ...entry }: Stored) => entry
  await change(disk, 'meta', 'manifest', ({ check: _, id: _also, segments, tail, ...rest }) => ({
    ...rest,
    segments: segments.map(strip),
    tail: strip(tail),
  }))
  for (const segment of [0, 1]) await change(disk, 'columns', `${segment}#sums`, () => undefined)
  for (const key of await disk.read(['tail'], (reader) => reader.keys('tail'))) {
    await change(disk, 'tail', key, ({ sum: _, ...batch }) => batch)
  }
  const problems: unknown[] = []
  const opened = await openCollection(disk, { segmentRows: SEGMENT, problems })
  expect(await lookedAt(opened)).toHaveLength(LIVE)
  await opened.writer.delete(idsOf([8]), nothing)
  await opened.writer.put(putRequest(range(400, 600).map((id) => record(id, 0))), () => {})
  const again = await openCollection(disk, { segmentRows: SEGMENT, problems })
  expect(again.collection.count).toBe(LIVE - 1 + 200)
  expect(problems).toEqual([])
})

test('a tab of the first release may change the store meanwhile: what it leaves out of date is no damage', async () => {
  const disk = await filled()
  // It raises the generation, changes a bitmap, and keeps the fields that it does not know.
  await change(disk, 'deleted', 0, (bitmap) => bitmap.map((word: number, at: number) => (at === 0 ? word | 1 : word)))
  await change(disk, 'meta', 'manifest', ({ segments: [first, ...others], ...manifest }) => ({
    ...manifest,
    generation: manifest.generation + 1,
    segments: [{ ...first, deleted: 2 }, ...others],
  }))
  const problems: unknown[] = []
  const opened = await openCollection(disk, { segmentRows: SEGMENT, problems })
  expect(await lookedAt(opened)).toHaveLength(LIVE - 1)
  expect(problems).toEqual([])
})
