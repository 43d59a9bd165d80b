import type { Filter } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields } from '../shared/worker-api.js'

/** A server that keeps records and finds them. Two are here; another one can be written by this contract. */
export interface RemoteServer {
  readonly name: string
  /** Opens a collection, or makes one where there is none. Answers what the vectors in it are. */
  open(name: string, shape: StoreShape, signal: AbortSignal | undefined): Promise<RemoteCollection>
}

/** One collection of a server. Every call asks it anew: others may write at the same time. */
export interface RemoteCollection {
  readonly shape: StoreShape
  /** Inserts or replaces, all or nothing. No id comes twice. */
  put(batch: Batch, signal: AbortSignal | undefined): Promise<void>
  delete(ids: readonly string[]): Promise<void>
  clear(): Promise<void>
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

export interface RemoteQuery {
  readonly limit: number
  readonly filter: Filter | undefined
  /** Whether hits need their vectors. */
  readonly vectors: boolean
  /** Whether to do without an approximate index. */
  readonly exact: boolean
  /** Whether the last word may be unfinished. */
  readonly prefix: boolean
  readonly signal: AbortSignal | undefined
}

export interface RemoteHit {
  readonly id: string
  readonly fields: Fields
  readonly score: number
  readonly vector: Float32Array | undefined
}
