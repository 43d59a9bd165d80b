export type { FilterValue } from './column.js'
export type { FieldCondition, Filter } from './filter.js'
export type { VectorRecord } from './pack.js'
export type { Metric } from './quantize.js'
export type { ReembedOptions, TextEmbedder } from './reembed.js'
export type { ResultReranker, SearchOptions, StoreEmbedder } from './search.js'
export {
  type Hit,
  openVectorStore,
  type PutOptions,
  type VectorStore,
  type VectorStoreOptions,
} from './vector-store.js'
export type { StoreState, StoreStats } from './worker-api.js'
