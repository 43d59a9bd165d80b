import { type Filter, parseFilter } from '../shared/filter.js'
import { checkVector, type VectorRecord, withId } from './pack.js'
import type { Hit } from './record-store.js'
import { type SearchContext, type SearchOptions, searchStore } from './search.js'

/** Searches a store, and gives the records as the caller put them, without their vectors. */
export async function findHits<R extends VectorRecord>(
  query: Float32Array | string,
  options: SearchOptions<R>,
  context: SearchContext,
): Promise<Hit<R>[]> {
  if (typeof query !== 'string') checkVector(query, context.shape, 'The query')
  if (typeof options.filter === 'object') parseFilter(options.filter as Filter)
  const found = await searchStore(query, options, context)
  return found.map(({ score, similarity, ...record }) => ({
    score,
    similarity,
    record: withId(record) as unknown as Omit<R, 'vector'>,
  }))
}
