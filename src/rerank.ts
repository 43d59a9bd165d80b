import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { listTexts } from './calls/texts.js'
import { CREATE_OPTIONS, type CreateOptions, openTask } from './engines/create-options.js'

/** A text, by its place, with a score of how well it answers the query. */
export interface RerankedText {
  /** The index of the text in the list of the call. */
  readonly index: number
  /** How well the text answers the query, from 0 (not at all) to 1. */
  readonly score: number
  /** Whether the text was longer than the model reads. The end of such a text did not count. */
  readonly truncated: boolean
}

/** A loaded model that puts texts in the order in which they answer a query. */
export interface Reranker extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
  /** Sorts the texts by how well they answer the query, best first. An empty query is a `TypeError`: no text answers it. */
  rerank(query: string, texts: readonly string[], options?: CallOptions): Promise<RerankedText[]>
}

/**
 * Loads a model that reads query and text together. It is slower than comparing vectors, and better at the top of a
 * list. The default model reads English. The search of a store or of documents, and `answer`, take the loaded model as
 * `reranker`.
 *
 * @example
 * const reranker = await createReranker()
 * const [best] = await reranker.rerank('how tall is it', ['It is 5 m tall', 'It is red'])
 * console.log(best?.index)
 */
export async function createReranker(options: CreateOptions = {}): Promise<Reranker> {
  checkOptions('createReranker', options, CREATE_OPTIONS)
  const session = await openTask('rerank', options)
  return {
    model: session.model,
    digest: session.digest,
    async rerank(query, texts, runOptions = {}) {
      checkOptions('rerank', runOptions, { signal: 'signal', trace: 'object' })
      const { signal, trace } = runOptions
      if (typeof query !== 'string' || query.trim() === '') {
        throw new TypeError('`query` must be a string that is not empty')
      }
      const list = listTexts(texts, 'texts')
      if (list.length === 0) return []
      const { scores, truncated } = await runTask(session, 'rerank', { query, texts: list }, { signal, trace })
      const cut = new Set(truncated)
      return scores
        .map((score, index) => ({ index, score, truncated: cut.has(index) }))
        .sort((a, b) => b.score - a.score || a.index - b.index)
    },
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}
