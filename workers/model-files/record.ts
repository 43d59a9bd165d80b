import type { ModelManifest, ModelSource } from '../../src/shared/model-manifest.js'
import { sha256 } from './digest.js'
import type { ModelStorage } from './storage.js'

/** The data that is stored about a model beside its files. */
export interface ModelRecord {
  readonly id: string
  readonly source: ModelSource
  /** The manifest; unknown until a folder model has been downloaded for the first time. */
  readonly manifest?: ModelManifest | undefined
  readonly pinned: boolean
  /** The time of the last use, in milliseconds since 1970. */
  readonly lastUsed: number
}

const NAME = 'record.json'

/** The folder of a model. The same model in another precision has other files, so it has another folder. */
export function folderOf(source: ModelSource): Promise<string> {
  return sha256(JSON.stringify(source.type === 'folder' ? [source.id, source.dtype ?? ''] : [source.id]))
}

export async function readRecord(storage: ModelStorage, folder: string): Promise<ModelRecord | undefined> {
  const bytes = await storage.read(folder, NAME)
  try {
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as ModelRecord)
  } catch (error) {
    // A damaged record counts as missing. The files are found by their digests all the same.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export function writeRecord(storage: ModelStorage, folder: string, record: ModelRecord): Promise<void> {
  return storage.write(folder, NAME, new TextEncoder().encode(JSON.stringify(record)))
}

export async function allRecords(storage: ModelStorage): Promise<(ModelRecord & { readonly folder: string })[]> {
  const records: (ModelRecord & { folder: string })[] = []
  for (const folder of await storage.folders()) {
    const record = await readRecord(storage, folder)
    if (record !== undefined) records.push({ ...record, folder })
  }
  return records
}
