import { withFreeModelLock } from './lock.js'
import { allRecords, readRecord } from './record.js'
import type { ModelStorage } from './storage.js'

/**
 * Removes the files of the model that was used longest ago and is not pinned. It spares models that some tab is just
 * opening, and the model in the folder `keep`. Returns whether anything was removed.
 *
 * The function is called only when the browser has refused a write, because browsers deliberately falsify their
 * estimate of free space.
 */
export async function evictOne(storage: ModelStorage, keep: string): Promise<boolean> {
  const candidates = (await allRecords(storage)).filter((record) => !record.pinned && record.folder !== keep)
  for (const { folder } of candidates.sort((a, b) => a.lastUsed - b.lastUsed)) {
    if ((await withFreeModelLock(folder, () => evict(storage, folder))) === true) return true
  }
  return false
}

async function evict(storage: ModelStorage, folder: string): Promise<boolean> {
  // The record is read again under the lock: the model may have been pinned or deleted since it was listed.
  const record = await readRecord(storage, folder)
  if (record === undefined || record.pinned) return false
  const sizes = await storage.sizes(folder)
  if (record.source.type === 'catalog') {
    await storage.remove(folder)
    return sizes.size > 0
  }
  // The digests of a folder model's first files must outlive the files themselves.
  const digests = record.manifest?.files.map((file) => file.sha256) ?? []
  for (const name of digests) await storage.remove(folder, name)
  return digests.some((name) => sizes.has(name))
}
