import { NlpError } from '../../shared/errors.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields } from '../shared/worker-api.js'
import type { RemoteCollection, RemoteHit, RemoteQuery, RemoteServer } from './collection.js'
import { createRequests, type Refusal, type ServerOptions } from './requests.js'
import { fromBase64, toBase64 } from './vector-text.js'

interface Row {
  readonly id: string
  readonly fields: Fields
  readonly vector?: string | undefined
}

/**
 * A server for `openRemoteStore`: PostgreSQL with pgvector, behind the route that `createPostgresRoute` makes on your server. Requests
 * carry cookies where the route has the same origin as the page.
 *
 * @example
 * const server = postgresServer({ url: '/api/vectors' })
 */
export function postgresServer(options: ServerOptions): RemoteServer {
  const request = createRequests('postgresServer', options, {
    name: 'the route to Postgres',
    cookies: true,
    ownRefusal,
  })
  return {
    name: 'postgres',
    async open(store, shape, signal) {
      const ask = async (operation: string, body: object, asked?: AbortSignal, writes = false) => {
        const sent = { operation, store, ...body }
        const answer = await request({ method: 'POST', path: '', body: sent, writes, signal: asked })
        const { body: received } = answer
        if (typeof received === 'object' && received !== null && 'result' in received) return received.result
        throw new NlpError('server', 'The route to Postgres answered in an unknown form. Check its address.')
      }
      const stored = (await ask('open', { shape }, signal)) as StoreShape
      return openCollection(stored, ask)
    },
  }
}

type Ask = (operation: string, body: object, signal?: AbortSignal, writes?: boolean) => Promise<unknown>

function openCollection(shape: StoreShape, ask: Ask): RemoteCollection {
  const { dimensions } = shape
  const search = async (operation: string, target: object, { signal, ...query }: RemoteQuery) => {
    const rows = (await ask(operation, { ...target, ...query }, signal)) as readonly (Row & { score: number })[]
    return rows.map(({ vector, ...row }): RemoteHit => ({ ...row, vector: decoded(vector) }))
  }

  function toBatch(rows: readonly Row[]): Batch {
    const vectors = new Float32Array(rows.length * dimensions)
    for (const [index, { vector }] of rows.entries()) vectors.set(decoded(vector) ?? [], index * dimensions)
    return { records: rows.map(({ id, fields }) => ({ id, fields })), vectors }
  }

  return {
    shape,
    async put({ records, vectors }, signal) {
      const rows = records.map((record, row) => ({
        ...record,
        vector: toBase64(vectors.subarray(row * dimensions, (row + 1) * dimensions)),
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
    get: async (ids, signal) => toBatch((await ask('get', { ids }, signal)) as readonly Row[]),
    async read(cursor) {
      const batch = toBatch((await ask('read', { after: cursor })) as readonly Row[])
      return { batch, next: batch.records.at(-1)?.id }
    },
    byVector: (vector, query) => search('by-vector', { vector: toBase64(vector) }, query),
    byWords: (text, query) => search('by-words', { text }, query),
  }
}

const decoded = (vector: string | undefined) => (vector === undefined ? undefined : fromBase64(vector))

/** Turns an error response of the route into an error with the same code. */
const ownRefusal: Refusal = (body, status) => {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } }
  const { code, message } = error ?? {}
  if ((code !== 'invalid-data' && code !== 'policy-denied') || typeof message !== 'string') return undefined
  return new NlpError(code, message, { details: { status } })
}
