import { checkOptions, describe, type OptionKinds } from '../calls/check-options.js'
import { requireCipherKey } from '../calls/cipher-key.js'
import { asyncDispose } from '../calls/dispose.js'
import type { NlpError } from '../shared/errors.js'
import { announcedWorker } from '../wire/announced-worker.js'
import { holdingRows } from './hold-rows.js'
import { type ListOptions, listRecords } from './list-records.js'
import { liveHits } from './live-hits.js'
import { decodeArchive, encodeArchive } from './records/archive.js'
import type { ReembedOptions, TextEmbedder } from './records/embed-records.js'
import { findHits } from './records/find-hits.js'
import { packRecords, unpackRecords, type VectorRecord } from './records/pack.js'
import { getFrom, type Hit, idsOf, PUT_OPTIONS, type RecordStore } from './records/record-store.js'
import type { SearchContext, SearchOptions, StoreEmbedder } from './records/search.js'
import { checkName, modelOf, SHAPE_OPTIONS, type ShapeOptions, shapeOf } from './records/shape-options.js'
import { reembed } from './reembed.js'
import { type Filter, parseFilter } from './shared/filter.js'
import type { Batch, CountedValue, StoreStats } from './shared/worker-api.js'
import { openClient, type StoreClient } from './store-client.js'

/** Options for a store in the browser: the shape of the records, and how they are kept. */
export interface VectorStoreOptions extends ShapeOptions {
  /**
   * Whether to keep the store when the page is closed. With the first `put` the store asks the browser never to remove the data when space
   * runs short; some browsers ask the user.
   * @default true
   */
  persist?: boolean | undefined
  /** `low` keeps a quarter in memory and gives approximate scores, accurate to about a hundredth. @default 'full' */
  memory?: 'full' | 'low' | undefined
  /**
   * Encrypts all that the store keeps on the device: records, vectors, words, the names of fields and the ids of documents. The key is
   * an AES-GCM `CryptoKey` of yours and is not stored. Another key is refused with code 'invalid-data'.
   * @default not encrypted
   */
  key?: CryptoKey | undefined
  /** Is called with problems that no call can report: damaged records found in the background, data removed by the browser. */
  onProblem?: ((error: NlpError) => void) | undefined
  /** Starts the worker, where a bundler or a policy needs another way. @default the worker of this package */
  worker?: (() => Worker) | undefined
  /** Stops the opening. */
  signal?: AbortSignal | undefined
}

/** The values of each field, the most frequent first. */
export type FieldCounts<Field extends string> = Readonly<Record<Field, readonly CountedValue[]>>

/** Options for counting the values of fields. */
export interface FacetOptions {
  /** Which records to count. @default all */
  filter?: Filter | undefined
  /** The largest number of values of each field. @default 10 */
  limit?: number | undefined
  /** Aborts the work. The call rejects with the reason of the signal. */
  signal?: AbortSignal | undefined
}

export const STORE_OPTIONS: OptionKinds<VectorStoreOptions> = {
  ...SHAPE_OPTIONS,
  persist: 'boolean',
  memory: 'any',
  key: 'any',
  onProblem: 'function',
  worker: 'function',
  signal: 'signal',
}

/** A store in the browser. */
export interface VectorStore<R extends VectorRecord = VectorRecord> extends RecordStore<R> {
  /**
   * The hits of a search now, and again after each change that changes them, by this tab or another one. A slow reader misses hits that are
   * out of date. The stream ends when the store is closed; `cancel()` ends it sooner.
   *
   * @example
   * const reader = store.subscribe('rain', { limit: 5 }).getReader()
   * for (let next = await reader.read(); !next.done; next = await reader.read()) console.log(next.value)
   */
  subscribe(query: Float32Array | string, options?: SearchOptions<R>): ReadableStream<Hit<R>[]>
  /**
   * The records that pass a filter, in the order of fields, without a query and without vectors. The records are those that the store has
   * when the iteration begins; later changes do not show.
   *
   * @example
   * for await (const note of store.list({ filter: { language: 'en' }, sort: { field: 'year', order: 'descending' }, limit: 20 })) console.log(note.id)
   */
  list(options?: ListOptions<R>): AsyncIterable<Omit<R, 'vector'>>
  /** Returns numbers about the store: its records, its segments and its memory. */
  stats(): Promise<StoreStats>
  /**
   * Counts the values of fields, the most frequent first: for the lists beside search results by which people narrow a search. Equally
   * frequent values are in their own order. Null and objects do not count.
   *
   * @example
   * const { year } = await store.facets(['year'], { filter: { language: 'en' } })
   * for (const { value, count } of year) console.log(value, count)
   */
  facets<Field extends string>(fields: readonly Field[], options?: FacetOptions): Promise<FieldCounts<Field>>
  /**
   * Replaces every vector by a vector of another embedder, made from the texts of the records. The store stays as it was until the end, and
   * writing waits. Other tabs have to open the store again afterwards.
   */
  reembed(embedder: TextEmbedder & StoreEmbedder, options?: ReembedOptions): Promise<void>
}

/** An open store: its worker, and the shape and embedder that a search needs. */
export interface StoreContext extends SearchContext {
  readonly client: StoreClient
}

/**
 * Opens a store of vectors and their records, or creates it. The store is kept in IndexedDB, searched in a worker, and safe to use in
 * several tabs.
 *
 * @example
 * interface Note extends VectorRecord {
 *   text: string
 *   year: number
 * }
 * const store = await openVectorStore<Note>('notes', { embedder: { model: 'my-model', dimensions: 3 } })
 * await store.put([{ id: 'a', vector: Float32Array.of(1, 0, 0), text: 'Rain', year: 2024 }])
 * const [hit] = await store.search(Float32Array.of(1, 0.1, 0), { filter: { year: { gte: 2020 } } })
 * console.log(hit?.record.id)
 * await store.close()
 */
export async function openVectorStore<R extends VectorRecord = VectorRecord>(
  name: string,
  options: VectorStoreOptions,
): Promise<VectorStore<R>> {
  checkName(name)
  checkOptions('openVectorStore', options, STORE_OPTIONS, ['embedder'])
  const context = await openContext(name, options)
  return createStore<R>(name, context)
}

/** Opens the worker behind a store. */
export async function openContext(name: string, options: VectorStoreOptions): Promise<StoreContext> {
  const { embedder, persist = true, memory = 'full', key, onProblem = () => {}, worker = spawnWorker, signal } = options
  if (memory !== 'full' && memory !== 'low') {
    throw new TypeError(`\`memory\` must be 'full' or 'low', got ${describe(memory)}`)
  }
  if (key !== undefined) requireCipherKey(key)
  signal?.throwIfAborted()
  const shape = shapeOf(options)
  const request = { name, shape, persist, exact: memory === 'full', key }
  const client = await openClient({ ...request, onProblem, worker, signal })
  return { client, shape, embedder }
}

function createStore<R extends VectorRecord>(name: string, context: StoreContext): VectorStore<R> {
  const { client } = context

  return {
    name,
    get model() {
      return context.shape.model
    },
    get dimensions() {
      return context.shape.dimensions
    },
    metric: context.shape.metric,
    async put(records, putOptions = {}) {
      checkOptions('put', putOptions, PUT_OPTIONS)
      const { signal, onProgress } = putOptions
      signal?.throwIfAborted()
      const total = Array.isArray(records) ? records.length : undefined
      let before = 0
      for await (const batch of packRecords(records, context.shape)) {
        const start = before
        const end = start + batch.records.length
        const report = (loaded: number) => {
          before = loaded
          onProgress?.({ loaded, total })
        }
        await client.put({ ...batch, ...NOTHING_ELSE }, (rows) => report(start + rows), signal)
        // Progress reports travel beside the answer, and the last report may come too late.
        if (before < end) report(end)
      }
    },
    get: getFrom<R>((ids, signal) => client.call((api) => api.get(ids), { signal })),
    async delete(ids) {
      const list = idsOf(ids)
      await client.call((api) => api.delete(list, { put: [], remove: [] }))
    },
    clear: () => client.call((api) => api.clear()),
    count: () => client.call((api) => api.count()),
    search: (query, options = {}) => findHits<R>(query, options, context),
    subscribe: (query, { signal, ...options } = {}) =>
      liveHits({
        search: (until) => findHits<R>(query, { ...options, signal: until }, context),
        onChange: client.onChange,
        ended: client.ended,
        signal,
      }),
    async facets<Field extends string>(fields: readonly Field[], options: FacetOptions = {}) {
      checkOptions('facets', options, { filter: 'object', limit: 'any', signal: 'signal' })
      const { filter, limit = 10, signal } = options
      if (!Array.isArray(fields) || !fields.every((field) => typeof field === 'string')) {
        throw new TypeError(`\`fields\` must be a list of names, got ${describe(fields)}`)
      }
      if (!Number.isInteger(limit) || limit < 1) {
        throw new RangeError(`\`limit\` must be a positive integer, got ${String(limit)}`)
      }
      if (filter !== undefined) parseFilter(filter)
      const counts = await client.call((api) => api.countValues({ fields, filter, limit }), { signal })
      const found = fields.map((field, index) => [field, counts[index] ?? []] as const)
      return Object.fromEntries(found) as FieldCounts<Field>
    },
    list: (options = {}) => listRecords<R>(client, options),
    flush: () => client.call((api) => api.flush()),
    stats: () => client.call((api) => api.stats()),
    close: () => client.close(),
    [asyncDispose]: () => client.close(),
    async reembed(embedder, options = {}) {
      const shape = { ...context.shape, model: modelOf(embedder), dimensions: embedder.dimensions }
      await reembed(client, batchesOf(client, { vectors: false }), embedder, shape, options)
      context.shape = shape
      context.embedder = embedder
    },
    export: () => encodeArchive(context.shape, batchesOf(client)),
    async import(source, { signal, onProgress } = {}) {
      signal?.throwIfAborted()
      const stream = source instanceof Blob ? source.stream() : source
      let loaded = 0
      for await (const batch of decodeArchive(name, context.shape, stream)) {
        await client.put({ ...batch, ...NOTHING_ELSE }, () => {}, signal)
        loaded += batch.records.length
        onProgress?.({ loaded, total: undefined })
      }
    },
    async *[Symbol.asyncIterator]() {
      for await (const batch of batchesOf(client)) yield* unpackRecords<R>(batch)
    },
  }
}

const NOTHING_ELSE = { remove: [], objects: { put: [], remove: [] } } as const

function batchesOf(client: StoreClient, { vectors = true } = {}): AsyncGenerator<Batch> {
  return holdingRows(client, async function* () {
    for (let cursor: number | undefined = 0; cursor !== undefined; ) {
      const from: number = cursor
      const { batch, next } = await client.call((api) => api.read(from, ITERATED_ROWS, { vectors }))
      yield batch
      cursor = next
    }
  })
}

/** Records that an iteration fetches at once. */
const ITERATED_ROWS = 512

// The line must stay literal. Bundlers look for this form, and Vite finds the .ts source under the .js name.
function spawnWorker(): Worker {
  return (
    announcedWorker('store.worker.js', 'tacet-store') ??
    new Worker(new URL('../../workers/store.worker.js', import.meta.url), { type: 'module', name: 'tacet-store' })
  )
}
