import { NlpError } from '../../shared/errors.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields } from '../shared/worker-api.js'
import type { RemoteCollection, RemoteHit, RemoteQuery } from './collection.js'

interface Row {
  readonly id: string
  readonly fields: Fields
  /** Absent or null if the query did not ask for vectors. */
  readonly vector?: string | null | undefined
  readonly score?: number | undefined
}

/** Asks the database for one operation. */
export type Ask = (operation: string, body: object, signal?: AbortSignal, writes?: boolean) => Promise<unknown>

/** How vectors travel. */
interface VectorText {
  toText(vector: Float32Array): string
  /** Returns `undefined` if the text is not a vector. */
  fromText(text: string): Float32Array | undefined
}

/** A collection in tables of Postgres, whoever runs the statements. */
export function openRowCollection(shape: StoreShape, ask: Ask, { toText, fromText }: VectorText): RemoteCollection {
  const { dimensions } = shape
  const decoded = (vector: Row['vector']) => (vector == null ? undefined : fromText(vector))
  const search = async (operation: string, target: object, { signal, ...query }: RemoteQuery) => {
    const rows = rowsOf(await ask(operation, { ...target, ...query }, signal))
    return rows.map(
      ({ id, fields, score = Number.NaN, vector }): RemoteHit => ({ id, fields, score, vector: decoded(vector) }),
    )
  }

  function toBatch(rows: readonly Row[]): Batch {
    const vectors = new Float32Array(rows.length * dimensions)
    for (const [index, { vector }] of rows.entries()) {
      const numbers = decoded(vector)
      if (numbers?.length !== dimensions)
        throw new NlpError('server', 'The database answered with a record without its vector')
      vectors.set(numbers, index * dimensions)
    }
    return { records: rows.map(({ id, fields }) => ({ id, fields })), vectors }
  }

  return {
    shape,
    async put({ records, vectors }, signal) {
      const rows = records.map((record, row) => ({
        ...record,
        vector: toText(vectors.subarray(row * dimensions, (row + 1) * dimensions)),
      }))
      await ask('put', { records: rows }, signal, true)
    },
    async delete(ids) {
      await ask('delete', { ids }, undefined, true)
    },
    async clear() {
      await ask('clear', {}, undefined, true)
    },
    count: async () => (await ask('count', {})) as number,
    get: async (ids, signal) => toBatch(rowsOf(await ask('get', { ids }, signal))),
    async read(cursor) {
      const batch = toBatch(rowsOf(await ask('read', { after: cursor })))
      return { batch, next: batch.records.at(-1)?.id }
    },
    byVector: (vector, query) => search('by-vector', { vector: toText(vector) }, query),
    byWords: (text, query) => search('by-words', { text }, query),
  }
}

function rowsOf(answer: unknown): readonly Row[] {
  const isRow = (row: unknown) => typeof row === 'object' && row !== null
  if (Array.isArray(answer) && answer.every(isRow)) return answer as readonly Row[]
  throw new NlpError('server', 'The database answered in an unknown form. Check its address.')
}
