import { withFreeModelLock } from './lock.js'
import { allRecords, readRecord } from './record.js'
import type { ModelStorage } from './storage.js'

/**
 * Removes the files of models that are not pinned, least recently used first, until `bytes` more fit. Models that
 * some tab is just downloading or reading are left alone, and `keep` too. Says whether there is room now.
 */
export async function makeRoom(storage: ModelStorage, bytes: number, keep: string): Promise<boolean> {
  let free = await freeBytes()
  if (free >= bytes) return true
  const candidates = (await allRecords(storage)).filter((record) => !record.pinned && record.folder !== keep)
  for (const record of candidates.sort((a, b) => a.lastUsed - b.lastUsed)) {
    // The browser's own estimate lags behind what was just removed.
    free += (await withFreeModelLock(record.folder, () => evict(storage, record.folder))) ?? 0
    if (free >= bytes) return true
  }
  return false
}

async function freeBytes(): Promise<number> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate()
  return quota - usage
}

async function evict(storage: ModelStorage, folder: string): Promise<number> {
  // Read again under the lock: it may have been pinned or deleted since it was listed.
  const record = await readRecord(storage, folder)
  if (record === undefined || record.pinned) return 0
  const sizes = await storage.sizes(folder)
  const digests = new Set(record.manifest?.files.map((file) => file.sha256))
  // What a folder model's files were when they were first used has to outlive the files themselves.
  if (record.source.type === 'catalog') await storage.remove(folder)
  else for (const name of digests) await storage.remove(folder, name)
  return [...sizes].reduce((sum, [name, size]) => sum + (digests.has(name) ? size : 0), 0)
}
