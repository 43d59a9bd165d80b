import type { CallGuard } from '../calls/guard.js'
import type { TextEmbedder } from '../store/records/embed-records.js'
import type { PutRequest, StoredRecord } from '../store/shared/worker-api.js'
import type { StoreClient } from '../store/store-client.js'
import { type ChunkOptions, chunk } from './chunk.js'
import {
  digestOf,
  documentKey,
  type KeptDocument,
  type PassageFields,
  passageIds,
  type SourceDocument,
} from './kept-document.js'
import type { Span } from './passage-span.js'
import { readable } from './readable.js'

/** The part of an embedder that documents need. */
export interface DocumentEmbedder extends TextEmbedder {
  /** Makes the vector of a query, or the vectors of texts. */
  embed(text: string, options: { kind: 'query'; signal?: AbortSignal | undefined }): Promise<Float32Array>
  embed(...parameters: Parameters<TextEmbedder['embed']>): ReturnType<TextEmbedder['embed']>
}

/** Options for storing documents. */
export interface PutDocumentsOptions {
  /** Stops the reading. Documents that are already stored stay. */
  signal?: AbortSignal | undefined
  /** Is called with the progress of the call. */
  onProgress?: ((progress: IngestProgress) => void) | undefined
}

/** The progress of `put`. */
export interface IngestProgress {
  /** Documents that are stored, including those that were stored before. */
  readonly loaded: number
  /** The number of documents, where it is known beforehand. */
  readonly total: number | undefined
  /** Passages embedded in this call. */
  readonly passages: number
  /** Passages embedded per second. */
  readonly passagesPerSecond: number
  /** Estimated from the rate so far; `undefined` where the number of documents is not known. */
  readonly secondsLeft: number | undefined
}

export interface IngestContext {
  readonly client: StoreClient
  readonly embedder: DocumentEmbedder
  readonly chunking: Required<Pick<ChunkOptions, 'passageLength' | 'overlap' | 'language'>>
  readonly guard: CallGuard | undefined
}

/** A document that is about to be stored. Without `vectors` its text is embedded. With `vectors`, only its fields have changed. */
interface Pending<D extends SourceDocument> {
  readonly kept: KeptDocument<D>
  readonly spans: readonly Span[]
  readonly texts: readonly string[]
  readonly stale: readonly string[]
  readonly vectors: ReadonlyMap<string, Float32Array> | undefined
}

/** Passages that are embedded and stored together: enough to keep the model busy, and few enough to lose in an interruption. */
const GROUP = 64
/** Documents that are looked up together. */
const LOOKED_UP = 32

/** Cuts, embeds and stores the documents that are new or changed. Each group of documents is stored wholly or not at all. */
export async function ingest<D extends SourceDocument>(
  context: IngestContext,
  documents: Iterable<D> | AsyncIterable<D>,
  { signal, onProgress }: PutDocumentsOptions = {},
): Promise<void> {
  signal?.throwIfAborted()
  const total = Array.isArray(documents) ? documents.length : undefined
  const start = performance.now()
  let loaded = 0
  let passages = 0
  let group: Pending<D>[] = []

  const store = async () => {
    const embedded = await storeGroup(context, group, signal)
    loaded += group.length
    passages += embedded
    group = []
    report()
  }
  const report = () => {
    const seconds = Math.max(0.001, (performance.now() - start) / 1000)
    const secondsLeft = total === undefined || loaded === 0 ? undefined : (seconds / loaded) * (total - loaded)
    onProgress?.({ loaded, total, passages, passagesPerSecond: passages / seconds, secondsLeft })
  }

  for await (const batch of batches(documents)) {
    // A document of the same id in the group is stored first, because the lookup must return the version that is replaced.
    if (group.some(({ kept }) => batch.some(({ id }) => id === kept.document.id))) await store()
    const kept = await lookUp(context, batch, signal)
    for (const [index, document] of batch.entries()) {
      signal?.throwIfAborted()
      const pending = await prepare(context, document, kept[index], signal)
      if (pending === undefined) {
        loaded += 1
        continue
      }
      group.push(pending)
      if (group.reduce((sum, { texts }) => sum + texts.length, 0) >= GROUP) await store()
    }
    report()
  }
  if (group.length > 0) await store()
}

async function lookUp<D extends SourceDocument>(
  { client }: IngestContext,
  batch: readonly D[],
  signal: AbortSignal | undefined,
): Promise<readonly (KeptDocument<D> | undefined)[]> {
  const keys = batch.map(({ id }) => documentKey(id))
  return (await client.call((api) => api.objects(keys), { signal })) as (KeptDocument<D> | undefined)[]
}

/** Prepares the storing of a document; `undefined` if the document has not changed. */
async function prepare<D extends SourceDocument>(
  { client, chunking, guard }: IngestContext,
  document: D,
  before: KeptDocument<D> | undefined,
  signal: AbortSignal | undefined,
): Promise<Pending<D> | undefined> {
  const { id, text, format = 'text', ...fields } = document
  if (typeof id !== 'string') throw new TypeError(`\`id\` of a document must be a string, got ${typeof id}`)
  if (typeof text !== 'string') throw new TypeError(`\`text\` of document ${id} must be a string, got ${typeof text}`)
  const revision = await digestOf(JSON.stringify([text, format, chunking, ...(guard === undefined ? [] : [guard.id])]))
  const fieldsDigest = await digestOf(JSON.stringify(fields))
  if (before?.revision === revision && before.fields === fieldsDigest) return undefined
  const all = chunk(text, { ...chunking, format })
  const spans = guard === undefined ? all : await admittedSpans(guard, { id, text }, all, signal)
  const texts = spans.map(({ start, end }) => readable(text.slice(start, end), format))
  const kept: KeptDocument<D> = { document, passages: spans.length, revision, fields: fieldsDigest }
  const stale = passageIds(id, before?.passages ?? 0).slice(spans.length)
  const same = before?.revision === revision
  return {
    kept,
    spans,
    texts,
    stale,
    vectors: same ? await storedVectors(client, id, spans.length, signal) : undefined,
  }
}

/** The passages that a guard lets in. What it refuses is not stored, so no search finds it. */
async function admittedSpans(
  guard: CallGuard,
  document: { readonly id: string; readonly text: string },
  spans: readonly Span[],
  signal: AbortSignal | undefined,
): Promise<Span[]> {
  const passages = spans.map(({ start, end }) => ({
    document,
    start,
    end,
    text: document.text.slice(start, end),
    score: 1,
  }))
  const admitted = await guard.open({ signal }).passages(passages)
  return admitted.map(({ passage: { start, end } }) => ({ start, end }))
}

async function storedVectors(client: StoreClient, id: string, count: number, signal: AbortSignal | undefined) {
  const { records, vectors } = await client.call((api) => api.get(passageIds(id, count)), { signal })
  const dimensions = vectors.length / records.length
  return new Map(
    records.map((record, row) => [record.id, vectors.subarray(row * dimensions, (row + 1) * dimensions)] as const),
  )
}

/** Embeds the texts that need it, each text once, and stores the group. Returns how many texts were embedded. */
async function storeGroup<D extends SourceDocument>(
  { client, embedder }: IngestContext,
  group: readonly Pending<D>[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const known = new Map<string, Float32Array>()
  const unknown = [...new Set(group.flatMap(({ texts, vectors }) => (vectors === undefined ? texts : [])))]
  for (let at = 0; at < unknown.length; at += GROUP) {
    const part = unknown.slice(at, at + GROUP)
    const vectors = await embedder.embed(part, { kind: 'document', priority: 'background', signal })
    for (const [index, text] of part.entries()) known.set(text, vectors[index]!)
  }
  const records: StoredRecord[] = []
  const rows: Float32Array[] = []
  for (const { kept, spans, texts, vectors } of group) {
    const { text: _text, id, ...fields } = kept.document
    const ids = passageIds(id, spans.length)
    for (const [index, { start, end }] of spans.entries()) {
      const text = texts[index]!
      const row = known.get(text) ?? vectors?.get(ids[index]!)
      // A model returns zeros for a text without words that it knows. No search could find that text.
      if (row === undefined || row.every((value) => value === 0)) continue
      const own: PassageFields = { text, $document: id, $start: start, $end: end, $revision: kept.revision }
      records.push({ id: ids[index]!, fields: { ...fields, ...own } })
      rows.push(row)
    }
  }
  const vectors = new Float32Array(records.length * embedder.dimensions)
  for (const [index, row] of rows.entries()) vectors.set(row, index * embedder.dimensions)
  const request: PutRequest = {
    records,
    vectors,
    remove: group.flatMap(({ stale }) => stale),
    objects: { put: group.map(({ kept }) => [documentKey(kept.document.id), kept]), remove: [] },
  }
  await client.put(request, () => {}, signal)
  return unknown.length
}

/** Splits documents into batches in which no id appears twice. */
async function* batches<D extends SourceDocument>(items: Iterable<D> | AsyncIterable<D>): AsyncGenerator<D[]> {
  let batch: D[] = []
  for await (const item of items) {
    const twice = batch.some(({ id }) => id === item.id)
    if (!twice) batch.push(item)
    if (twice || batch.length === LOOKED_UP) {
      yield batch
      batch = twice ? [item] : []
    }
  }
  if (batch.length > 0) yield batch
}
