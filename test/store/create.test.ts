import { expect, test } from 'vitest'
import type { Storage } from '../../src/store/shared/storage.js'
import { MemoryStorage } from '../../workers/store/memory.js'
import { openCollection, putRequest, record } from './store-model.js'

test('of two tabs that find no store at the same moment one makes it, and what the other has put by then stays', async () => {
  const disk = new MemoryStorage()
  let found = () => {}
  const filled = new Promise<void>((resolve) => {
    found = resolve
  })
  const slow: Storage = {
    read: async (areas, use) => disk.read(areas, use),
    commit: async (writes) => disk.commit(writes),
    async putIfAbsent(area, key, value) {
      await filled
      return disk.putIfAbsent(area, key, value)
    },
    close() {},
  }
  const opening = openCollection(slow)
  const first = await openCollection(disk)
  await first.writer.put(putRequest([record(1, 0), record(2, 0)]), () => {})
  found()
  const second = await opening
  expect(second.collection.count).toBe(2)
  expect(second.collection.manifest.id).toBe(first.collection.manifest.id)
})
