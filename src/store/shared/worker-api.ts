import type { NlpError } from '../../shared/errors.js'
import type { FilterValue } from './column.js'
import type { Filter } from './filter.js'
import type { Fusion } from './fuse.js'
import type { StoreShape } from './manifest.js'
import type { SortField } from './sort.js'
import type { Key } from './storage.js'

/** A record without its id and vector. */
export type Fields = Readonly<Record<string, unknown>>

export interface StoredRecord {
  readonly id: string
  readonly fields: Fields
}

/** Rows in the form in which they are sent. `vectors` holds one row of numbers for each record. */
export interface Batch {
  readonly records: readonly StoredRecord[]
  readonly vectors: Float32Array<ArrayBuffer>
}

/** Objects that are put or removed together with records, in the same transaction as the last of the records. */
export interface ObjectChanges {
  readonly put: readonly (readonly [Key, unknown])[]
  readonly remove: readonly Key[]
}

export interface PutRequest extends Batch {
  /** Records to delete in the same transaction as the last of the new ones. */
  readonly remove: readonly string[]
  readonly objects: ObjectChanges
}

/** A search: a vector, words, or both at once. */
export interface SearchRequest {
  readonly vector?: Float32Array | undefined
  readonly words?: string | undefined
  readonly limit: number
  readonly filter?: Filter | undefined
  /** The least score, or the least similarity where both vector and words are given. */
  readonly minScore?: number | undefined
  /** The weight of the vector where both are given. */
  readonly weight: number
  readonly fusion: Fusion
  readonly diversity: number
  /** Whether the last word may be unfinished. */
  readonly prefix: boolean
  /** Whether words with a typo are found too. */
  readonly typos?: boolean | undefined
  /** The order of the hits. Without it, the best hits come first. */
  readonly sort?: readonly SortField[] | undefined
  /** Whether to score every row. With `false`, the search uses clusters. */
  readonly exact?: boolean | undefined
}

export interface FoundRecord extends StoredRecord {
  readonly score: number
  /** The score by meaning alone. */
  readonly similarity?: number | undefined
}

/** A list of records, without a query. */
export interface ListRequest {
  readonly filter?: Filter | undefined
  /** The order of the records. Without it, they come in stored order. */
  readonly sort?: readonly SortField[] | undefined
  readonly limit: number
}

export interface CountRequest {
  readonly fields: readonly string[]
  readonly filter?: Filter | undefined
  /** How many values of each field are returned. */
  readonly limit: number
}

/** A value of a field, and how many records have it. */
export interface CountedValue {
  /** The value; for a list, one of its values. */
  readonly value: Exclude<FilterValue, null>
  /** How many records have the value. */
  readonly count: number
}

export interface OpenRequest {
  readonly name: string
  readonly shape: StoreShape
  /** Whether to keep the data beyond the life of the page. */
  readonly persist: boolean
  /** Whether to keep exact vectors in memory. */
  readonly exact: boolean
  /** Encrypts all that is kept. */
  readonly key?: CryptoKey | undefined
}

export interface OpenAnswer {
  /** Whether the store did not exist before. */
  readonly created: boolean
  /** The id in the manifest. */
  readonly id: string | undefined
  readonly state: StoreState
}

/** Where the data is: in IndexedDB, or only in memory because the app asked for that or the browser refuses storage. */
export type StoreState = 'persistent' | 'memory'

/** Numbers about a store. */
export interface StoreStats {
  /** Where the data of the store is kept. */
  readonly state: StoreState
  /** How many records there are. */
  readonly records: number
  /** How many finished segments there are. */
  readonly segments: number
  /** Rows that are not in a finished segment yet. */
  readonly tailRows: number
  /** Deleted rows that still take space. */
  readonly deletedRows: number
  /** Damaged rows that are left out. */
  readonly damagedRows: number
  /** Bytes of memory that every search needs, without those for exact scores. */
  readonly searchBytes: number
  /** Bytes of memory that exact scores need. */
  readonly exactBytes: number
  /** Whether scores are computed in WebAssembly or in JavaScript. */
  readonly kernel: 'wasm' | 'javascript'
  /** Whether the store has clusters for searches that need not be exact. */
  readonly index: 'flat' | 'clusters'
  /** Counts the changes to the store. */
  readonly generation: number
}

/** An NlpError as it travels to the page. An error object would lose its code on the way. */
export type Problem = Pick<NlpError, 'code' | 'message' | 'details'>

/** The calls that the store's worker answers. */
export interface StoreApi {
  open(request: OpenRequest): Promise<OpenAnswer>
  /**
   * Reports problems that no call can (damage found in the background, a lost database), and each change of the records, by any tab. Resolves
   * when the store is closed.
   */
  watch(onProblem: (problem: Problem) => void, onChange: (generation: number) => void): Promise<void>
  put(request: PutRequest, onStored: (rows: number) => void, signal: AbortSignal): Promise<void>
  delete(ids: readonly string[], objects: ObjectChanges): Promise<void>
  clear(): Promise<void>
  get(ids: readonly string[]): Promise<Batch>
  /** Keeps rows in place until `endReading` is called with the same number. */
  beginReading(reading: number): Promise<void>
  endReading(reading: number): void
  /** Reads records in stored order, from `cursor` on; `next` is the next cursor. With `vectors`, the records have their vectors. */
  read(
    cursor: number,
    limit: number,
    options: { readonly vectors: boolean },
  ): Promise<{ readonly batch: Batch; readonly next: number | undefined }>
  search(request: SearchRequest): Promise<readonly FoundRecord[]>
  /** The numbers of the rows of a list. */
  list(request: ListRequest): Promise<Float64Array<ArrayBuffer>>
  /** The records of rows that `beginReading` holds in place, also of rows that were deleted since. Rows that are lost are left out. */
  recordsAt(reading: number, rows: Float64Array): Promise<readonly StoredRecord[]>
  count(): Promise<number>
  /** How many records have each value, for each field. */
  countValues(request: CountRequest): Promise<readonly (readonly CountedValue[])[]>
  objects(keys: readonly Key[]): Promise<readonly unknown[]>
  objectKeys(prefix: string): Promise<readonly Key[]>
  /**
   * Starts to replace all vectors, once no other tab or call changes the store. `addReembedded` takes new vectors until `finishReembedding`
   * or `stopReembedding`. `job` is the number of the `reembed` call that the vectors belong to.
   */
  beginReembedding(job: number, shape: StoreShape, signal: AbortSignal): Promise<void>
  addReembedded(job: number, batch: Batch): Promise<void>
  finishReembedding(job: number): Promise<void>
  stopReembedding(job: number): Promise<void>
  flush(): Promise<void>
  stats(): Promise<StoreStats>
  close(): Promise<void>
}
