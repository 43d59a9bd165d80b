import { withFreeModelLock } from './lock.js'
import { allRecords, readRecord } from './record.js'
import type { ModelStorage } from './storage.js'

/**
 * Removes the files of the model that was used longest ago and is not pinned. Models that some tab is just opening
 * are left alone, and the one in the folder `keep` too. Says whether anything was removed.
 *
 * Called when the browser has refused a write and not before: what it estimates as free is made up on purpose.
 */
export async function evictOne(storage: ModelStorage, keep: string): Promise<boolean> {
  const candidates = (await allRecords(storage)).filter((record) => !record.pinned && record.folder !== keep)
  for (const { folder } of candidates.sort((a, b) => a.lastUsed - b.lastUsed)) {
    if ((await withFreeModelLock(folder, () => evict(storage, folder))) === true) return true
  }
  return false
}

async function evict(storage: ModelStorage, folder: string): Promise<boolean> {
  // Read again under the lock: it may have been pinned or deleted since it was listed.
  const record = await readRecord(storage, folder)
  if (record === undefined || record.pinned) return false
  const sizes = await storage.sizes(folder)
  if (record.source.type === 'catalog') {
    await storage.remove(folder)
    return sizes.size > 0
  }
  // What a folder model's files were when they were first used has to outlive the files themselves.
  const digests = record.manifest?.files.map((file) => file.sha256) ?? []
  for (const name of digests) await storage.remove(folder, name)
  return digests.some((name) => sizes.has(name))
}
