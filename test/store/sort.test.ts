import { expect, test } from 'vitest'
import { type Filter, openRemoteStore, type SearchOptions, type SortField } from '../../src/store/index.js'
import { searchStore } from '../../src/store/records/search.js'
import { matches, parseFilter } from '../../src/store/shared/filter.js'
import type { SearchRequest, StoreApi } from '../../src/store/shared/worker-api.js'
import { createStoreService } from '../../workers/store/service.js'

const shape = { model: 'test', dimensions: 2, metric: 'cosine', language: 'de', text: ['title'] } as const
const nothing = { put: [], remove: [] }
const signal = new AbortController().signal
const plain = { limit: 10, weight: 0.5, fusion: 'weighted', diversity: 0, prefix: false } as const
const WORDS = ['Zebra', 'Äpfel', 'Birne', 'apfel', 'Öl']

type Fields = Readonly<Record<string, unknown>>
/** Fields of all kinds. Titles are searched by words, so they are read from the records, and the others from columns. */
const fieldsOf = (index: number): Fields => ({
  title: `${WORDS[index % 5]} ${index % 3 === 0 ? 'Regen' : ''}`,
  year: index % 6 === 0 ? null : index % 7 === 0 ? Number.NaN : 2000 + (index % 11),
  tags: index % 4 === 0 ? [] : [`t${index % 5}`, `t${index % 3}`],
  day: new Date(86_400_000 * (index % 13)),
  mixed: [true, 3, 'text', new Date(5), undefined][index % 5],
})
/** A full segment and a tail. */
const records = Array.from({ length: 4500 }, (_, index) => ({ id: `r${index}`, fields: fieldsOf(index) }))
const DELETED = new Set(records.filter((_, index) => index % 11 === 0).map(({ id }) => id))

async function open(): Promise<StoreApi> {
  const store = createStoreService()
  await store.open({ name: `sorted ${Math.random()}`, shape, persist: false, exact: true })
  const vectors = Float32Array.from({ length: records.length * 2 }, (_, at) => (at % 2 === 0 ? 1 : (at >> 1) % 100))
  await store.put({ records, vectors, remove: [], objects: nothing }, () => {}, signal)
  await store.delete([...DELETED], nothing)
  return store
}
const store = await open()
await store.beginReading(1)

/** The values of a field in their order for sorting, or nothing. */
function sortedValue(record: { readonly id: string; readonly fields: Fields }, { field, order }: SortField): unknown {
  const value = field === 'id' ? record.id : record.fields[field]
  const values = [value].flat().filter((each) => each !== null && each !== undefined && !Number.isNaN(each))
  return values.sort((one, other) => ascending(one, other) * (order === 'descending' ? -1 : 1))[0]
}

const german = new Intl.Collator('de')
function ascending(one: unknown, other: unknown): number {
  const rank = (value: unknown) => ['boolean', 'number', 'object', 'string'].indexOf(typeof value)
  if (typeof one === 'string' && typeof other === 'string') return german.compare(one, other)
  return rank(one) - rank(other) || Number(one) - Number(other)
}

/** The same list, record by record. */
function listed(filter: Filter | undefined, sort: readonly SortField[]): string[] {
  const kept = records.filter(
    (record) =>
      !DELETED.has(record.id) &&
      (filter === undefined || matches(parseFilter(filter), { ...record.fields, id: record.id })),
  )
  return kept
    .sort((one, other) => {
      for (const each of sort) {
        const [first, second] = [sortedValue(one, each), sortedValue(other, each)]
        if (first === undefined || second === undefined) {
          if (first !== second) return first === undefined ? 1 : -1
          continue
        }
        const order = ascending(first, second) * (each.order === 'descending' ? -1 : 1)
        if (order !== 0) return order
      }
      return 0
    })
    .map(({ id }) => id)
}

async function list(request: Parameters<StoreApi['list']>[0]): Promise<string[]> {
  return (await store.recordsAt(1, await store.list(request))).map(({ id }) => id)
}

test.each<[string, Filter | undefined, readonly SortField[]]>([
  ['numbers, with those without a value at the end', undefined, [{ field: 'year' }]],
  [
    'the largest first, with those without a value at the end all the same',
    undefined,
    [{ field: 'year', order: 'descending' }],
  ],
  ['texts in the order of the language', undefined, [{ field: 'title' }, { field: 'year' }]],
  ['lists by their first value', undefined, [{ field: 'tags' }, { field: 'day', order: 'descending' }]],
  ['lists by their last value', undefined, [{ field: 'tags', order: 'descending' }]],
  ['values of different types', undefined, [{ field: 'mixed' }]],
  ['ids', undefined, [{ field: 'id', order: 'descending' }]],
  ['a field that no record has', undefined, [{ field: 'none' }, { field: 'day' }]],
  ['records that pass a filter', { year: { gte: 2003 } }, [{ field: 'title', order: 'descending' }]],
])('a list is in the order of its fields: %s', async (_what, filter, sort) => {
  const expected = listed(filter, sort)
  expect(await list({ filter, sort, limit: Number.POSITIVE_INFINITY })).toEqual(expected)
  expect(await list({ filter, sort, limit: 7 })).toEqual(expected.slice(0, 7))
})

test('a list without fields is in stored order', async () => {
  expect(await list({ limit: 3 })).toEqual(['r1', 'r2', 'r3'])
  expect(await list({ filter: { year: 1 }, limit: 3 })).toEqual([])
})

test('a search by words sorts every record with the words, and by meaning every record that is near enough', async () => {
  const sort: readonly SortField[] = [{ field: 'year', order: 'descending' }]
  const rainy = listed(undefined, sort).filter((id) => Number(id.slice(1)) % 3 === 0)
  const byWords = await store.search({ ...plain, words: 'regen', sort, limit: 50 })
  expect(new Set(byWords.map(({ fields }) => fields['year']))).toEqual(new Set([2010]))
  const all = await store.search({ ...plain, words: 'regen', sort, limit: 4500 })
  expect(all.map(({ id }) => id).sort()).toEqual([...rainy].sort())
  const vector = Float32Array.of(1, 0)
  const near = await store.search({ ...plain, vector, words: 'regen', minScore: 0.7, sort, limit: 4500 })
  // Only the first two of a hundred directions are so near.
  const expected = listed(undefined, sort).filter((id) => Number(id.slice(1)) % 100 < 2)
  expect(near.map(({ id }) => id).sort()).toEqual([...expected].sort())
  expect(near.map(({ fields }) => fields['year'] || 0)).toEqual(
    expected.map((id) => fieldsOf(Number(id.slice(1)))['year'] || 0),
  )
  expect(near.every(({ similarity }) => similarity! >= 0.7)).toBe(true)
})

test('a list goes on as it began, whatever is deleted meanwhile', async () => {
  const other = await open()
  await other.beginReading(1)
  const rows = await other.list({ sort: [{ field: 'id' }], limit: 5 })
  await other.delete(['r1', 'r100'], nothing)
  expect(await other.recordsAt(1, rows)).toHaveLength(5)
  await other.clear()
  expect(await other.recordsAt(1, rows)).toEqual([])
  other.endReading(1)
  await other.close()
})

test('a list whose worker was replaced is an error: another tab may have moved the rows in between', async () => {
  const other = await open()
  await other.beginReading(2)
  const rows = await other.list({ limit: 5 })
  await expect(other.recordsAt(1, rows)).rejects.toMatchObject({ code: 'worker-crashed', retryable: true })
  other.endReading(1)
  expect(await other.recordsAt(2, rows)).toHaveLength(5)
  other.endReading(2)
  await other.close()
})

const asked: SearchRequest[] = []
const context = {
  client: {
    async search(request: SearchRequest) {
      asked.push(request)
      return []
    },
  },
  shape,
  embedder: { model: 'test', dimensions: 2 },
}
const find = (options: SearchOptions) => searchStore('regen', { mode: 'lexical', ...options }, context)

test.each<[unknown, string]>([
  ['year', "`sort` must be a field such as { field: 'year' }, got 'year'"],
  [[], '`sort` must name a field, got an empty list'],
  [{ field: 1 }, '`sort.field` must be the name of a field, got 1'],
  [[{ field: 'a' }, { field: 'a', order: 'up' }], "`sort[1].order` must be 'ascending' or 'descending', got 'up'"],
  [{ field: 'a', desc: true }, '`sort.desc` is not known'],
])('sort: %j is refused with the reason', async (sort, message) => {
  await expect(find({ sort: sort as SortField })).rejects.toThrow(message)
})

test('an order beside another order, and an order by meaning without a bound, are refused', async () => {
  const sort = { field: 'year' }
  await expect(find({ sort, diversity: 0.5 })).rejects.toThrow('`sort` and `diversity` are two orders: give one')
  const reranker = { rerank: async () => [] }
  await expect(find({ sort, reranker })).rejects.toThrow('`sort` and `reranker`')
  const vector = Float32Array.of(1, 0)
  await expect(searchStore(vector, { sort }, context)).rejects.toThrow('`sort` needs `minScore`')
  await find({ sort, typos: true })
  expect(asked.at(-1)).toMatchObject({ sort: [sort], typos: true, words: 'regen' })
})

test('a server that cannot sort or forgive typos says so', async () => {
  const collection = { shape: { ...shape, text: ['text'], language: 'en' } }
  const server = { name: 'test', open: async () => collection as never }
  const remote = await openRemoteStore('x', { server, embedder: context.embedder })
  await expect(remote.search('rain', { sort: { field: 'year' } })).rejects.toMatchObject({ code: 'unsupported' })
  await expect(remote.search('rain', { typos: true })).rejects.toMatchObject({ code: 'unsupported' })
})
