import { describe, expect, test } from 'vitest'
import { packRecords, type VectorRecord } from '../../src/store/records/pack.js'
import { getFrom, idsOf } from '../../src/store/records/record-store.js'
import { admits } from '../../src/store/records/search.js'
import { shapeOf } from '../../src/store/records/shape-options.js'

const shape = shapeOf({ embedder: { model: 'made-up', dimensions: 2 } })
const vector = Float32Array.of(1, 0)

describe('a record is refused that', () => {
  test.each<readonly [string, unknown, RegExp]>([
    ['is nothing', null, /A record must be an object .* got null/],
    ['is a text', 'a', /A record must be an object .* got 'a'/],
    ['has a number that no export can hold', { id: 'a', vector, big: 1n }, /`big` of record a .* got a bigint/],
    ['has a function', { id: 'a', vector, show: () => {} }, /`show` of record a .* got a function/],
    ['has a symbol', { id: 'a', vector, sign: Symbol('s') }, /`sign` of record a .* got a symbol/],
    ['has no id', { vector }, /`id` of a record must be a string/],
  ])('%s', async (_, record, message) => {
    await expect(packRecords([record as VectorRecord], shape).next()).rejects.toThrow(message)
  })
})

test.each([undefined, null, 5, {}, [5], [null]])('ids that are %j are refused by `get` and `delete`', async (ids) => {
  const get = getFrom(async () => ({ records: [], vectors: new Float32Array() }))
  await expect(get(ids as string[])).rejects.toThrow(/`ids` must be an id or a list of ids/)
  expect(() => idsOf(ids as string[])).toThrow(/`ids` must be a list of strings/)
})

test('one id is not taken for a list of letters', () => {
  expect(() => idsOf('abc')).toThrow(/got 'abc'\. For one record: delete\(\[id\]\)/)
  expect(idsOf(new Set(['a', 'b']))).toEqual(['a', 'b'])
})

test('a filter that answers later is refused, because a promise counts as true', () => {
  expect(() => admits((async () => false) as unknown as () => boolean, {})).toThrow(
    /`filter` must return true or false/,
  )
  expect([true, false, 0, 'yes'].map((answer) => admits(() => answer as boolean, {}))).toEqual([
    true,
    false,
    false,
    true,
  ])
})
