import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { CREATE_OPTIONS, type CreateOptions, openTask, RUN_OPTIONS } from './engines/create-options.js'
import type { EmbeddingSettings } from './shared/tasks.js'

/** What the texts of one call are. */
export interface EmbedOptions extends CallOptions {
  /** What the vector is for: many models put another prefix before a query. @default 'document' */
  kind?: 'document' | 'query' | undefined
  /** Background work waits for interactive work, but never for ever. @default 'interactive' */
  priority?: 'interactive' | 'background' | undefined
}

/** Which model an embedder loads, and how its vectors are made. */
export interface EmbedderOptions extends CreateOptions {
  /**
   * Which vector of a model in a folder or on the hub stands for its text: the mean of all tokens, the first token or the
   * last one. @default from the model's own files, else 'mean'
   */
  pooling?: EmbeddingSettings['pooling']
  /**
   * The words that a model in a folder or on the hub gets before the text of a query and of a document.
   * @default from the model's own files, else nothing
   *
   * @example
   * createEmbedder({ model: '/models/e5-small/', prefixes: { query: 'query: ', document: 'passage: ' } })
   */
  prefixes?: EmbeddingSettings['prefixes']
}

/** The vector of a text. Two texts that mean much the same have vectors that point much the same way. */
export interface Embedding extends Float32Array<ArrayBuffer> {
  /** The text was longer than the model reads; the numbers stand for its beginning only. */
  readonly truncated: boolean
  /**
   * The share of the text that the model could read, from 0 to 1. All texts that a model cannot read have nearly the same
   * numbers: below one half they say little. It is 1 where an engine does not tell.
   */
  readonly coverage: number
}

/** A loaded model that turns texts into vectors of meaning. */
export interface Embedder extends Resource {
  /** The id of the model. */
  readonly model: string
  /** Names the exact weights: vectors of two digests must not be mixed. */
  readonly digest: string | undefined
  /** How many numbers a vector has. */
  readonly dimensions: number
  /** Makes the vector of a text, or of each text of a list. */
  embed(text: string, options?: EmbedOptions): Promise<Embedding>
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>
}

/**
 * Loads a model that turns texts into vectors: near in meaning is near in space.
 *
 * @example
 * const embedder = await createEmbedder()
 * const [cat, kitten] = await embedder.embed(['a cat', 'a kitten'])
 * console.log(cosine(cat, kitten))
 * await embedder.close()
 */
export async function createEmbedder(options: EmbedderOptions = {}): Promise<Embedder> {
  checkOptions('createEmbedder', options, { ...CREATE_OPTIONS, pooling: 'any', prefixes: 'any' })
  const { pooling, prefixes } = options
  if (pooling !== undefined && !['mean', 'cls', 'last'].includes(pooling)) {
    throw new RangeError(`\`pooling\` must be 'mean', 'cls' or 'last', got ${String(pooling)}`)
  }
  if (prefixes !== undefined && (typeof prefixes?.query !== 'string' || typeof prefixes.document !== 'string')) {
    throw new TypeError('`prefixes` must be an object of two strings, `query` and `document`')
  }
  const session = await openTask('embed', options)

  async function embed(text: string, options?: EmbedOptions): Promise<Embedding>
  async function embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>
  async function embed(input: Texts, runOptions: EmbedOptions = {}): Promise<Embedding | Embedding[]> {
    checkOptions('embed', runOptions, { ...RUN_OPTIONS, kind: 'any' })
    const { kind = 'document', priority, signal } = runOptions
    if (kind !== 'document' && kind !== 'query') {
      throw new TypeError(`\`kind\` must be 'document' or 'query', got ${String(kind)}`)
    }
    const texts = listTexts(input)
    if (texts.length === 0) return []
    const { vectors, dimensions, truncated, coverage } = await session.run(
      'embed',
      { texts, kind },
      { priority, signal },
    )
    const cut = new Set(truncated)
    const results = texts.map((_, row) =>
      // Copies: as views on one buffer, keeping a single vector would keep all of them in memory.
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
