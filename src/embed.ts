import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { type EmbeddingCacheOptions, openWithCache } from './embed/open-with-cache.js'
import { CREATE_OPTIONS, type CreateOptions, openTask, RUN_OPTIONS } from './engines/create-options.js'
import type { EmbeddingSettings } from './shared/model-manifest.js'

/** The kind and the priority of the texts of one call. */
export interface EmbedOptions extends CallOptions {
  /** The purpose of the vector: many models put another prefix before a query. @default 'document' */
  kind?: 'document' | 'query' | undefined
  /** Background work waits for interactive work, but not without end. @default 'interactive' */
  priority?: 'interactive' | 'background' | undefined
}

/** The model that an embedder loads, and how its vectors are made. */
export interface EmbedderOptions extends CreateOptions {
  /**
   * The vector of a model in a folder or on the hub that represents its text: the mean of all tokens, the first token
   * or the last token. @default from the model's own files, else 'mean'
   */
  pooling?: EmbeddingSettings['pooling']
  /**
   * The words that are put before the text of a query and of a document, for a model in a folder or on the hub.
   * @default from the model's own files, else nothing
   *
   * @example
   * createEmbedder({ model: '/models/e5-small/', prefixes: { query: 'query: ', document: 'passage: ' } })
   */
  prefixes?: EmbeddingSettings['prefixes']
  /**
   * Keeps vectors in IndexedDB across visits, so that a text is computed once. Texts are not kept, only digests of them. A model whose
   * exact weights are not known, such as one of a server, is not cached, and a browser that refuses storage keeps nothing.
   * @default none
   *
   * @example
   * createEmbedder({ cache: { name: 'mail' } })
   */
  cache?: EmbeddingCacheOptions | undefined
}

/** The vector of a text. Texts with similar meanings have vectors with similar directions. */
export interface Embedding extends Float32Array<ArrayBuffer> {
  /** Whether the text was longer than the model reads. Then the numbers describe only its beginning. */
  readonly truncated: boolean
  /**
   * The share of the text that the model could read, from 0 to 1. All texts that a model cannot read have nearly the
   * same vector, so a vector with a share below one half is hardly usable. The share is 1 if an engine does not report
   * it.
   */
  readonly coverage: number
}

/** A loaded model that turns texts into vectors of meaning. */
export interface Embedder extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. Vectors of two digests must not be mixed. */
  readonly digest: string | undefined
  /** The count of numbers in a vector. */
  readonly dimensions: number
  /** Computes the vector of a text, or of each text of a list. */
  embed(text: string, options?: EmbedOptions): Promise<Embedding>
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>
}

/**
 * Loads a model that turns texts into vectors: texts with a similar meaning have vectors that are close to each other.
 *
 * @example
 * const embedder = await createEmbedder()
 * const [cat, kitten] = await embedder.embed(['a cat', 'a kitten'])
 * console.log(cosine(cat, kitten))
 * await embedder.close()
 */
export async function createEmbedder(options: EmbedderOptions = {}): Promise<Embedder> {
  checkOptions('createEmbedder', options, { ...CREATE_OPTIONS, pooling: 'any', prefixes: 'any', cache: 'object' })
  const { pooling, prefixes, cache } = options
  if (pooling !== undefined && !['mean', 'cls', 'last'].includes(pooling)) {
    throw new RangeError(`\`pooling\` must be 'mean', 'cls' or 'last', got ${String(pooling)}`)
  }
  if (prefixes !== undefined && (typeof prefixes?.query !== 'string' || typeof prefixes.document !== 'string')) {
    throw new TypeError('`prefixes` must be an object of two strings, `query` and `document`')
  }
  const session =
    cache === undefined
      ? await openTask('embed', options)
      : await openWithCache(cache, (kept) => openTask('embed', options, kept))

  async function embed(text: string, options?: EmbedOptions): Promise<Embedding>
  async function embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>
  async function embed(input: Texts, runOptions: EmbedOptions = {}): Promise<Embedding | Embedding[]> {
    checkOptions('embed', runOptions, { ...RUN_OPTIONS, kind: 'any' })
    const { kind = 'document', priority, signal, trace } = runOptions
    if (kind !== 'document' && kind !== 'query') {
      throw new TypeError(`\`kind\` must be 'document' or 'query', got ${String(kind)}`)
    }
    const texts = listTexts(input)
    if (texts.length === 0) return []
    const { vectors, dimensions, truncated, coverage } = await runTask(
      session,
      'embed',
      { texts, kind },
      { priority, signal, trace },
    )
    const cut = new Set(truncated)
    const results = texts.map((_, row) =>
      // The vectors are copies. As views of one buffer, a single kept vector would keep all of them in memory.
      Object.defineProperties(vectors.slice(row * dimensions, (row + 1) * dimensions), {
        truncated: { value: cut.has(row) },
        coverage: { value: coverage?.[row] ?? 1 },
      }),
    ) as Embedding[]
    return shapeLike(input, results)
  }

  return {
    model: session.model,
    digest: session.digest,
    dimensions: session.dimensions ?? 0,
    embed,
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}
