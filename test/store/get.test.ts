import { expect, test } from 'vitest'
import type { Reader, Storage } from '../../src/store/shared/storage.js'
import { MemoryStorage } from '../../workers/store/memory.js'
import { readByIds } from '../../workers/store/read-by-ids.js'
import { rowsById } from '../../workers/store/rows-by-id.js'
import { RowsMoved } from '../../workers/store/rows-moved.js'
import { openCollection, putRequest, record } from './store-model.js'

/** A storage that counts how often vectors are read, and how many of these reads are under way at once. */
function counting(disk: MemoryStorage) {
  const counts = { reads: 0, running: 0, most: 0 }
  const storage: Storage = {
    read: (areas, use) =>
      disk.read(areas, (reader) => {
        const counted: Reader = {
          keys: (area, prefix) => reader.keys(area, prefix),
          async get(area, key) {
            if (area !== 'vectors') return reader.get(area, key)
            counts.reads += 1
            counts.running += 1
            counts.most = Math.max(counts.most, counts.running)
            await new Promise((resolve) => setTimeout(resolve, 1))
            counts.running -= 1
            return reader.get(area, key)
          },
        }
        return use(counted)
      }),
    commit: (writes) => disk.commit(writes),
    putIfAbsent: (area, key, value) => disk.putIfAbsent(area, key, value),
    close() {},
  }
  return { storage, counts }
}

async function filled(rows: number): Promise<MemoryStorage> {
  const disk = new MemoryStorage()
  const { writer } = await openCollection(disk)
  await writer.put(putRequest(Array.from({ length: rows }, (_, id) => record(id, 0))), () => {})
  return disk
}

const idsOf = (rows: number) => Array.from({ length: rows }, (_, id) => `record ${id}`)

test.each([true, false])('a call for many ids reads each segment once and one at a time (exact: %s)', async (exact) => {
  const { storage, counts } = counting(await filled(60))
  const { collection } = await openCollection(storage, { exact })
  const { records, vectors } = await readByIds(collection, idsOf(60).reverse())
  expect(records.map(({ id }) => id).sort()).toEqual(idsOf(60).sort())
  for (const [index, { id }] of records.entries()) {
    expect([...vectors.subarray(index * 5, index * 5 + 5)]).toEqual([...record(Number(id.slice(7)), 0).vector])
  }
  expect(counts).toEqual({ reads: 10, running: 0, most: 1 })
})

test.each([true, false])('many calls for one id each share the reads (exact: %s)', async (exact) => {
  const { storage, counts } = counting(await filled(60))
  const { collection } = await openCollection(storage, { exact })
  const batches = await Promise.all(idsOf(60).map((id) => readByIds(collection, [id])))
  expect(batches.map(({ records }) => records[0]?.id)).toEqual(idsOf(60))
  expect(counts).toEqual({ reads: 10, running: 0, most: 1 })
})

test('without vectors in memory, calls one after the other for the same segment read it once', async () => {
  const { storage, counts } = counting(await filled(12))
  const { collection } = await openCollection(storage, { exact: false })
  for (const id of idsOf(6)) await readByIds(collection, [id])
  expect(counts.reads).toBe(1)
})

test('ids that are asked for twice or are not there do no harm', async () => {
  const { collection } = await openCollection(await filled(13))
  const { records, vectors } = await readByIds(collection, ['record 12', 'none', 'record 3', 'record 12'])
  expect(records.map(({ id }) => id).sort()).toEqual(['record 12', 'record 3'])
  expect(vectors).toHaveLength(10)
})

test('a segment that another tab has rewritten is no damage: the call is repeated after catching up', async () => {
  const disk = await filled(12)
  const { collection } = await openCollection(disk, { exact: false })
  await rowsById(collection)
  const other = await openCollection(disk)
  await other.writer.delete(idsOf(4), { put: [], remove: [] })
  await other.writer.compact()
  await expect(readByIds(collection, ['record 5'])).rejects.toBeInstanceOf(RowsMoved)
  await collection.catchUp()
  expect((await readByIds(collection, ['record 5'])).records).toHaveLength(1)
})
