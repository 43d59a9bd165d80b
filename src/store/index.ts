export type { ListOptions } from './list-records.js'
export type { ReembedOptions, TextEmbedder } from './records/embed-records.js'
export type { VectorRecord } from './records/pack.js'
export type { GetOptions, Hit, PutOptions, RecordStore } from './records/record-store.js'
export type { ResultReranker, SearchOptions, StoreEmbedder } from './records/search.js'
export { type ChromaOptions, chromaServer } from './remote/chroma.js'
export type { RemoteCollection, RemoteHit, RemoteQuery, RemoteServer } from './remote/collection.js'
export { type MigrateOptions, type MigrateProgress, migrate } from './remote/migrate.js'
export { postgresServer } from './remote/postgres.js'
export { qdrantServer } from './remote/qdrant.js'
export {
  openRemoteStore,
  type RemoteReembedOptions,
  type RemoteStats,
  type RemoteStore,
  type RemoteStoreOptions,
} from './remote/remote-store.js'
export type { ServerOptions } from './remote/requests.js'
export { elasticsearchServer, openSearchServer } from './remote/search-engine.js'
export { type SupabaseOptions, supabaseServer } from './remote/supabase.js'
export type { FilterValue } from './shared/column.js'
export type { FieldCondition, Filter } from './shared/filter.js'
export type { VectorMetric } from './shared/quantize.js'
export type { SortField } from './shared/sort.js'
export type { CountedValue, StoreState, StoreStats } from './shared/worker-api.js'
export {
  type FacetOptions,
  type FieldCounts,
  openVectorStore,
  type VectorStore,
  type VectorStoreOptions,
} from './vector-store.js'
