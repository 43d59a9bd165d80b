import { expect, test } from 'vitest'
import type { Filter, FilterValue } from '../../src/store/index.js'
import { matches, parseFilter } from '../../src/store/shared/filter.js'
import type { StoreApi } from '../../src/store/shared/worker-api.js'
import { createStoreService } from '../../workers/store/service.js'

const shape = { model: 'test', dimensions: 2, metric: 'cosine', language: 'en', text: [] } as const
const nothing = { put: [], remove: [] }
const FIELDS = ['year', 'tags', 'on', 'day', 'note', 'none', 'id'] as const

/** Fields of all kinds. The notes are too long for a column, so they are counted by the records. */
const fieldsOf = (index: number) => ({
  year: index % 3 === 0 ? null : 2000 + (index % 7),
  tags: [`t${index % 4}`, `t${index % 4}`, `t${index % 5}`],
  on: index % 2 === 0,
  day: new Date(86_400_000 * (index % 3)),
  note: index % 10 === 0 ? 'long '.repeat(40) : `n${index % 2}`,
})

/** Two full segments and a tail. */
const records = Array.from({ length: 9000 }, (_, index) => ({ id: `r${index}`, fields: fieldsOf(index) }))
const DELETED = records.filter((_, index) => index % 11 === 0).map(({ id }) => id)

async function open(): Promise<StoreApi> {
  const store = createStoreService()
  await store.open({ name: `counted ${Math.random()}`, shape, persist: false, exact: true })
  const vectors = new Float32Array(records.length * 2).fill(1)
  await store.put({ records, vectors, remove: [], objects: nothing }, () => {}, new AbortController().signal)
  await store.delete(DELETED, nothing)
  return store
}

/** The same counts, record by record. */
function counted(field: string, filter: Filter | undefined, limit: number) {
  const gone = new Set(DELETED)
  const counts = new Map<string, { value: FilterValue; count: number }>()
  for (const { id, fields } of records) {
    const record: Record<string, unknown> = { ...fields, id }
    if (gone.has(id) || (filter !== undefined && !matches(parseFilter(filter), record))) continue
    const values = [record[field]].flat().filter((value) => value !== null && value !== undefined) as FilterValue[]
    for (const value of new Map(values.map((each) => [String(each), each])).values()) {
      const known = counts.get(String(value))
      counts.set(String(value), { value, count: (known?.count ?? 0) + 1 })
    }
  }
  return [...counts.values()]
    .sort((one, other) => other.count - one.count || ((one.value as string) < (other.value as string) ? -1 : 1))
    .slice(0, limit)
}

test.each<[string, Filter | undefined, number]>([
  ['all records', undefined, 100],
  ['only the most frequent values', undefined, 2],
  ['records that pass a filter', { year: { gte: 2003 }, on: true }, 100],
  ['records that pass a filter by a long text', { note: { startsWith: 'long' } }, 3],
  ['no record', { year: 1900 }, 10],
])('values are counted in segments and in the tail: %s', async (_name, filter, limit) => {
  const store = await open()
  const found = await store.countValues({ fields: FIELDS, filter, limit })
  for (const [index, field] of FIELDS.entries()) expect(found[index], field).toEqual(counted(field, filter, limit))
  await store.close()
})
