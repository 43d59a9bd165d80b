import { NlpError } from '../../src/shared/errors.js'
import { ByteBuffer } from './byte-buffer.js'
import { sha256 } from './digest.js'
import { type DownloadContext, download, type Part, type WantedFile } from './download.js'
import { evictOne } from './evict.js'
import type { RequestContext } from './request.js'
import { isDomException, type ModelStorage, type PartialFile } from './storage.js'

export interface FileKeeperOptions {
  readonly id: string
  readonly folder: string
  readonly storage: ModelStorage | undefined
  readonly request: RequestContext
  /** Rejects instead of running from memory when the browser refuses to store. */
  readonly mustStore: boolean
}

export type FetchHooks = Pick<DownloadContext, 'onBytes' | 'onLength'>

/**
 * The files of one model, named by their digests. They are kept in storage, or in memory once storage refused. Every
 * file is verified each time it is read from storage.
 */
export class FileKeeper {
  readonly #options: FileKeeperOptions
  readonly #held = new Map<string, Uint8Array<ArrayBuffer>>()
  #refusal: NlpError | undefined

  constructor(options: FileKeeperOptions) {
    this.#options = options
    if (options.storage === undefined) this.#refuse(undefined)
  }

  get kind(): 'opfs' | 'cache' | 'memory' {
    return this.#storage?.kind ?? 'memory'
  }

  /** The reason why the files are in memory only. */
  get warning(): NlpError | undefined {
    return this.#refusal
  }

  get #storage(): ModelStorage | undefined {
    return this.#refusal === undefined ? this.#options.storage : undefined
  }

  /** The files of this list that are neither in memory nor in storage. */
  async missing<File extends { readonly sha256: string; readonly bytes: number }>(files: readonly File[]) {
    const sizes = await this.#storage?.sizes(this.#options.folder)
    return files.filter((file) => !this.#held.has(file.sha256) && sizes?.get(file.sha256) !== file.bytes)
  }

  /** Returns `undefined` for a file that is not kept, or whose bytes have changed. A changed file is removed. */
  async read(digest: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const held = this.#held.get(digest)
    if (held !== undefined) return held
    const { storage, folder } = this.#options
    const bytes = await storage?.read(folder, digest)
    if (bytes === undefined || (await sha256(bytes)) === digest) return bytes
    await storage?.remove(folder, digest)
    return undefined
  }

  async fetch(file: WantedFile, hooks: FetchHooks = { onBytes() {} }): Promise<FetchedFile> {
    const body = new ByteBuffer(file.bytes)
    const part = await this.#openPart(file)
    let digest: string
    try {
      digest = await download(file, body, part, { ...this.#options.request, ...hooks })
    } catch (error) {
      await (NlpError.is(error, 'model-corrupt') ? part.discard() : part.keep(body.bytes))
      throw error
    }
    if (!(await part.finish(digest, body.bytes))) this.#held.set(digest, body.bytes)
    return { bytes: body.bytes, sha256: digest }
  }

  /**
   * Runs `write`, and again after each model that was removed to make room. Once the browser refuses for good, the
   * keeper remembers the reason and stores nothing more. Returns whether the write succeeded.
   */
  async store(write: (storage: ModelStorage) => Promise<void>): Promise<boolean> {
    for (;;) {
      const storage = this.#storage
      if (storage === undefined) return false
      try {
        await write(storage)
        return true
      } catch (error) {
        if (!(error instanceof DOMException)) throw error
        const full = isDomException(error, 'QuotaExceededError')
        if (!full || !(await evictOne(storage, this.#options.folder))) this.#refuse(error)
      }
    }
  }

  #refuse(cause: DOMException | undefined): void {
    const { id, mustStore } = this.#options
    const full = cause !== undefined && isDomException(cause, 'QuotaExceededError')
    const reason = full
      ? `The browser grants no more storage for model ${id}`
      : `The browser refuses to store model ${id}`
    const refusal = new NlpError(
      full ? 'storage-full' : 'storage-unavailable',
      mustStore
        ? `${reason}. Free space, or load it without pinning.`
        : `${reason}: it runs from memory and is downloaded again next time.${full ? ' Free space to keep it.' : ''}`,
      { cause },
    )
    if (mustStore) throw refusal
    this.#refusal = refusal
  }

  async #openPart(file: WantedFile): Promise<KeptPart> {
    const { folder } = this.#options
    const name = file.sha256 ?? (await sha256(file.path))
    const version = `${name}.version`
    let stored: PartialFile | undefined
    let knownVersion: string | undefined
    await this.store(async (storage) => {
      stored = await storage.openPart(folder, name)
      const bytes = file.sha256 === undefined ? await storage.read(folder, version) : undefined
      knownVersion = bytes && new TextDecoder().decode(bytes)
    })
    /** A part that cannot be written is dropped. The bytes are in memory, and the download continues from there. */
    const attempt = async (write: (part: PartialFile, storage: ModelStorage) => Promise<void>) => {
      const part = stored
      if (part === undefined) return false
      let done = false
      try {
        done = await this.store((storage) => write(part, storage))
      } finally {
        if (!done) {
          stored = undefined
          await part.discard()
        }
      }
      return done
    }
    return {
      received: stored?.received ?? new Uint8Array(),
      version: knownVersion,
      async begin(offset, found) {
        await attempt(async (part, storage) => {
          if (offset === 0) await part.restart()
          if (file.sha256 !== undefined) return
          // The version is written after the restart: old bytes beside a new version would be taken for its beginning.
          if (found === undefined) await storage.remove(folder, version)
          else await storage.write(folder, version, new TextEncoder().encode(found))
        })
      },
      async append(chunk, offset) {
        await attempt((part) => part.append(chunk, offset))
      },
      finish: (digest, bytes) =>
        attempt(async (part, storage) => {
          await part.finish(digest, bytes)
          if (file.sha256 === undefined) await storage.remove(folder, version)
        }),
      async keep(bytes) {
        await attempt((part) => (bytes.length === 0 ? part.discard() : part.keep(bytes)))
      },
      async discard() {
        await attempt((part) => part.discard())
      },
    }
  }
}

export interface FetchedFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: string
}

interface KeptPart extends Part {
  /** Returns whether the file is stored. */
  finish(digest: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  discard(): Promise<void>
}
