import type { Device, Runtime } from '../../shared/compute.js'
import type { ModelSource } from '../../shared/model-manifest.js'
import { modelKey } from '../../wire/shared/model-key.js'
import { VERSION } from './version.js'

/** Everything that must be equal in two tabs before one of them may compute for the other. */
export interface ModelUse {
  readonly source: ModelSource
  /** The kind of worker that holds the model. */
  readonly group: string
  readonly candidates: readonly { readonly device: Device; readonly runtime: Runtime | undefined }[]
  readonly threads: number
  /** How many workers share a long list, where the caller decided it. */
  readonly workers: number | undefined
  /** Where the vectors are kept across visits. */
  readonly cache?: { readonly name: string; readonly maxBytes: number } | undefined
}

/** The name under which tabs find each other. A difference in any part gives another name, and then nothing is shared. */
export function modelName({ source, group, candidates, threads, workers = 0, cache }: ModelUse): string {
  // The same bytes may be served at two addresses: an app has pages in several folders.
  const identity = source.type === 'catalog' ? `${source.id} ${source.sha256}` : modelKey(source)
  const places = candidates.map(({ device, runtime = 'any' }) => `${device}/${runtime}`)
  const isolation = globalThis.crossOriginIsolated === true ? 'isolated' : 'plain'
  const kept = cache === undefined ? [] : [JSON.stringify([cache.name, cache.maxBytes])]
  return ['tacet', VERSION, group, ...places, threads, workers, isolation, ...kept, identity].join(' ')
}
