/**
 * What the store asks of a place that keeps things: named areas of keys and values, and changes that happen wholly or
 * not at all.
 */
export interface Storage {
  /** Runs reads that all see the same state. `use` must await nothing but these reads. */
  read<T>(areas: readonly Area[], use: (reader: Reader) => Promise<T>): Promise<T>
  /** Makes all changes or none. `strict` waits until they are on the disk and not only with the system. */
  commit(writes: readonly Write[], options?: { readonly strict?: boolean | undefined }): Promise<void>
  /** Puts a value where there is none, whoever tries the same at once; answers with the one that was there. */
  putIfAbsent(area: Area, key: Key, value: unknown): Promise<unknown>
  close(): void
}

/**
 * - `meta`: the manifest
 * - `tail`: batches of rows not yet in a segment, by sequence number
 * - `codes`, `vectors`, `words`, `ids`, `deleted`: by segment
 * - `columns`: by segment and field
 * - `pages`: 64 records without their vectors, by segment and page
 * - `objects`: whatever else belongs to the records
 */
export const AREAS = [
  'meta',
  'tail',
  'codes',
  'vectors',
  'words',
  'ids',
  'deleted',
  'columns',
  'pages',
  'objects',
] as const
export type Area = (typeof AREAS)[number]
export type Key = string | number

export type Write =
  | { readonly type: 'put'; readonly area: Area; readonly key: Key; readonly value: unknown }
  | { readonly type: 'delete'; readonly area: Area; readonly key: Key }
  | { readonly type: 'clear'; readonly area: Area }

export interface Reader {
  get(area: Area, key: Key): Promise<unknown>
  /** The keys of an area, in order; strings from `prefix` on that start with it. */
  keys(area: Area, prefix?: string): Promise<Key[]>
}
