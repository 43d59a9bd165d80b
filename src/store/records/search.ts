import { checkOptions } from '../../calls/check-options.js'
import { observed } from '../../calls/observed.js'
import type { Filter } from '../shared/filter.js'
import type { Fusion } from '../shared/fuse.js'
import type { StoreShape } from '../shared/manifest.js'
import type { SortField } from '../shared/sort.js'
import type { FoundRecord, SearchRequest } from '../shared/worker-api.js'
import { sortFieldsOf } from './check-sort.js'
import { type VectorRecord, withId } from './pack.js'
import { recordText } from './record-text.js'

/** The part of an embedder that a store needs: the name of the model, and vectors for the texts of queries. */
export interface StoreEmbedder {
  /** The model that makes the vectors. */
  readonly model: string
  /** How many numbers a vector has. */
  readonly dimensions: number
  /** Names the exact weights, where the model gives a digest. */
  readonly digest?: string | undefined
  /** Makes the vector of a query, for searches by text. */
  embed?(
    text: string,
    options: { kind: 'query'; signal?: AbortSignal | undefined; trace?: object | undefined },
  ): Promise<Float32Array>
}

/** Reads results and puts them in a better order. */
export interface ResultReranker {
  /** Orders the texts by how well they answer the query. */
  rerank(
    query: string,
    texts: readonly string[],
    options?: { signal?: AbortSignal | undefined; trace?: object | undefined },
  ): Promise<readonly { readonly index: number; readonly score: number }[]>
}

/** Options for a search. */
export interface SearchOptions<R = VectorRecord> {
  /** The largest number of hits. @default 10 */
  limit?: number | undefined
  /**
   * Leaves out hits that fit less. In a search by meaning and in hybrid mode, the bound is for the `similarity` of a
   * hit, so one bound serves both: a cosine near 0 means that two texts have nothing in common, and 1 that they mean
   * the same. In a search by words alone, and with a `reranker`, the bound is for the `score`.
   * @default none
   */
  minScore?: number | undefined
  /**
   * Which records to consider. A filter given as data is applied before scoring. A function is slower, because the records come to the page
   * before the function can test them.
   */
  filter?: Filter | ((record: Omit<R, 'vector'>) => boolean) | undefined
  /**
   * Searches by meaning, by words or both. @default 'hybrid' for a text if there is an embedder, else the only possible
   * mode
   */
  mode?: 'dense' | 'lexical' | 'hybrid' | undefined
  /** The words to search for in hybrid mode where the query is a vector. */
  words?: string | undefined
  /** The weight of meaning in hybrid mode, from 0 to 1. @default 0.5 */
  weight?: number | undefined
  /** How the two rankings are joined. `rank` uses the ranks alone and measures worse. @default 'weighted' */
  fusion?: Fusion | undefined
  /** How much results should differ from each other, from 0 to 1. @default 0 */
  diversity?: number | undefined
  /** Whether the last word may be unfinished, for search while typing. @default false */
  prefix?: boolean | undefined
  /**
   * Whether words with a typo are found too: one wrong, missing, additional or swapped letter in words of 4 to 7
   * letters, and two in longer ones, counted without the ending that the rules of the language remove. Records with the
   * exact words come first. A word that no record has is replaced by the words like it. In the browser only.
   * @default false
   */
  typos?: boolean | undefined
  /**
   * The order of the hits: by one field or several. A search by words sorts all records that have one of the words. By meaning, all records
   * within `minScore` are sorted, so give `minScore` too. Records without the field come last; equal ones are the best first. In the browser
   * only.
   * @default the best first
   */
  sort?: SortField | readonly SortField[] | undefined
  /**
   * Whether to score every record and not only those where an index expects the best. With `false`, a store of 200,000 records or more
   * looks only into the nearest clusters: that takes half the time and finds 19 of 20 of the ten best hits for short texts.
   * @default true in the browser, false on a server
   */
  exact?: boolean | undefined
  /** Reads the best 20 hits (or `limit`, if that is more) and puts them in a better order. `createReranker` makes a reranker. */
  reranker?: ResultReranker | undefined
  /** Aborts the work. The call rejects with the reason of the signal. */
  signal?: AbortSignal | undefined
  /** The span that the search belongs to, for listeners of `tacet/observe`. @default none */
  trace?: object | undefined
}

/** Finds records: the worker of a store, or a server. */
interface Searcher {
  search(request: SearchRequest, signal: AbortSignal | undefined): Promise<readonly FoundRecord[]>
}

export interface SearchContext {
  readonly client: Searcher
  /** Not readonly, because `reembed` replaces both. */
  shape: StoreShape
  embedder: StoreEmbedder
}

/** The answer is nearly always among the first 20 hits, and reading each hit costs a good part of a second. */
const RERANKED = 20

export function searchStore<R>(
  query: Float32Array | string,
  options: SearchOptions<R>,
  context: SearchContext,
): Promise<readonly FoundRecord[]> {
  const { limit = 10, filter, reranker, words, signal, trace, mode } = options
  return observed(
    { of: 'search', signal, trace },
    () => search(query, options, context),
    (found) => ({
      type: 'search',
      mode: mode ?? defaultMode(query, words, context.shape.text.length > 0, context.embedder.embed !== undefined),
      limit,
      found: found.length,
      filtered: filter !== undefined,
      reranked: reranker !== undefined,
    }),
  )
}

async function search<R>(
  query: Float32Array | string,
  options: SearchOptions<R>,
  { client, shape, embedder }: SearchContext,
): Promise<readonly FoundRecord[]> {
  checkOptions<SearchOptions<R>>('search', options, {
    limit: 'any',
    minScore: 'number',
    filter: 'any',
    mode: 'any',
    words: 'string',
    weight: 'any',
    fusion: 'any',
    diversity: 'any',
    prefix: 'boolean',
    typos: 'boolean',
    sort: 'any',
    exact: 'boolean',
    reranker: 'object',
    signal: 'signal',
    trace: 'object',
  })
  const { limit = 10, minScore, filter, weight = 0.5, fusion = 'weighted', diversity = 0, prefix = false } = options
  const { typos = false } = options
  const { exact, signal, trace } = options
  signal?.throwIfAborted()
  checkLimit(limit)
  checkShare('weight', weight)
  checkShare('diversity', diversity)
  const sort = sortFieldsOf(options.sort)
  if (sort !== undefined && (options.reranker !== undefined || diversity > 0)) {
    throw new TypeError(
      `\`sort\` and \`${options.reranker === undefined ? 'diversity' : 'reranker'}\` are two orders: give one`,
    )
  }
  const target = await targetOf(query, options, embedder, shape)
  const words = target.words ?? (typeof query === 'string' ? query : undefined)
  if (options.reranker !== undefined && words === undefined) {
    throw new TypeError('`reranker` needs a text to compare with: search with a text, or give `words`')
  }
  // A field for a search is empty before the first letter. No text answers an empty question, so the order of the search stays.
  const reranker = words?.trim() === '' ? undefined : options.reranker
  if (sort !== undefined && target.vector !== undefined && minScore === undefined) {
    throw new TypeError(
      "`sort` needs `minScore` in a search by meaning, because every record has some likeness. Or use `mode: 'lexical'`",
    )
  }
  const request: SearchRequest = {
    ...target,
    limit: reranker === undefined ? limit : Math.max(limit, RERANKED),
    minScore: reranker === undefined ? minScore : undefined,
    weight,
    fusion,
    diversity,
    prefix,
    typos,
    sort,
    exact,
  }
  const found =
    typeof filter === 'function'
      ? await searchWhere(client, request, filter, signal)
      : await client.search({ ...request, filter }, signal)
  if (reranker === undefined || words === undefined || found.length === 0) return found
  const texts = found.map(({ fields }) => recordText(fields, shape))
  const ranked = await reranker.rerank(words, texts, { signal, trace })
  return ranked
    .map(({ index, score }) => ({ ...found[index]!, score }))
    .filter(({ score }) => minScore === undefined || score >= minScore)
    .slice(0, limit)
}

/** Whether a function of the caller lets a record through. A promise counts as true in JavaScript and would let each record through. */
export function admits<T>(passes: (record: T) => boolean, record: T): boolean {
  const passed: unknown = passes(record)
  if (typeof passed === 'object' && passed !== null && 'then' in passed) {
    throw new TypeError('`filter` must return true or false, got a promise')
  }
  return Boolean(passed)
}

/** Fetches more and more of the ranking until enough records pass. */
async function searchWhere<R>(
  client: Searcher,
  request: SearchRequest,
  passes: (record: Omit<R, 'vector'>) => boolean,
  signal: AbortSignal | undefined,
): Promise<FoundRecord[]> {
  for (let fetched = request.limit * 4; ; fetched *= 4) {
    const found = await client.search({ ...request, limit: fetched }, signal)
    const passing = found.filter((record) => admits(passes, withId(record) as unknown as Omit<R, 'vector'>))
    if (passing.length >= request.limit || found.length < fetched) return passing.slice(0, request.limit)
  }
}

async function targetOf(
  query: Float32Array | string,
  { mode, words, signal, trace }: Pick<SearchOptions, 'mode' | 'words' | 'signal' | 'trace'>,
  embedder: StoreEmbedder,
  shape: StoreShape,
): Promise<Pick<SearchRequest, 'vector' | 'words'>> {
  const canRead = shape.text.length > 0
  const wanted = mode ?? defaultMode(query, words, canRead, embedder.embed !== undefined)
  if (wanted !== 'dense' && !canRead) {
    throw new TypeError(`\`mode\` ${wanted} needs fields with words: open the store with \`text\``)
  }
  const spoken = typeof query === 'string' ? query : words
  if (wanted === 'lexical') {
    if (spoken === undefined) throw new TypeError('`mode` lexical needs a text, got a vector without `words`')
    return { words: spoken }
  }
  const vector = typeof query === 'string' ? await embedQuery(query, embedder, { signal, trace }) : query
  if (wanted === 'dense') return { vector }
  if (spoken === undefined) throw new TypeError('`mode` hybrid needs `words` beside a vector')
  return { vector, words: spoken }
}

function defaultMode(query: Float32Array | string, words: string | undefined, canRead: boolean, canEmbed: boolean) {
  if (typeof query !== 'string') return words === undefined ? 'dense' : 'hybrid'
  if (!canRead) return 'dense'
  return canEmbed ? 'hybrid' : 'lexical'
}

async function embedQuery(text: string, embedder: StoreEmbedder, call: Pick<SearchOptions, 'signal' | 'trace'>) {
  if (embedder.embed === undefined) {
    throw new TypeError('A text as query needs an embedder with embed(): open the store with one, or search by words')
  }
  return embedder.embed(text, { kind: 'query', ...call })
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`\`limit\` must be a positive integer, got ${limit}`)
}

function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`\`${name}\` must be from 0 to 1, got ${value}`)
}
