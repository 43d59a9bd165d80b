import type { StoreShape } from '../shared/manifest.js'
import { type EngineQuery, TOKENS } from './search-engine-filter.js'
import { analyzerOf } from './server-languages.js'

/** The differences between OpenSearch and Elasticsearch. */
export interface EngineDialect {
  /** The name of the server in messages. */
  readonly name: string
  readonly settings: object
  /** The mapping of the vector. */
  vector(shape: StoreShape): object
  /** The part of a search that finds the nearest vectors. */
  nearest(vector: readonly number[], query: NearestQuery): object
}

interface NearestQuery {
  /** How many candidates the index looks at. */
  readonly candidates: number
  readonly filter: EngineQuery | undefined
}

export const OPENSEARCH: EngineDialect = {
  name: 'OpenSearch',
  settings: { index: { knn: true } },
  vector: ({ dimensions, metric }) => ({
    type: 'knn_vector',
    dimension: dimensions,
    // Of its engines, Lucene applies filters while it searches, and scores dot products of both signs.
    method: { name: 'hnsw', engine: 'lucene', space_type: metric === 'cosine' ? 'cosinesimil' : 'innerproduct' },
  }),
  nearest: (vector, { candidates, filter }) => ({
    query: { knn: { vector: { vector, k: candidates, ...(filter === undefined ? {} : { filter }) } } },
  }),
}

export const ELASTICSEARCH: EngineDialect = {
  name: 'Elasticsearch',
  settings: {},
  vector: ({ dimensions, metric }) => ({
    type: 'dense_vector',
    dims: dimensions,
    index: true,
    similarity: metric === 'cosine' ? 'cosine' : 'max_inner_product',
    // The default scores rounded numbers.
    index_options: { type: 'hnsw' },
  }),
  nearest: (vector, { candidates, filter }) => ({
    knn: {
      field: 'vector',
      query_vector: vector,
      k: candidates,
      num_candidates: candidates,
      ...(filter === undefined ? {} : { filter }),
    },
  }),
}

/** The index of a store. */
export function newIndex(dialect: EngineDialect, shape: StoreShape): object {
  return {
    settings: dialect.settings,
    mappings: {
      // Fields of the app would each become a field of the index, and an index may have a thousand.
      dynamic: false,
      _meta: { tacet: shape },
      properties: {
        key: { type: 'keyword' },
        [TOKENS]: { type: 'keyword' },
        words: { type: 'text', analyzer: analyzerOf(shape.language) },
        vector: dialect.vector(shape),
        record: { type: 'keyword', index: false, doc_values: false },
        bytes: { type: 'keyword', index: false, doc_values: false },
      },
    },
  }
}

/** Both metrics are scored as Lucene scores them: a cosine from 0 to 1, and a dot product above 0. */
export function fromScore(score: number, metric: StoreShape['metric']): number {
  if (metric === 'cosine') return 2 * score - 1
  return score >= 1 ? score - 1 : 1 - 1 / score
}
