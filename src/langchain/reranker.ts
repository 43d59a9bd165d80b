import { Document, type DocumentInterface } from '@langchain/core/documents'
import { BaseDocumentCompressor } from '@langchain/core/retrievers/document_compressors'
import { checkOptions, requireMethod } from '../calls/check-options.js'
import type { ResultReranker } from '../store/records/search.js'

/** Which documents are kept. */
export interface TacetRerankerOptions {
  /** The largest number of documents. @default all */
  limit?: number | undefined
  /** Leaves out documents with a lower score, from 0 to 1. @default none */
  minScore?: number | undefined
}

/**
 * Puts documents in the order in which they answer a question, by a model that reads both together. Each document gets its
 * score as `relevanceScore` in its metadata. The caller closes the reranker.
 *
 * @example
 * const compressor = new TacetReranker(await createReranker(), { limit: 3 })
 * const best = await compressor.compressDocuments([{ pageContent: 'It is 5 m tall', metadata: {} }], 'how tall is it')
 */
export class TacetReranker extends BaseDocumentCompressor {
  readonly #reranker: ResultReranker
  readonly #limit: number
  readonly #minScore: number

  constructor(reranker: ResultReranker, options: TacetRerankerOptions = {}) {
    checkOptions('TacetReranker', options, { limit: 'number', minScore: 'number' })
    const { limit = Number.POSITIVE_INFINITY, minScore = Number.NEGATIVE_INFINITY } = options
    if (!(limit >= 1)) throw new RangeError(`\`limit\` of TacetReranker must be at least 1, got ${limit}`)
    requireMethod('reranker', reranker, 'rerank', 'a reranker such as that of createReranker()')
    super()
    this.#reranker = reranker
    this.#limit = limit
    this.#minScore = minScore
  }

  /** Sorts documents by how well they answer the question, best first. */
  async compressDocuments(documents: DocumentInterface[], query: string): Promise<DocumentInterface[]> {
    const ranked = await this.#reranker.rerank(
      query,
      documents.map(({ pageContent }) => pageContent),
    )
    return ranked
      .filter(({ score }) => score >= this.#minScore)
      .slice(0, this.#limit)
      .map(({ index, score }) => {
        const { id, pageContent, metadata } = documents[index]!
        return new Document({
          ...(id === undefined ? {} : { id }),
          pageContent,
          metadata: { ...metadata, relevanceScore: score },
        })
      })
  }
}
