import { checkOptions, type OptionKinds } from '../calls/check-options.js'
import { asyncDispose, type Resource } from '../calls/dispose.js'
import type { CallGuard } from '../calls/guard.js'
import { type SearchOptions, searchStore } from '../store/records/search.js'
import { checkName } from '../store/records/shape-options.js'
import type { Filter } from '../store/shared/filter.js'
import type { SortField } from '../store/shared/sort.js'
import type { FoundRecord, StoreStats } from '../store/shared/worker-api.js'
import { openContext, STORE_OPTIONS, type StoreContext, type VectorStoreOptions } from '../store/vector-store.js'
import { foldTwins } from './fold.js'
import { type DocumentEmbedder, type IngestContext, ingest, type PutDocumentsOptions } from './ingest.js'
import {
  DOCUMENT_KEYS,
  documentKey,
  type KeptDocument,
  type PassageFields,
  passageIds,
  type SourceDocument,
} from './kept-document.js'

/** A part of a document that fits a query. `text === document.text.slice(start, end)`. */
export interface Passage<D extends SourceDocument = SourceDocument> {
  /** The document that the passage is a part of. */
  readonly document: D
  /** Where the passage begins in the document. */
  readonly start: number
  /** Where the passage ends in the document. */
  readonly end: number
  /** The words of the passage. */
  readonly text: string
  /** How well the passage fits the query, compared with the other passages of the search. */
  readonly score: number
  /** How near the meaning of the passage is to the query: the cosine of their vectors. `undefined` in a search by words alone. */
  readonly similarity?: number | undefined
  /** Other places with nearly the same text, in this document or in others. */
  readonly twins: readonly { readonly documentId: string; readonly start: number; readonly end: number }[]
}

/** Options for cutting, embedding and keeping documents. */
export interface DocumentsOptions extends Omit<VectorStoreOptions, 'embedder' | 'text' | 'metric'> {
  /** Makes the vectors of passages and queries. All vectors of a collection must be of one model. */
  embedder: DocumentEmbedder
  /** The largest number of characters in a passage. @default 700 */
  passageLength?: number | undefined
  /** Characters that a passage repeats from the passage before, in whole sentences. @default 100 */
  overlap?: number | undefined
  /**
   * Reads each passage before it is stored: `createGuard` of `tacet/guard`. A passage that its rules refuse at `retrieval` is
   * not stored. Put the documents again after a change of the policy. @default none
   */
  guard?: CallGuard | undefined
}

/** Documents that are kept on this device, cut into passages and searched by meaning and by words. */
export interface Documents<D extends SourceDocument = SourceDocument> extends Resource {
  /** The name under which the documents are kept. */
  readonly name: string
  /** The embedder that the collection was opened with. `answer` uses it to judge sentences. */
  readonly embedder: DocumentEmbedder
  /**
   * Adds documents, or replaces the documents with the same ids. An unchanged text is not embedded again, so after an interruption the same
   * call continues where it stopped.
   */
  put(documents: Iterable<D> | AsyncIterable<D>, options?: PutDocumentsOptions): Promise<void>
  /** Returns the document of this id, or undefined. */
  get(id: string): Promise<D | undefined>
  /** Removes documents and their passages. An unknown id is not an error. */
  delete(ids: Iterable<string>): Promise<void>
  /** Removes all documents. */
  clear(): Promise<void>
  /** Returns the ids of all documents. */
  ids(): Promise<string[]>
  /** Waits until everything is on the disk. */
  flush(): Promise<void>
  /** Returns numbers about the store. Its records are passages. */
  stats(): Promise<StoreStats>
  /** Finds the best passages for a question or some words. A filter tests the fields of the documents. */
  search(query: string, options?: SearchOptions<D>): Promise<Passage<D>[]>
}

const { metric: _metric, text: _text, ...STORED } = STORE_OPTIONS
const DOCUMENTS_OPTIONS: OptionKinds<DocumentsOptions> = {
  ...STORED,
  passageLength: 'any',
  overlap: 'any',
  guard: 'object',
}

/** The search fetches this many times the limit, because twins fold into one passage. */
const SPARE = 2

/**
 * Opens a collection of documents to search by meaning and by words, offline.
 *
 * @example
 * const documents = await openDocuments('handbook', { embedder })
 * await documents.put([{ id: 'rain', text: 'Rain is water. It falls from clouds.' }])
 * const [best] = await documents.search('Where does rain come from?')
 * console.log(best?.document.id, best?.text)
 */
export async function openDocuments<D extends SourceDocument = SourceDocument>(
  name: string,
  options: DocumentsOptions,
): Promise<Documents<D>> {
  checkName(name)
  checkOptions('openDocuments', options, DOCUMENTS_OPTIONS, ['embedder'])
  const { passageLength = 700, overlap = 100, embedder, guard, ...rest } = options
  const context = await openContext(name, { ...rest, embedder: embedder as VectorStoreOptions['embedder'] })
  const language = context.shape.language
  const { client } = context
  const ingesting: IngestContext = { client, embedder, chunking: { passageLength, overlap, language }, guard }

  return {
    name,
    embedder,
    put: (documents, putOptions) => ingest(ingesting, documents, putOptions),
    async get(id) {
      const [kept] = await client.call((api) => api.objects([documentKey(id)]))
      return (kept as KeptDocument<D> | undefined)?.document
    },
    async delete(ids) {
      const keys = [...ids].map(documentKey)
      const kept = (await client.call((api) => api.objects(keys))) as (KeptDocument<D> | undefined)[]
      const passages = kept.flatMap((entry) =>
        entry === undefined ? [] : passageIds(entry.document.id, entry.passages),
      )
      await client.call((api) => api.delete(passages, { put: [], remove: keys }))
    },
    clear: () => client.call((api) => api.clear()),
    async ids() {
      const keys = await client.call((api) => api.objectKeys(DOCUMENT_KEYS))
      return keys.map((key) => String(key).slice(DOCUMENT_KEYS.length))
    },
    async search(query, searchOptions = {}) {
      if (typeof query !== 'string') throw new TypeError(`\`query\` must be a string, got ${typeof query}`)
      const { limit = 10 } = searchOptions
      const found = await searchStore(
        query,
        {
          ...searchOptions,
          limit: limit * SPARE,
          filter: toStored(searchOptions.filter),
          sort: toSorted(searchOptions.sort),
        },
        context,
      )
      return toPassages<D>(context, found, limit)
    },
    flush: () => client.call((api) => api.flush()),
    stats: () => client.call((api) => api.stats()),
    close: () => client.close(),
    [asyncDispose]: () => client.close(),
  }
}

async function toPassages<D extends SourceDocument>(
  { client, shape }: StoreContext,
  found: readonly FoundRecord[],
  limit: number,
): Promise<Passage<D>[]> {
  const places = found.map(({ fields, score, similarity }) => ({
    ...(fields as unknown as PassageFields),
    score,
    similarity,
  }))
  const keys = [...new Set(places.map(({ $document }) => documentKey($document)))]
  const kept = (await client.call((api) => api.objects(keys))) as (KeptDocument<D> | undefined)[]
  const byKey = new Map(keys.map((key, index) => [key, kept[index]]))
  const current = places.flatMap((place) => {
    const entry = byKey.get(documentKey(place.$document))
    // A document that was replaced after the search is left out: the offsets belong to its old text.
    return entry?.revision === place.$revision ? [{ ...place, document: entry.document }] : []
  })
  return foldTwins(current, shape.language)
    .slice(0, limit)
    .map(({ first, twins }) => ({
      document: first.document,
      start: first.$start,
      end: first.$end,
      text: first.document.text.slice(first.$start, first.$end),
      score: first.score,
      similarity: first.similarity,
      twins: twins.map(({ $document, $start, $end }) => ({ documentId: $document, start: $start, end: $end })),
    }))
}

/** Turns a filter over documents into a filter over their passages. A passage has its document's id under another name. */
function toStored<D extends SourceDocument>(filter: SearchOptions<D>['filter']): SearchOptions['filter'] {
  if (typeof filter === 'function') {
    return (record) => {
      const { $document, $start, $end, $revision, ...fields } = record as unknown as PassageFields
      return filter({ ...fields, id: $document } as unknown as D)
    }
  }
  return filter === undefined ? undefined : (renamed(filter) as Filter)
}

function toSorted(sort: SearchOptions['sort']): SearchOptions['sort'] {
  // A malformed field passes: the search refuses it, and says why.
  const stored = (each: SortField) => (each?.field === 'id' ? { ...each, field: '$document' } : each)
  if (Array.isArray(sort)) return sort.map(stored)
  return sort && stored(sort as SortField)
}

function renamed(filter: unknown): unknown {
  if (Array.isArray(filter)) return filter.map(renamed)
  if (typeof filter !== 'object' || filter === null) return filter
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => {
      if (name === 'and' || name === 'or' || name === 'not') return [name, renamed(value)]
      return [name === 'id' ? '$document' : name, value]
    }),
  )
}
