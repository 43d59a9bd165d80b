import { checkOptions } from '../calls/check-options.js'
import { holdingRows } from './hold-rows.js'
import { sortFieldsOf } from './records/check-sort.js'
import { type VectorRecord, withId } from './records/pack.js'
import { admits } from './records/search.js'
import { type Filter, parseFilter } from './shared/filter.js'
import type { SortField } from './shared/sort.js'
import type { StoreClient } from './store-client.js'

/** Options for a list of records. */
export interface ListOptions<R = VectorRecord> {
  /** Which records to list: as data, or as a function, which is slower. @default all */
  filter?: Filter | ((record: Omit<R, 'vector'>) => boolean) | undefined
  /** The order of the records: by one field or several. Records without the field come last. @default the stored order */
  sort?: SortField | readonly SortField[] | undefined
  /** The largest number of records. @default none */
  limit?: number | undefined
  /** Aborts the work. The iteration rejects with the reason of the signal. */
  signal?: AbortSignal | undefined
}

/** Records that the page fetches at once. */
const FETCHED_ROWS = 256

/** The records of a store that pass a filter, in order, as they are when the iteration begins. */
export async function* listRecords<R extends VectorRecord>(
  client: StoreClient,
  options: ListOptions<R>,
): AsyncGenerator<Omit<R, 'vector'>, void> {
  checkOptions<ListOptions<R>>('list', options, { filter: 'any', sort: 'any', limit: 'any', signal: 'signal' })
  const { filter, limit = Number.POSITIVE_INFINITY, signal } = options
  if (limit !== Number.POSITIVE_INFINITY && !(Number.isInteger(limit) && limit >= 1)) {
    throw new RangeError(`\`limit\` must be a positive integer, got ${String(limit)}`)
  }
  const sort = sortFieldsOf(options.sort)
  signal?.throwIfAborted()
  const isFunction = typeof filter === 'function'
  if (filter !== undefined && !isFunction) parseFilter(filter)
  const request = {
    filter: isFunction ? undefined : filter,
    sort,
    limit: isFunction ? Number.POSITIVE_INFINITY : limit,
  }
  yield* holdingRows(client, async function* (reading) {
    const rows = await client.call((api) => api.list(request), { signal })
    let listed = 0
    for (let at = 0; at < rows.length && listed < limit; at += FETCHED_ROWS) {
      const part = rows.slice(at, at + FETCHED_ROWS)
      for (const stored of await client.call((api) => api.recordsAt(reading, part), { signal })) {
        const record = withId(stored) as unknown as Omit<R, 'vector'>
        if (isFunction && !admits(filter, record)) continue
        yield record
        signal?.throwIfAborted()
        listed += 1
        if (listed === limit) break
      }
    }
  })
}
