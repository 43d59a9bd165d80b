import { checkOptions, type OptionKinds } from '../../calls/check-options.js'
import type { Resource } from '../../calls/dispose.js'
import type { VectorMetric } from '../shared/quantize.js'
import type { Batch } from '../shared/worker-api.js'
import { unpackRecords, type VectorRecord } from './pack.js'
import type { SearchOptions } from './search.js'

/** How records are written. */
export interface PutOptions {
  /** Stops the writing; the records that were stored stay. */
  signal?: AbortSignal | undefined
  /** Hears how many records are stored so far. */
  onProgress?: ((progress: { readonly loaded: number; readonly total: number | undefined }) => void) | undefined
}

export const PUT_OPTIONS: OptionKinds<PutOptions> = { signal: 'signal', onProgress: 'function' }

/** How records are read. */
export interface GetOptions {
  /** Aborts the work; the call rejects with exactly its reason. */
  signal?: AbortSignal | undefined
}

/** A record that was found, and how well it fits. */
export interface Hit<R extends VectorRecord = VectorRecord> {
  /** How well the record fits; higher is better. */
  readonly score: number
  /** The record without its vector; `get` has it. */
  readonly record: Omit<R, 'vector'>
}

/**
 * What every store of vectors does, wherever it keeps them. Iterating gives every record; one that is replaced
 * meanwhile may come a second time.
 */
export interface RecordStore<R extends VectorRecord = VectorRecord> extends Resource, AsyncIterable<R> {
  /** The name of the store. */
  readonly name: string
  /** The model of the vectors; those of another are refused. */
  readonly model: string
  /** Of the vectors; another embedder may have others. */
  readonly dimensions: number
  /** How vectors are compared. */
  readonly metric: VectorMetric
  /**
   * Inserts records or replaces those of the same id. Stored in batches, each wholly or not at all: when it rejects,
   * the records up to the last `onProgress` are kept.
   */
  put(records: Iterable<R> | AsyncIterable<R>, options?: PutOptions): Promise<void>
  /** The record of an id, or those of a list of ids; undefined where there is none. */
  get(id: string, options?: GetOptions): Promise<R | undefined>
  get(ids: readonly string[], options?: GetOptions): Promise<(R | undefined)[]>
  /** Removes records. An id that is not there is no error. */
  delete(ids: Iterable<string>): Promise<void>
  /** Removes all records. */
  clear(): Promise<void>
  /** How many records there are. */
  count(): Promise<number>
  /** The best hits for a vector, or for a text: by its words, its meaning, or both. */
  search(query: Float32Array | string, options?: SearchOptions<R>): Promise<Hit<R>[]>
  /** Waits until everything is on the disk; without it a power failure may cost the last second or so. */
  flush(): Promise<void>
  /** Everything as one stream of bytes, with checksums. For a file: `new Response(store.export()).blob()`. */
  export(): ReadableStream<Uint8Array<ArrayBuffer>>
  /** Puts the records of an export, of the same model and language. */
  import(source: Blob | ReadableStream<Uint8Array>, options?: PutOptions): Promise<void>
}

/** `get` over something that answers with those of the asked ids that are there, in any order. */
export function getFrom<R extends VectorRecord>(
  read: (ids: readonly string[], signal: AbortSignal | undefined) => Promise<Batch>,
): RecordStore<R>['get'] {
  const get = async (ids: string | readonly string[], options: GetOptions = {}) => {
    checkOptions('get', options, { signal: 'signal' })
    const { signal } = options
    const list = typeof ids === 'string' ? [ids] : ids
    const found = new Map(unpackRecords<R>(await read(list, signal)).map((record) => [record.id, record]))
    return typeof ids === 'string' ? found.get(ids) : list.map((id) => found.get(id))
  }
  return get as RecordStore<R>['get']
}
