/** A place that keeps the data of a store: named areas of keys and values, with changes that happen wholly or not at all. */
export interface Storage {
  /** Runs reads that all see the same state. `use` must await nothing but these reads. */
  read<T>(areas: readonly Area[], use: (reader: Reader) => Promise<T>): Promise<T>
  /** Makes all changes or none. `strict` waits until the disk has the changes and not only the operating system. */
  commit(writes: readonly Write[], options?: { readonly strict?: boolean | undefined }): Promise<void>
  /** Puts a value where the key has none, also when several tabs try at once. Returns the value that was there before. */
  putIfAbsent(area: Area, key: Key, value: unknown): Promise<unknown>
  close(): void
}

/**
 * - `meta`: the manifest
 * - `tail`: batches of rows that are not in a segment yet, by sequence number
 * - `codes`, `vectors`, `words`, `ids`, `deleted`: by segment
 * - `columns`: by segment and field
 * - `pages`: 64 records without their vectors, by segment and page
 * - `objects`: other values that belong to the records
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
  /** The keys of an area in order; with `prefix`, only the strings that start with it. */
  keys(area: Area, prefix?: string): Promise<Key[]>
}
