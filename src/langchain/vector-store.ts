import type { DocumentInterface } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { maximalMarginalRelevance } from '@langchain/core/utils/math'
import { type MaxMarginalRelevanceSearchOptions, VectorStore } from '@langchain/core/vectorstores'
import { checkOptions, describe } from '../calls/check-options.js'
import { randomId } from '../shared/random-id.js'
import type { VectorRecord } from '../store/records/pack.js'
import type { Hit, RecordStore } from '../store/records/record-store.js'
import type { Filter } from '../store/shared/filter.js'
import { type RecordFields, recordFields } from './record-fields.js'

/** The store behind LangChain's, and where the records keep their text. */
export interface TacetVectorStoreOptions {
  /** An open store: `openVectorStore(…)` in the page, or `openRemoteStore(…)`. The caller closes it. */
  store: RecordStore
  /** The field of a record that holds the text of its document. @default 'text' */
  textField?: string | undefined
}

/** Which documents a search considers: a filter of tacet on their metadata, or a function, which is slower. */
export type DocumentFilter = Filter | ((document: DocumentInterface) => boolean)

/**
 * A store of tacet as a vector store of LangChain: documents and their vectors in IndexedDB, or on the app's own server.
 *
 * @example
 * const store = await openVectorStore('notes', { embedder })
 * const notes = new TacetVectorStore(new TacetEmbeddings(embedder), { store })
 * const found = await notes.asRetriever({ k: 3, filter: { year: { gte: 2020 } } }).invoke('when does it rain?')
 */
export class TacetVectorStore extends VectorStore {
  /** The filters that searches take. */
  declare FilterType: DocumentFilter
  /** The store of tacet. */
  readonly store: RecordStore
  readonly #fields: RecordFields

  constructor(embeddings: EmbeddingsInterface, options: TacetVectorStoreOptions) {
    checkOptions('TacetVectorStore', options, { store: 'object', textField: 'string' }, ['store'])
    super(embeddings, {})
    const { store, textField = 'text' } = options
    this.store = store
    this.#fields = recordFields(textField)
  }

  /** The name of this kind of store, for traces. */
  _vectorstoreType(): string {
    return 'tacet'
  }

  /**
   * Stores documents with vectors that the caller made, and returns the ids of the documents: those in `ids`, or the documents' own, or
   * new ones. A document with a known id replaces the one before.
   */
  async addVectors(
    vectors: number[][],
    documents: DocumentInterface[],
    options: { readonly ids?: readonly string[] | undefined } = {},
  ): Promise<string[]> {
    const { ids } = options
    requireEqual('vectors', vectors.length, documents.length)
    if (ids !== undefined) requireEqual('ids', ids.length, documents.length)
    const records = documents.map(
      (document, index): VectorRecord => ({
        ...this.#fields.fieldsOf(document),
        id: ids?.[index] ?? document.id ?? randomId(),
        vector: Float32Array.from(vectors[index] ?? []),
      }),
    )
    await this.store.put(records)
    return records.map(({ id }) => id)
  }

  /** Makes the vectors of documents and stores both. It returns the ids. */
  async addDocuments(
    documents: DocumentInterface[],
    options: { readonly ids?: readonly string[] | undefined } = {},
  ): Promise<string[]> {
    const vectors = await this.embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent))
    return this.addVectors(vectors, documents, options)
  }

  /** Removes documents by their ids. */
  override async delete(params: { readonly ids: readonly string[] }): Promise<void> {
    if (!Array.isArray(params?.ids)) {
      throw new TypeError(`delete needs a list of \`ids\`, got ${describe(params?.ids)}. To remove all: store.clear()`)
    }
    await this.store.delete(params.ids)
  }

  /** Finds the documents nearest to a vector, each with its similarity, the nearest first. */
  async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: this['FilterType'],
  ): Promise<[DocumentInterface, number][]> {
    const hits = await this.#search(query, k, filter)
    return hits.map(({ record, score }) => [this.#fields.documentOf(record), score])
  }

  /**
   * Finds documents that fit the question and differ from each other. Of the `fetchK` nearest documents, `k` are taken; `lambda` 1 looks
   * at nearness alone, and 0 at the difference alone.
   */
  override async maxMarginalRelevanceSearch(
    query: string,
    { k, fetchK = 20, lambda = 0.5, filter }: MaxMarginalRelevanceSearchOptions<this['FilterType']>,
  ): Promise<DocumentInterface[]> {
    const vector = await this.embeddings.embedQuery(query)
    const hits = await this.#search(vector, Math.max(k, fetchK), filter)
    const found = await this.store.get(hits.map(({ record }) => record.id))
    // Another tab may have removed a record since the search.
    const records = found.filter((record) => record !== undefined)
    const vectors = records.map((record) => [...record.vector])
    return maximalMarginalRelevance(vector, vectors, lambda, k).map((index) => this.#fields.documentOf(records[index]!))
  }

  #search(query: number[], limit: number, filter: DocumentFilter | undefined): Promise<Hit[]> {
    const { filterOf, documentOf } = this.#fields
    const own = typeof filter === 'function' ? (record: { readonly id: string }) => filter(documentOf(record)) : filter
    return this.store.search(Float32Array.from(query), {
      limit,
      filter: typeof own === 'object' ? filterOf(own) : own,
    })
  }

  /**
   * Stores texts, with metadata for each of them or one object for all.
   *
   * @example
   * const notes = await TacetVectorStore.fromTexts(texts, { source: 'import' }, embeddings, { store })
   */
  static override async fromTexts(
    texts: string[],
    metadatas: object[] | object,
    embeddings: EmbeddingsInterface,
    options: TacetVectorStoreOptions,
  ): Promise<TacetVectorStore> {
    if (Array.isArray(metadatas)) requireEqual('metadatas', metadatas.length, texts.length)
    const documents = texts.map((pageContent, index) => ({
      pageContent,
      metadata: { ...(Array.isArray(metadatas) ? metadatas[index] : metadatas) },
    }))
    return TacetVectorStore.fromDocuments(documents, embeddings, options)
  }

  /** Stores documents, and returns the vector store that holds them. */
  static override async fromDocuments(
    documents: DocumentInterface[],
    embeddings: EmbeddingsInterface,
    options: TacetVectorStoreOptions,
  ): Promise<TacetVectorStore> {
    const made = new TacetVectorStore(embeddings, options)
    await made.addDocuments(documents)
    return made
  }
}

function requireEqual(name: string, got: number, documents: number): void {
  if (got !== documents) {
    throw new RangeError(`\`${name}\` must have an entry for each document: ${documents} are needed, got ${got}`)
  }
}
