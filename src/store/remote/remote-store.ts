import { checkOptions } from '../../calls/check-options.js'
import { asyncDispose } from '../../calls/dispose.js'
import { NlpError } from '../../shared/errors.js'
import { decodeArchive, encodeArchive } from '../records/archive.js'
import { type ReembedOptions, requireTexts, type TextEmbedder } from '../records/embed-records.js'
import { findHits } from '../records/find-hits.js'
import { packRecords, unpackRecords, type VectorRecord } from '../records/pack.js'
import { getFrom, idsOf, type RecordStore } from '../records/record-store.js'
import type { SearchContext, StoreEmbedder } from '../records/search.js'
import { checkName, modelOf, SHAPE_OPTIONS, type ShapeOptions, shapeOf } from '../records/shape-options.js'
import { checkShape, type StoreShape } from '../shared/manifest.js'
import type { Batch } from '../shared/worker-api.js'
import { checkedCollection } from './checked-collection.js'
import type { RemoteCollection, RemoteServer } from './collection.js'
import { reembedInto } from './reembed-into.js'
import { searchRemote } from './search-remote.js'

/** Options for a store on a server: the server, and the shape of the records. */
export interface RemoteStoreOptions extends ShapeOptions {
  /** The server that keeps the records: `postgresServer(...)`, `supabaseServer(...)`, `qdrantServer(...)`, `chromaServer(...)`, `openSearchServer(...)`, `elasticsearchServer(...)` or your own. */
  server: RemoteServer
  /** Stops the opening. */
  signal?: AbortSignal | undefined
}

/** Options for putting the records of a store into a new store, with other vectors. */
export interface RemoteReembedOptions extends ReembedOptions {
  /** The name of the new store on the same server. */
  into: string
}

/** Numbers about a store on a server. */
export interface RemoteStats {
  /** The kind of server. */
  readonly server: string
  /** How many records there are. */
  readonly records: number
}

/** A store whose records are on a server. */
export interface RemoteStore<R extends VectorRecord = VectorRecord> extends RecordStore<R> {
  /** Returns numbers about the store. */
  stats(): Promise<RemoteStats>
  /**
   * Puts the records into a new store on the same server, with vectors of another embedder, made from the texts of the records. The old store
   * stays as it is: open the new one in its place, then `clear` the old one. After an interruption, the same call continues where it stopped.
   */
  reembed(embedder: TextEmbedder & StoreEmbedder, options: RemoteReembedOptions): Promise<RemoteStore<R>>
}

/** Records per request: some megabytes as JSON. */
const SENT_ROWS = 256
const ASKED_IDS = 1000

/**
 * Opens a store whose records are on a server, with the same interface as the store in the browser. Vectors and fields leave the page, and
 * go to that server alone.
 *
 * @example
 * const server = postgresServer({ url: '/api/vectors' })
 * const store = await openRemoteStore('notes', { server, embedder: { model: 'my-model', dimensions: 3 } })
 * const hits = await store.search(Float32Array.of(1, 0, 0), { filter: { year: { gte: 2020 } } })
 */
export async function openRemoteStore<R extends VectorRecord = VectorRecord>(
  name: string,
  options: RemoteStoreOptions,
): Promise<RemoteStore<R>> {
  checkName(name)
  checkOptions('openRemoteStore', options, { ...SHAPE_OPTIONS, server: 'object', signal: 'signal' }, [
    'server',
    'embedder',
  ])
  const { server, embedder, signal } = options
  const shape = shapeOf(options)
  signal?.throwIfAborted()
  return createRemoteStore<R>(name, server, await openCollection(name, server, shape, signal), embedder)
}

async function openCollection(
  name: string,
  server: RemoteServer,
  shape: StoreShape,
  signal: AbortSignal | undefined,
): Promise<RemoteCollection> {
  const collection = checkedCollection(await server.open(name, shape, signal), server.name)
  checkShape(name, collection.shape, shape)
  return collection
}

function createRemoteStore<R extends VectorRecord>(
  name: string,
  server: RemoteServer,
  collection: RemoteCollection,
  embedder: StoreEmbedder,
): RemoteStore<R> {
  const { shape } = collection
  let closed = false

  const open = (): RemoteCollection => {
    if (closed) throw new NlpError('closed', `The store ${name} is closed`)
    return collection
  }
  const context: SearchContext = {
    client: { search: (request, searchSignal) => searchRemote(open(), request, searchSignal) },
    shape,
    embedder,
  }

  async function* batches(): AsyncGenerator<Batch> {
    let cursor: string | undefined
    do {
      const { batch, next } = await open().read(cursor)
      yield batch
      cursor = next
    } while (cursor !== undefined)
  }

  const close = async () => {
    closed = true
  }
  return {
    name,
    model: shape.model,
    dimensions: shape.dimensions,
    metric: shape.metric,
    async put(records, { signal: putSignal, onProgress } = {}) {
      putSignal?.throwIfAborted()
      const total = Array.isArray(records) ? records.length : undefined
      let loaded = 0
      for await (const batch of packRecords(records, shape, SENT_ROWS)) {
        await open().put(lastOfEach(batch, shape.dimensions), putSignal)
        loaded += batch.records.length
        onProgress?.({ loaded, total })
      }
    },
    get: getFrom<R>(async (ids, getSignal) => {
      getSignal?.throwIfAborted()
      const batches: Batch[] = []
      for (const group of groupsOf(ids)) batches.push(await open().get(group, getSignal))
      open()
      return joined(batches)
    }),
    async delete(ids) {
      for (const group of groupsOf(idsOf(ids))) await open().delete(group)
    },
    clear: async () => open().clear(),
    count: async () => open().count(),
    async search(query, searchOptions = {}) {
      open()
      for (const name of ['sort', 'typos'] as const) {
        if (searchOptions[name] === undefined || searchOptions[name] === false) continue
        throw new NlpError('unsupported', `A store on a server does not support \`${name}\`: leave the option out`)
      }
      return findHits<R>(query, searchOptions, context)
    },
    // A put resolves only after the server has written the records, so nothing is left to flush.
    flush: async () => void open(),
    export: () => encodeArchive(shape, batches()),
    async import(source, { signal: importSignal, onProgress } = {}) {
      importSignal?.throwIfAborted()
      const stream = source instanceof Blob ? source.stream() : source
      let loaded = 0
      for await (const archived of decodeArchive(name, shape, stream)) {
        for (const batch of parts(archived, shape.dimensions)) {
          await open().put(lastOfEach(batch, shape.dimensions), importSignal)
          loaded += batch.records.length
          onProgress?.({ loaded, total: undefined })
        }
      }
    },
    stats: async () => ({ server: server.name, records: await open().count() }),
    async reembed(next, reembedOptions) {
      const kinds = { into: 'string', signal: 'signal', onProgress: 'function' } as const
      checkOptions('reembed', reembedOptions, kinds, ['into'])
      const { into, signal: reembedSignal } = reembedOptions
      if (into === name)
        throw new TypeError('`into` must be the name of another store: vectors of two models do not mix')
      requireTexts(shape)
      reembedSignal?.throwIfAborted()
      const wanted = { ...shape, model: modelOf(next), dimensions: next.dimensions }
      const total = await open().count()
      const target = await openCollection(into, server, wanted, reembedSignal)
      await reembedInto(batches(), target, next, { ...reembedOptions, total })
      return createRemoteStore<R>(into, server, target, next)
    },
    close,
    [asyncDispose]: close,
    async *[Symbol.asyncIterator]() {
      for await (const batch of batches()) yield* unpackRecords<R>(batch)
    },
  }
}

/** Splits ids into groups without repetitions, because a server limits the ids of one request. */
function groupsOf(ids: readonly string[]): string[][] {
  const each = [...new Set(ids)]
  const count = Math.ceil(each.length / ASKED_IDS)
  return Array.from({ length: count }, (_, index) => each.slice(index * ASKED_IDS, (index + 1) * ASKED_IDS))
}

function joined(batches: readonly Batch[]): Batch {
  const vectors = new Float32Array(batches.reduce((sum, batch) => sum + batch.vectors.length, 0))
  let filled = 0
  for (const batch of batches) {
    vectors.set(batch.vectors, filled)
    filled += batch.vectors.length
  }
  return { records: batches.flatMap(({ records }) => records), vectors }
}

/** Keeps the last of several records with the same id, as if the records had been put one after the other. */
function lastOfEach(batch: Batch, dimensions: number): Batch {
  const rows = new Map(batch.records.map(({ id }, row) => [id, row]))
  return rows.size === batch.records.length ? batch : pick(batch, [...rows.values()], dimensions)
}

function* parts(batch: Batch, dimensions: number): Generator<Batch> {
  const { records, vectors } = batch
  for (let at = 0; at < records.length; at += SENT_ROWS) {
    const end = at + SENT_ROWS
    yield { records: records.slice(at, end), vectors: vectors.slice(at * dimensions, end * dimensions) }
  }
}

function pick({ records, vectors }: Batch, rows: readonly number[], dimensions: number): Batch {
  const picked = new Float32Array(rows.length * dimensions)
  for (const [index, row] of rows.entries()) {
    picked.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), index * dimensions)
  }
  return { records: rows.map((row) => records[row]!), vectors: picked }
}
