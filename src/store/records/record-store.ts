import { checkOptions, describe, type OptionKinds } from '../../calls/check-options.js'
import type { Resource } from '../../calls/dispose.js'
import type { VectorMetric } from '../shared/quantize.js'
import type { Batch } from '../shared/worker-api.js'
import { unpackRecords, type VectorRecord } from './pack.js'
import type { SearchOptions } from './search.js'

/** Options for writing records. */
export interface PutOptions {
  /** Stops the writing. Records that are already stored stay. */
  signal?: AbortSignal | undefined
  /** Is called with the number of records stored so far. */
  onProgress?: ((progress: { readonly loaded: number; readonly total: number | undefined }) => void) | undefined
}

export const PUT_OPTIONS: OptionKinds<PutOptions> = { signal: 'signal', onProgress: 'function' }

/** Options for reading records. */
export interface GetOptions {
  /** Aborts the work. The call rejects with the reason of the signal. */
  signal?: AbortSignal | undefined
}

/** A record that was found, and how well it fits. */
export interface Hit<R extends VectorRecord = VectorRecord> {
  /**
   * How well the record fits; higher is better. In hybrid mode the score orders the hits of one search, and cannot be
   * compared across searches: the best hit has a high score even if it hardly fits.
   */
  readonly score: number
  /**
   * How near the meaning of the record is to the query: the cosine of the two vectors, or their dot product in a store with that metric.
   * `undefined` in a search by words alone, and on a server for a hit that only the words found, unless the search has `minScore`
   * or `diversity`.
   */
  readonly similarity?: number | undefined
  /** The record without its vector; `get` returns the vector too. */
  readonly record: Omit<R, 'vector'>
}

/**
 * The calls that every store of vectors has, in the browser or on a server. Iterating gives every record; a record that is replaced during
 * the iteration may come twice.
 */
export interface RecordStore<R extends VectorRecord = VectorRecord> extends Resource, AsyncIterable<R> {
  /** The name of the store. */
  readonly name: string
  /** The model of the vectors. Vectors of another model are refused. */
  readonly model: string
  /** The number of dimensions of every vector in the store. */
  readonly dimensions: number
  /** How vectors are compared. */
  readonly metric: VectorMetric
  /**
   * Inserts records, or replaces the records with the same ids. Each batch is stored wholly or not at all. When the call rejects, the
   * records that the last `onProgress` counted are kept.
   */
  put(records: Iterable<R> | AsyncIterable<R>, options?: PutOptions): Promise<void>
  /** Returns the record of an id, or the records of a list of ids; `undefined` for an id that the store does not have. */
  get(id: string, options?: GetOptions): Promise<R | undefined>
  get(ids: readonly string[], options?: GetOptions): Promise<(R | undefined)[]>
  /** Removes records. An unknown id is not an error. */
  delete(ids: Iterable<string>): Promise<void>
  /** Removes all records. */
  clear(): Promise<void>
  /** How many records there are. */
  count(): Promise<number>
  /** Finds the best hits for a vector, or for a text: by its words, its meaning, or both. */
  search(query: Float32Array | string, options?: SearchOptions<R>): Promise<Hit<R>[]>
  /** Waits until everything is on the disk. Without `flush`, a power failure may lose about the last second of writes. */
  flush(): Promise<void>
  /** Returns the whole store as one stream of bytes, with checksums. For a file: `new Response(store.export()).blob()`. */
  export(): ReadableStream<Uint8Array<ArrayBuffer>>
  /** Puts the records of an export. The export must have the same model and language. */
  import(source: Blob | ReadableStream<Uint8Array>, options?: PutOptions): Promise<void>
}

/** Builds `get` from a function that returns the records it finds, in any order. */
export function getFrom<R extends VectorRecord>(
  read: (ids: readonly string[], signal: AbortSignal | undefined) => Promise<Batch>,
): RecordStore<R>['get'] {
  const get = async (ids: string | readonly string[], options: GetOptions = {}) => {
    checkOptions('get', options, { signal: 'signal' })
    const { signal } = options
    const list = typeof ids === 'string' ? [ids] : ids
    if (!Array.isArray(list) || !list.every((id) => typeof id === 'string')) {
      throw new TypeError(`\`ids\` must be an id or a list of ids, all of them strings, got ${describe(ids)}`)
    }
    const found = new Map(unpackRecords<R>(await read(list, signal)).map((record) => [record.id, record]))
    return typeof ids === 'string' ? found.get(ids) : list.map((id) => found.get(id))
  }
  return get as RecordStore<R>['get']
}

/** The ids to delete. A single text is refused: its letters would be taken for ids. */
export function idsOf(ids: Iterable<string>): readonly string[] {
  const given: unknown = ids
  const list =
    typeof given === 'object' && given !== null && Symbol.iterator in given
      ? [...(given as Iterable<unknown>)]
      : undefined
  if (list?.every((id) => typeof id === 'string')) return list as string[]
  throw new TypeError(`\`ids\` must be a list of strings, got ${describe(ids)}. For one record: delete([id])`)
}
