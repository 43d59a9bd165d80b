import { expose } from 'comlink'
import { NlpError } from '../../src/shared/errors.js'
import type { ModelManifest, ModelSource } from '../../src/shared/model-manifest.js'
import { sha256 } from '../../workers/model-files/digest.js'
import {
  clearModels,
  deleteModel,
  isModelStored,
  listModels,
  pinModel,
  storageEstimate,
} from '../../workers/model-files/manage.js'
import { openModelFiles } from '../../workers/model-files/open.js'

export interface OpenSettings {
  readonly pin?: boolean
  readonly stallMs?: number
  /** Aborts as soon as this many bytes have arrived. */
  readonly abortAfter?: number
}

export interface Failure {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
  readonly file: unknown
}

export interface Opened {
  readonly storage?: string
  readonly warning?: Failure | undefined
  readonly manifest?: ModelManifest
  readonly digest?: string
  readonly bytes?: number
  /** Digests of the bytes that `read` gave. */
  readonly read?: Readonly<Record<string, string>>
  readonly progress: readonly { readonly loaded: number; readonly total: number }[]
  readonly error?: Failure
}

const api = {
  /** Opens a model's files, reads each, and reports the result. */
  async open(source: ModelSource, { pin, stallMs, abortAfter }: OpenSettings = {}): Promise<Opened> {
    const abort = new AbortController()
    const reason = new DOMException('enough', 'AbortError')
    const progress: { loaded: number; total: number }[] = []
    try {
      const files = await openModelFiles(source, {
        pin,
        stallMs,
        signal: abort.signal,
        onProgress(event) {
          if (event.type !== 'download') return
          progress.push({ loaded: event.loaded, total: event.total })
          if (abortAfter !== undefined && event.loaded >= abortAfter) abort.abort(reason)
        },
      })
      const { manifest, storage, warning, digest, bytes } = files
      const read: Record<string, string> = {}
      for (const { path } of manifest.files) read[path] = await sha256(await files.read(path))
      return { storage, warning: warning && describe(warning), manifest, digest, bytes, read, progress }
    } catch (error) {
      return {
        progress,
        error: error === reason ? { ...describe(error), code: 'exactly the reason' } : describe(error),
      }
    }
  },
  stored: isModelStored,
  list: listModels,
  delete: deleteModel,
  pin: (id: string, pinned: boolean) => pinModel(id, pinned).catch((error: unknown) => describe(error)),
  clear: clearModels,
  estimate: storageEstimate,
  /** Removes functions that some browsers lack. */
  withhold(...features: ('opfs' | 'cache' | 'locks' | 'subtle' | 'network')[]) {
    if (features.includes('opfs')) Reflect.deleteProperty(FileSystemFileHandle.prototype, 'createSyncAccessHandle')
    if (features.includes('cache')) Object.defineProperty(globalThis, 'caches', { value: undefined })
    if (features.includes('locks')) Object.defineProperty(navigator, 'locks', { value: undefined })
    if (features.includes('network')) Object.defineProperty(navigator, 'onLine', { value: false })
    if (features.includes('subtle')) Object.defineProperty(crypto, 'subtle', { value: undefined })
  },
}

function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'thrown', message: String(error), retryable: false, file: undefined }
  if (!NlpError.is(error)) return { code: error.name, message: error.message, retryable: false, file: undefined }
  const { code, message, retryable, details } = error as NlpError
  return { code, message, retryable, file: details['file'] }
}

export type ModelFilesWorker = typeof api

expose(api)
