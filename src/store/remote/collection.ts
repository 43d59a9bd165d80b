import type { Filter } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields } from '../shared/worker-api.js'

/** A server that keeps records and finds them. Some servers come with the package; this interface is the contract for others. */
export interface RemoteServer {
  /** The kind of server, in messages. */
  readonly name: string
  /** Opens a collection, or creates it where it does not exist. The answer holds the shape of the stored vectors. */
  open(name: string, shape: StoreShape, signal: AbortSignal | undefined): Promise<RemoteCollection>
}

/** One collection of a server. Nothing is cached, because other clients may write at the same time. */
export interface RemoteCollection {
  /** The shape of the records as the server has it. */
  readonly shape: StoreShape
  /** Inserts or replaces records, all or none. No id appears twice in a batch. */
  put(batch: Batch, signal: AbortSignal | undefined): Promise<void>
  /** Removes records. An unknown id is not an error. */
  delete(ids: readonly string[]): Promise<void>
  /** Removes all records. */
  clear(): Promise<void>
  /** How many records there are. */
  count(): Promise<number>
  /** Returns the records of these ids that exist. */
  get(ids: readonly string[], signal: AbortSignal | undefined): Promise<Batch>
  /** Returns records in the server's own order. `next` is the cursor of the next call. */
  read(cursor: string | undefined): Promise<{ readonly batch: Batch; readonly next: string | undefined }>
  /** The nearest records, best first. */
  byVector(vector: Float32Array, query: RemoteQuery): Promise<readonly RemoteHit[]>
  /** The records that match the words of a text best, best first. */
  byWords(text: string, query: RemoteQuery): Promise<readonly RemoteHit[]>
}

/** A search on a server. */
export interface RemoteQuery {
  /** The largest number of hits. */
  readonly limit: number
  /** Which records to consider. */
  readonly filter: Filter | undefined
  /** Whether the hits need their vectors. */
  readonly vectors: boolean
  /** Whether to search without an approximate index. */
  readonly exact: boolean
  /** Whether the last word may be unfinished. */
  readonly prefix: boolean
  /** Stops the search. */
  readonly signal: AbortSignal | undefined
}

/** A record that a server found. */
export interface RemoteHit {
  /** The id of the record. */
  readonly id: string
  /** The fields of the record, without id and vector. */
  readonly fields: Fields
  /** How well the record fits; higher is better. */
  readonly score: number
  /** The vector of the record, where the query asked for vectors. */
  readonly vector: Float32Array | undefined
}
