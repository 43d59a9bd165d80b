import { NlpError } from '../../src/shared/errors.js'
import type { FolderSource, ModelFile, ModelManifest, ModelSource } from '../../src/shared/model-manifest.js'
import type { LoadProgress } from '../../src/shared/progress.js'
import { accessTo } from './access.js'
import { sha256 } from './digest.js'
import type { WantedFile } from './download.js'
import { shareProgress } from './download-progress.js'
import { FileKeeper } from './file-keeper.js'
import { fetchFolderModel } from './folder-model.js'
import { withModelLock } from './lock.js'
import { describeManifestFailure } from './manifest-failure.js'
import { openStorage } from './open-storage.js'
import { parseManifest } from './parse-manifest.js'
import { folderOf, type ModelRecord, readRecord, writeRecord } from './record.js'
import { mostModelBytes, requireSpace } from './space.js'

export interface OpenModelFilesOptions {
  signal?: AbortSignal | undefined
  /** Called with the progress of the download, where files must be downloaded. */
  onProgress?: ((progress: LoadProgress) => void) | undefined
  /** @default the browser's */
  fetch?: typeof globalThis.fetch | undefined
  /**
   * Keeps the model when space is needed, and rejects with 'storage-full' when it cannot be kept at all. @default false
   */
  pin?: boolean | undefined
  /** The caller's token for a model behind a login. It goes to the origin of the model alone, and is never stored. */
  accessToken?: string | undefined
  /** The most bytes that the model may have. @default what this device can hold */
  mostBytes?: number | undefined
  /** How long a server may be silent before its connection counts as dropped. @default 30_000 */
  stallMs?: number | undefined
}

export interface ModelFiles {
  readonly manifest: ModelManifest
  /** The SHA-256 of the manifest. The same digest means the same numbers. */
  readonly digest: string
  /** The size of all files together, including the manifest. */
  readonly bytes: number
  readonly storage: 'opfs' | 'cache' | 'memory'
  /** The reason why the model runs from memory though it should be stored. Show it to the user; the model works. */
  readonly warning: NlpError | undefined
  /** The verified bytes of a file of the manifest. Do not write to them. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * Makes all files of a model available. It reads them from storage without any request, or downloads, verifies and
 * stores them.
 *
 * @example
 * const files = await openModelFiles(source, { signal, onProgress })
 * const weights = await files.read(files.manifest.architecture.model)
 */
export async function openModelFiles(
  source: ModelSource,
  {
    signal,
    onProgress,
    fetch = globalThis.fetch,
    pin = false,
    accessToken,
    mostBytes = mostModelBytes(),
    stallMs = 30_000,
  }: OpenModelFilesOptions = {},
): Promise<ModelFiles> {
  signal?.throwIfAborted()
  const storage = await openStorage()
  const folder = await folderOf(source)
  const base = new URL(source.url.endsWith('/') ? source.url : `${source.url}/`, self.location.href)
  const access = accessTo(base, accessToken)
  const cache = storage === undefined ? 'default' : 'no-store'
  const keeperFor = (request: { signal?: AbortSignal | undefined }) =>
    new FileKeeper({
      id: source.id,
      folder,
      storage,
      mustStore: pin,
      request: { fetch, access, cache, stallMs, ...request },
    })
  const keeper = keeperFor({ signal })
  const wanted = (path: string, known: Partial<ModelFile> = {}): WantedFile => ({
    path,
    url: new URL(path.split('/').map(encodeURIComponent).join('/'), base),
    promisedBy: source.type === 'catalog' ? 'catalog' : 'first-use',
    ...known,
  })
  const { progress, end } = shareProgress(folder, onProgress)
  let manifestBytes = 0

  const manifest = await withModelLock(folder, prepare, { signal }).finally(end)
  signal?.throwIfAborted()
  return {
    manifest: source.type === 'catalog' ? manifest : withSettings(manifest, source),
    digest: source.type === 'catalog' ? source.sha256 : await sha256(JSON.stringify(manifest)),
    bytes: manifestBytes + sum(manifest.files),
    get storage() {
      return keeper.kind
    },
    get warning() {
      // A file of this computer needs no copy in the browser.
      return base.protocol === 'file:' ? undefined : keeper.warning
    },
    read,
  }

  async function prepare(): Promise<ModelManifest> {
    const record = storage && (await readRecord(storage, folder))
    // The record is written before anything is fetched: files in a folder without a record would never be found again.
    if (record === undefined || pin) await remember(record, record?.manifest)
    const recorded = source.type === 'catalog' ? await catalogManifest(source.sha256) : record?.manifest
    if (recorded !== undefined) await fetchMissing(recorded)
    const complete = recorded ?? (await firstUse())
    await remember(record, complete)
    await tidy(complete)
    return complete
  }

  async function remember(earlier: ModelRecord | undefined, found: ModelManifest | undefined): Promise<void> {
    const pinned = pin || (earlier?.pinned ?? false)
    const record = { id: source.id, source, manifest: found, pinned, lastUsed: Date.now() }
    await keeper.store((storage) => writeRecord(storage, folder, record))
  }

  async function catalogManifest(digest: string): Promise<ModelManifest> {
    const stored = await keeper.read(digest)
    const bytes = stored ?? (await fetchManifest(digest))
    manifestBytes = bytes.length
    return parseManifest(bytes, source.id)
  }

  async function fetchManifest(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return (await keeper.fetch(wanted('manifest.json', { sha256 }))).bytes
    } catch (error) {
      throw describeManifestFailure(error, source.id, base)
    }
  }

  async function fetchMissing({ files }: ModelManifest): Promise<void> {
    const missing = await keeper.missing(files)
    if (missing.length === 0) return progress.finish()
    const total = manifestBytes + sum(files)
    requireSpace(source.id, total, mostBytes)
    let done = total - sum(missing)
    progress.expect(total)
    progress.reach(done)
    for (const file of missing) {
      await keeper.fetch(wanted(file.path, file), { onBytes: (loaded) => progress.reach(done + loaded) })
      done += file.bytes
      progress.reach(done)
    }
  }

  async function firstUse(): Promise<ModelManifest> {
    let done = 0
    try {
      const { id, dtype, file } = source as FolderSource
      return await fetchFolderModel({
        id,
        dtype,
        file,
        async fetchFile(path, { weights }) {
          const fetched = await keeper.fetch(wanted(path), {
            onBytes: (loaded) => weights && progress.reach(done + loaded),
            // Only the server knows the size, and only of the file that it is sending.
            onLength(bytes) {
              requireSpace(id, done + bytes, mostBytes)
              if (weights) progress.expect(done + bytes)
            },
          })
          done += fetched.bytes.length
          return fetched
        },
        isAbsent,
      })
    } catch (error) {
      // Without a manifest the files in the folder would never be found again.
      if (NlpError.is(error) && !error.retryable) await storage?.remove(folder)
      throw error
    }
  }

  /**
   * A failure that no retry can cure means absence: a 404, the 403 of a bucket, the page that a single-page app sends
   * for any address. Many servers of other origins let pages read their files but not their 404. Then this file fails
   * again while another file arrives.
   */
  async function isAbsent(error: unknown, path: string): Promise<boolean> {
    if (!NlpError.is(error, 'model-download')) return false
    if (!error.retryable) return true
    if (error.details['refused'] !== true) return false
    const arrives = async (candidate: string) => {
      try {
        await keeper.fetch(wanted(candidate))
        return true
      } catch (reason) {
        if (NlpError.is(reason, 'model-download')) return false
        throw reason
      }
    }
    return (await arrives('config.json')) && !(await arrives(path))
  }

  /** Removes files of earlier versions and remainders of failed downloads. */
  async function tidy({ files }: ModelManifest): Promise<void> {
    await keeper.store(async (storage) => {
      const needed = new Set([...files.map((file) => file.sha256), 'record.json'])
      if (source.type === 'catalog') needed.add(source.sha256)
      for (const name of (await storage.sizes(folder)).keys()) {
        if (!needed.has(name)) await storage.remove(folder, name)
      }
    })
  }

  async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const file = manifest.files.find((candidate) => candidate.path === path)
    if (file === undefined) {
      const names = manifest.files.map((candidate) => candidate.path).join(', ')
      throw new RangeError(`\`path\` must be a file of model ${source.id} (${names}), got ${path}`)
    }
    const stored = await keeper.read(file.sha256)
    if (stored !== undefined) return stored
    // The file was deleted, evicted or damaged since. The caller's signal was for opening the model and may have
    // aborted long ago.
    const again = keeperFor({})
    return withModelLock(folder, async () => (await again.fetch(wanted(path, file))).bytes)
  }
}

function sum(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((total, file) => total + file.bytes, 0)
}

/** The caller's settings override those of the model's files. */
function withSettings(manifest: ModelManifest, { pooling, prefixes }: FolderSource): ModelManifest {
  const { architecture } = manifest
  if (architecture.type !== 'transformer') return manifest
  const settings = { pooling: pooling ?? architecture.pooling, prefixes: prefixes ?? architecture.prefixes }
  return { ...manifest, architecture: { ...architecture, ...settings } }
}
