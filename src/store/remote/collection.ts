import type { Filter } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields } from '../shared/worker-api.js'

/** A server that keeps records and finds them. Two are here; another one can be written by this contract. */
export interface RemoteServer {
  /** The kind of server, in messages. */
  readonly name: string
  /** Opens a collection, or makes one where there is none. Answers what the vectors in it are. */
  open(name: string, shape: StoreShape, signal: AbortSignal | undefined): Promise<RemoteCollection>
}

/** One collection of a server. Every call asks it anew: others may write at the same time. */
export interface RemoteCollection {
  /** What the records look like, as the server has them. */
  readonly shape: StoreShape
  /** Inserts or replaces, all or nothing. No id comes twice. */
  put(batch: Batch, signal: AbortSignal | undefined): Promise<void>
  /** Removes records. An id that is not there is no error. */
  delete(ids: readonly string[]): Promise<void>
  /** Removes all records. */
  clear(): Promise<void>
  /** How many records there are. */
  count(): Promise<number>
  /** The records of these ids that are there. */
  get(ids: readonly string[], signal: AbortSignal | undefined): Promise<Batch>
  /** Records in an order of the server's; `next` is where to go on. */
  read(cursor: string | undefined): Promise<{ readonly batch: Batch; readonly next: string | undefined }>
  /** The nearest records, best first. */
  byVector(vector: Float32Array, query: RemoteQuery): Promise<readonly RemoteHit[]>
  /** The records with the most telling words of a text, best first. */
  byWords(text: string, query: RemoteQuery): Promise<readonly RemoteHit[]>
}

/** What a server is asked to find. */
export interface RemoteQuery {
  /** How many records are wanted. */
  readonly limit: number
  /** Which records come into question. */
  readonly filter: Filter | undefined
  /** Whether hits need their vectors. */
  readonly vectors: boolean
  /** Whether to do without an approximate index. */
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
  /** The vector of the record, where it was asked for. */
  readonly vector: Float32Array | undefined
}
