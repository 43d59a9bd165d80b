import { asyncDispose, type Resource } from '../dispose.js'
import type { NlpError } from '../errors.js'
import { decodeArchive, encodeArchive } from './archive.js'
import { type Filter, parseFilter } from './filter.js'
import type { StoreShape } from './manifest.js'
import { checkVector, packRecords, unpackRecords, type VectorRecord, withId } from './pack.js'
import type { Metric } from './quantize.js'
import { type ReembedOptions, reembed, type TextEmbedder } from './reembed.js'
import { type SearchContext, type SearchOptions, type StoreEmbedder, searchStore } from './search.js'
import { openClient, type StoreClient } from './store-client.js'
import type { Batch, StoreStats } from './worker-api.js'

export interface VectorStoreOptions {
  /** Makes the vectors; the store remembers which model that was. Or its name and dimensions, without texts as queries. */
  embedder: StoreEmbedder
  /** How vectors are compared; with `dot` their length counts. @default 'cosine' */
  metric?: Metric | undefined
  /** The fields whose words can be searched. @default ['text'] */
  text?: readonly string[] | undefined
  /** The language of the texts, as in `lang`: how words are broken and stemmed. @default 'en' */
  language?: string | undefined
  /**
   * Whether to keep the store when the page goes. With the first `put` the browser is asked never to remove it for want
   * of space; some browsers ask the user. @default true
   */
  persist?: boolean | undefined
  /** `low` keeps a quarter in memory and gives approximate scores, right to about a hundredth. @default 'full' */
  memory?: 'full' | 'low' | undefined
  /** Told what no call can report: damaged records found in the background, data removed from outside. */
  onProblem?: ((error: NlpError) => void) | undefined
  /** Starts the worker, where a bundler or a policy needs it done otherwise. @default the worker of this package */
  worker?: (() => Worker) | undefined
  signal?: AbortSignal | undefined
}

export interface PutOptions {
  signal?: AbortSignal | undefined
  /** Hears how many records are stored so far. */
  onProgress?: ((progress: { readonly loaded: number; readonly total: number | undefined }) => void) | undefined
}

export interface Hit<R extends VectorRecord = VectorRecord> {
  readonly score: number
  /** The record without its vector; `get` has it. */
  readonly record: Omit<R, 'vector'>
}

/** Iterating gives every record; one that is replaced meanwhile may come a second time. */
export interface VectorStore<R extends VectorRecord = VectorRecord> extends Resource, AsyncIterable<R> {
  readonly name: string
  /** Of the vectors; another embedder may have others. */
  readonly dimensions: number
  /**
   * Inserts records or replaces those of the same id. Stored in batches, each wholly or not at all: when it rejects,
   * the records up to the last `onProgress` are kept.
   */
  put(records: Iterable<R> | AsyncIterable<R>, options?: PutOptions): Promise<void>
  get(id: string, options?: { signal?: AbortSignal | undefined }): Promise<R | undefined>
  delete(ids: Iterable<string>): Promise<void>
  clear(): Promise<void>
  count(): Promise<number>
  /** The best hits for a vector, or for a text: by its words, its meaning, or both. */
  search(query: Float32Array | string, options?: SearchOptions<R>): Promise<Hit<R>[]>
  /** Waits until everything is on the disk; without it a power failure may cost the last second or so. */
  flush(): Promise<void>
  stats(): Promise<StoreStats>
  /**
   * Replaces every vector by one of another embedder, from the texts of the records. Until it is done the store stays
   * as it was, and writing waits; other tabs have to open it again.
   */
  reembed(embedder: TextEmbedder & StoreEmbedder, options?: ReembedOptions): Promise<void>
  /** Everything as one stream of bytes, with checksums. For a file: `new Response(store.export()).blob()`. */
  export(): ReadableStream<Uint8Array<ArrayBuffer>>
  /** Puts the records of an export, of the same model and language. */
  import(source: Blob | ReadableStream<Uint8Array>, options?: PutOptions): Promise<void>
}

/**
 * Opens a store of vectors and their records, or starts one. Kept in IndexedDB, searched in a worker, safe to use in
 * several tabs.
 *
 * @example
 * const store = await openVectorStore('notes', { embedder: { model: 'my-model', dimensions: 3 } })
 * await store.put([{ id: 'a', vector: Float32Array.of(1, 0, 0), text: 'Rain', year: 2024 }])
 * const [hit] = await store.search(Float32Array.of(1, 0.1, 0), { filter: { year: { gte: 2020 } } })
 * console.log(hit?.record.id)
 * await store.close()
 */
export async function openVectorStore<R extends VectorRecord = VectorRecord>(
  name: string,
  options: VectorStoreOptions,
): Promise<VectorStore<R>> {
  const context = await openContext(name, options)
  return createStore<R>(name, context)
}

/** Opens the worker behind a store. */
export async function openContext(name: string, options: VectorStoreOptions): Promise<SearchContext> {
  const { embedder, persist = true, memory = 'full', onProblem = () => {}, worker = spawnWorker, signal } = options
  signal?.throwIfAborted()
  const shape = shapeOf(name, options)
  const request = { name, shape, persist, exact: memory === 'full' }
  const client = await openClient({ ...request, onProblem, worker, signal })
  return { client, shape, embedder }
}

function createStore<R extends VectorRecord>(name: string, context: SearchContext): VectorStore<R> {
  const { client } = context
  return {
    name,
    get dimensions() {
      return context.shape.dimensions
    },
    async put(records, { signal, onProgress } = {}) {
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
        // Reports travel beside the answer, and the last one may come too late to be heard.
        if (before < end) report(end)
      }
    },
    async get(id, { signal } = {}) {
      const batch = await client.call((api) => api.get([id]), { signal })
      return batch.records.length === 0 ? undefined : unpackRecords<R>(batch)[0]
    },
    async delete(ids) {
      const list = [...ids]
      await client.call((api) => api.delete(list, { put: [], remove: [] }))
    },
    clear: () => client.call((api) => api.clear()),
    count: () => client.call((api) => api.count()),
    async search(query, options = {}) {
      if (typeof query !== 'string') checkVector(query, context.shape, 'The query')
      if (typeof options.filter === 'object') parseFilter(options.filter as Filter)
      const found = await searchStore(query, options, context)
      return found.map(({ score, ...record }) => ({ score, record: withId(record) as unknown as Omit<R, 'vector'> }))
    },
    flush: () => client.call((api) => api.flush()),
    stats: () => client.call((api) => api.stats()),
    close: () => client.close(),
    [asyncDispose]: () => client.close(),
    async reembed(embedder, options = {}) {
      const shape = { ...context.shape, model: modelOf(embedder), dimensions: embedder.dimensions }
      await reembed(client, batchesOf(client), embedder, shape, options)
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

async function* batchesOf(client: StoreClient): AsyncGenerator<Batch> {
  await client.call((api) => api.beginReading())
  try {
    for (let cursor: number | undefined = 0; cursor !== undefined; ) {
      const from: number = cursor
      const { batch, next } = await client.call((api) => api.read(from, ITERATED_ROWS))
      yield batch
      cursor = next
    }
  } finally {
    // A store that was closed in the middle has let go already.
    await client.call((api) => api.endReading()).catch(() => {})
  }
}

/** Records fetched at once by an iteration. */
const ITERATED_ROWS = 512

function shapeOf(name: string, options: VectorStoreOptions): StoreShape {
  const { embedder, metric = 'cosine', text = ['text'], language = 'en' } = options
  if (typeof name !== 'string' || name === '') throw new TypeError(`\`name\` must be a string that is not empty`)
  const { model, dimensions } = embedder
  if (typeof model !== 'string') throw new TypeError(`\`embedder.model\` must be a string, got ${typeof model}`)
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
    throw new RangeError(
      `\`embedder.dimensions\` must be a whole number from 1 to ${MOST_DIMENSIONS}, got ${dimensions}`,
    )
  }
  if (metric !== 'cosine' && metric !== 'dot') {
    throw new TypeError(`\`metric\` must be 'cosine' or 'dot', got ${String(metric)}`)
  }
  return { model: modelOf(embedder), dimensions, metric, language, text }
}

/** The name says which model, the digest which weights: vectors of two of them must not be mixed. */
function modelOf({ model, digest }: StoreEmbedder): string {
  return digest === undefined ? model : `${model}@${digest}`
}

/** More would not fit the kernel's 32-bit sums with a useful number of bits for the query. */
const MOST_DIMENSIONS = 16384

// The line has to stay literal: bundlers look for this form, and Vite finds the .ts source under the .js name.
function spawnWorker(): Worker {
  return new Worker(new URL('../../workers/store.worker.js', import.meta.url), { type: 'module', name: 'tacet-store' })
}
