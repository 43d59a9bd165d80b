import { NlpError } from '../../src/shared/errors.js'
import type { ModelSource } from '../../src/shared/model-manifest.js'
import type { StorageEstimate, StoredModel } from '../../src/wire/shared/inference-api.js'
import { withModelLock } from './lock.js'
import { openStorage } from './open-storage.js'
import { allRecords, folderOf, type ModelRecord, readRecord, writeRecord } from './record.js'
import type { ModelStorage } from './storage.js'

/** The models that are stored, most recently used first. */
export async function listModels(): Promise<StoredModel[]> {
  const storage = await openStorage()
  if (storage === undefined) return []
  const models: StoredModel[] = []
  for (const record of await allRecords(storage)) {
    const { id, manifest, pinned, lastUsed } = record
    const sizes = await storage.sizes(record.folder)
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    models.push({ id, tasks: manifest?.tasks ?? [], bytes, complete: isComplete(record, sizes), pinned, lastUsed })
  }
  return models.sort((a, b) => b.lastUsed - a.lastUsed)
}

/** Whether opening the model would find all its files in storage and request nothing. */
export async function isModelStored(source: ModelSource): Promise<boolean> {
  const storage = await openStorage()
  if (storage === undefined) return false
  const folder = await folderOf(source)
  const record = await readRecord(storage, folder)
  if (record === undefined) return false
  const sizes = await storage.sizes(folder)
  return (source.type === 'folder' || sizes.has(source.sha256)) && isComplete(record, sizes)
}

/** Removes a model in all its precisions, with the digests of its files. Returns whether it existed. */
export async function deleteModel(id: string): Promise<boolean> {
  return forEachFolder(id, (storage, folder) => storage.remove(folder))
}

/** Pins a stored model, so that it stays when space is needed, or unpins it. */
export async function pinModel(id: string, pinned: boolean): Promise<void> {
  const found = await forEachFolder(id, async (storage, folder) => {
    const record = await readRecord(storage, folder)
    if (record !== undefined) await writeRecord(storage, folder, { ...record, pinned })
  })
  if (!found) throw new NlpError('model-unknown', `Model ${id} is not stored. Load it once before pinning it.`)
}

/** Removes every model, including pinned models and remainders of downloads. */
export async function clearModels(): Promise<void> {
  const storage = await openStorage()
  for (const folder of (await storage?.folders()) ?? []) {
    await withModelLock(folder, async () => storage?.remove(folder))
  }
}

export async function storageEstimate(): Promise<StorageEstimate> {
  const storage = await openStorage()
  // The API is absent where the page is not a secure context; nothing is stored there.
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate()) ?? {}
  const persisted = (await navigator.storage?.persisted()) ?? false
  return { storage: storage?.kind ?? 'memory', usage, quota, persisted }
}

function isComplete({ manifest }: ModelRecord, sizes: ReadonlyMap<string, number>): boolean {
  return manifest?.files.every((file) => sizes.get(file.sha256) === file.bytes) ?? false
}

async function forEachFolder(
  id: string,
  work: (storage: ModelStorage, folder: string) => Promise<void>,
): Promise<boolean> {
  const storage = await openStorage()
  if (storage === undefined) return false
  const records = (await allRecords(storage)).filter((record) => record.id === id)
  for (const { folder } of records) await withModelLock(folder, () => work(storage, folder))
  return records.length > 0
}
