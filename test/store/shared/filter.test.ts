import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countBits, hasBit } from '../../../src/store/shared/bitmap.js'
import { type Column, encodeColumn } from '../../../src/store/shared/column.js'
import { type Filter, fieldsOf, matches, matchingRows, parseFilter } from '../../../src/store/shared/filter.js'
import { filterableRows, filters } from './filter-arbitrary.js'

const records = [
  { year: 2019, tag: ['a', 'b'], title: 'Rain 🌧', open: true, due: new Date(1000) },
  { year: 2020, tag: 'a', title: '', open: false, due: new Date(2000) },
  { year: 2021, tag: [], title: 'Rainbow', open: true },
  { year: '2021', title: 'x'.repeat(500), due: null },
  { tag: [null, 'c'], nested: { deep: true }, due: new Date(Number.NaN) },
]

function columnsOf(rows: readonly object[]) {
  const columns = new Map<string, Column>()
  for (const field of new Set(rows.flatMap(Object.keys))) {
    const column = encodeColumn(rows.map((record) => (record as Record<string, unknown>)[field]))
    if (column !== undefined) columns.set(field, column)
  }
  return columns
}

const columns = columnsOf(records)

const deep = (levels: number) =>
  Array.from({ length: levels }).reduce<Filter>((filter) => ({ not: filter }), { year: 1 })

test('a filter may be nested, but not without end', () => {
  expect(matches(parseFilter(deep(100)), { year: 1 })).toBe(true)
  expect(() => parseFilter(deep(100_000))).toThrow('`filter` must not be nested more than 100 deep')
  const wide: Filter = { or: [{ year: 2 }, { and: [deep(100_000)] }] }
  expect(() => parseFilter(wide)).toThrow(RangeError)
})

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
  'a field called %s is only there where a record has it',
  (name) => {
    const condition = parseFilter(Object.fromEntries([[name, { exists: true }]]))
    expect(matches(condition, { year: 1 })).toBe(false)
    expect(matches(condition, Object.fromEntries([[name, 'x']]))).toBe(true)
  },
)

test.each<[Filter, number[]]>([
  [{}, [0, 1, 2, 3, 4]],
  [{ year: 2021 }, [2]],
  [{ year: '2021' }, [3]],
  [{ year: { gte: 2020 } }, [1, 2]],
  [{ year: { gt: 2019, lt: 2021 } }, [1]],
  [{ year: { ne: 2019 } }, [1, 2, 3, 4]],
  [{ year: null }, [4]],
  [{ year: Number.NaN }, []],
  [{ tag: 'a' }, [0, 1]],
  [{ tag: { in: ['b', 'c'] } }, [0, 4]],
  [{ tag: { in: [] } }, []],
  [{ tag: { notIn: ['a'] } }, [2, 3, 4]],
  [{ tag: { exists: false } }, [2, 3]],
  [{ tag: { exists: true }, open: true }, [0]],
  [{ due: { gte: new Date(2000) } }, [1]],
  [{ due: new Date(1000) }, [0]],
  [{ due: null }, [2, 3]],
  [{ unknown: 1 }, []],
  [{ not: { unknown: 1 } }, [0, 1, 2, 3, 4]],
  [{ or: [{ year: 2019 }, { and: [{ tag: 'c' }] }] }, [0, 4]],
  [{ and: [] }, [0, 1, 2, 3, 4]],
  [{ or: [] }, []],
  [{ not: { open: true } }, [1, 3, 4]],
])('%j selects %j', (filter, expected) => {
  const condition = parseFilter(filter)
  const bitmap = matchingRows(condition, columns, records.length)
  expect(records.flatMap((_, row) => (hasBit(bitmap, row) ? [row] : []))).toEqual(expected)
  expect(countBits(bitmap)).toBe(expected.length)
  expect(records.flatMap((record, row) => (matches(condition, record) ? [row] : []))).toEqual(expected)
})

test('a text too long to be coded has no column, and the record itself answers', () => {
  expect(columns.has('title')).toBe(false)
  expect(columns.has('nested')).toBe(false)
  const condition = parseFilter({ title: { startsWith: 'Rain' } })
  expect(records.filter((record) => matches(condition, record))).toHaveLength(2)
  expect(matches(parseFilter({ nested: { exists: true } }), records[4]!)).toBe(true)
})

test.each<[unknown, string]>([
  [[], '`filter` must be an object'],
  ['year', '`filter` must be an object'],
  [{ year: { above: 3 } }, '`filter.year.above` is not a condition'],
  [{ year: { constructor: 3 } }, '`filter.year.constructor` is not a condition'],
  [{ year: { in: 3 } }, '`filter.year.in` must be a list'],
  [{ year: { gt: null } }, '`filter.year.gt` must be'],
  [{ year: [1] }, '`filter.year` must be'],
  [{ or: { year: 1 } }, '`filter.or` must be a list'],
  [{ not: { and: [3] } }, '`filter.not.and[0]` must be an object'],
  [{ tag: { startsWith: 3 } }, '`filter.tag.startsWith` must be a string'],
])('%j is refused with its place', (filter, message) => {
  expect(() => parseFilter(filter as Filter)).toThrow(message)
})

test('names every field it looks at', () => {
  expect([...fieldsOf(parseFilter({ a: 1, not: { or: [{ b: 2 }, { a: { in: [1, 2] } }] } } as never))]).toEqual([
    'a',
    'b',
  ])
})

test('columns and records always agree', () => {
  fc.assert(
    fc.property(filterableRows, filters, (items, data) => {
      const condition = parseFilter(data as Filter)
      const bitmap = matchingRows(condition, columnsOf(items), items.length)
      expect(items.map((_, row) => hasBit(bitmap, row))).toEqual(items.map((item) => matches(condition, item)))
    }),
  )
})
