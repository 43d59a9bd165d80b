import { NlpError } from '../../shared/errors.js'
import type { StoreShape } from '../shared/manifest.js'
import type { RemoteServer } from './collection.js'
import { type Ask, openRowCollection } from './postgres-collection.js'
import { createRequests, type Refusal, type ServerOptions } from './requests.js'
import { fromBase64, toBase64 } from './vector-text.js'

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
      const ask: Ask = async (operation, body, asked, writes = false) => {
        const sent = { operation, store, ...body }
        const answer = await request({ method: 'POST', path: '', body: sent, writes, signal: asked })
        const { body: received } = answer
        if (typeof received === 'object' && received !== null && 'result' in received) return received.result
        throw new NlpError('server', 'The route to Postgres answered in an unknown form. Check its address.')
      }
      const stored = (await ask('open', { shape }, signal)) as StoreShape
      return openRowCollection(stored, ask, { toText: toBase64, fromText: fromBase64 })
    },
  }
}

/** Turns an error response of the route into an error with the same code. */
const ownRefusal: Refusal = (body, status) => {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } }
  const { code, message } = error ?? {}
  if ((code !== 'invalid-data' && code !== 'policy-denied') || typeof message !== 'string') return undefined
  return new NlpError(code, message, { details: { status } })
}
