import { Embeddings } from '@langchain/core/embeddings'
import { requireMethod } from '../calls/check-options.js'

/** The part of an embedder that LangChain needs. `createEmbedder()` returns such an embedder. */
export interface LangChainEmbedder {
  /** Makes the vectors of texts. */
  embed(texts: readonly string[], options: { readonly kind: 'document' | 'query' }): Promise<readonly Float32Array[]>
}

/**
 * The vectors of an embedder, for LangChain. The caller closes the embedder.
 *
 * @example
 * const embeddings = new TacetEmbeddings(await createEmbedder())
 * const vector = await embeddings.embedQuery('how do I reset my password')
 */
export class TacetEmbeddings extends Embeddings {
  readonly #embedder: LangChainEmbedder

  constructor(embedder: LangChainEmbedder) {
    requireMethod('embedder', embedder, 'embed', 'an embedder such as that of createEmbedder()')
    super({})
    this.#embedder = embedder
  }

  /** Makes the vectors of texts that are searched. */
  async embedDocuments(documents: string[]): Promise<number[][]> {
    const vectors = await this.#embedder.embed(documents, { kind: 'document' })
    return vectors.map((vector) => [...vector])
  }

  /** Makes the vector of a question. */
  async embedQuery(document: string): Promise<number[]> {
    const [vector] = await this.#embedder.embed([document], { kind: 'query' })
    return [...(vector ?? [])]
  }
}
