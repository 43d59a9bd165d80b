import { NlpError } from '../../shared/errors.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch } from '../shared/worker-api.js'
import type { RemoteCollection, RemoteHit } from './collection.js'

/**
 * A collection whose answers are checked before use. Another program may answer at the address, or the server may be
 * faulty: a NaN among the scores would silently ruin the order of all hits.
 */
export function checkedCollection(collection: RemoteCollection, server: string): RemoteCollection {
  const { shape } = collection
  const refuse = (what: string): never => {
    throw new NlpError('server', `The server (${server}) answered with ${what}. Check its address and its version.`)
  }
  const hitsOf = (hits: readonly RemoteHit[]) => {
    if (!Array.isArray(hits)) refuse('something other than a list of hits')
    for (const hit of hits) {
      if (!isRecord(hit)) refuse('a hit without id or fields')
      const { score, vector } = hit
      if (!Number.isFinite(score)) refuse('a score that is not a number')
      if (vector !== undefined) checkVectors(vector, 1, shape, refuse)
    }
    return hits
  }
  const batchOf = (batch: Batch) => {
    if (!batch.records.every(isRecord)) refuse('a record without id or fields')
    checkVectors(batch.vectors, batch.records.length, shape, refuse)
    return batch
  }
  return {
    shape,
    // One by one: a copy of an object loses the methods of its class.
    put: (batch, signal) => collection.put(batch, signal),
    delete: (ids) => collection.delete(ids),
    clear: () => collection.clear(),
    async count() {
      const count = await collection.count()
      return Number.isSafeInteger(count) && count >= 0 ? count : refuse('a count that is not a whole number')
    },
    get: async (ids, signal) => batchOf(await collection.get(ids, signal)),
    async read(cursor) {
      const { batch, next } = await collection.read(cursor)
      // An iteration over such answers would never end.
      if (next !== undefined && next === cursor) refuse('the same page again')
      return { batch: batchOf(batch), next }
    },
    byVector: async (vector, query) => hitsOf(await collection.byVector(vector, query)),
    byWords: async (text, query) => hitsOf(await collection.byWords(text, query)),
  }
}

function isRecord(given: unknown): boolean {
  const { id, fields } = (given ?? {}) as { readonly id?: unknown; readonly fields?: unknown }
  return typeof id === 'string' && typeof fields === 'object' && fields !== null && !Array.isArray(fields)
}

function checkVectors(
  vectors: Float32Array,
  rows: number,
  { dimensions }: StoreShape,
  refuse: (what: string) => never,
): void {
  if (vectors.length !== rows * dimensions) refuse(`a vector that has not ${dimensions} numbers`)
  if (!vectors.every(Number.isFinite)) refuse('a vector that holds something else than finite numbers')
}
