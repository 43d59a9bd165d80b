import { NlpError } from '../../shared/errors.js'
import { recordText } from '../records/record-text.js'
import { type Condition, parseFilter } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import type { StoredRecord } from '../shared/worker-api.js'
import type { RemoteServer } from './collection.js'
import { type Ask, openRowCollection } from './postgres-collection.js'
import { finite } from './postgres-filter.js'
import { tablesOf } from './postgres-schema.js'
import { createRequests, type Refusal, type ServerOptions } from './requests.js'
import { configurationOf } from './server-languages.js'
import { requestName } from './supabase-schema.js'

/** How to reach a Supabase project. */
export interface SupabaseOptions extends ServerOptions {
  /** The prefix of the tables and functions, as given to `supabaseSchema`. @default 'tacet' */
  prefix?: string | undefined
}

/**
 * A server for `openRemoteStore`: Supabase, or another PostgreSQL behind PostgREST, with the functions of `supabaseSchema()`. The page may
 * hold the publishable key, because the policies of your tables decide what each user reads and writes.
 *
 * @example
 * const headers = { apikey: apiKey, authorization: `Bearer ${apiKey}` }
 * const server = supabaseServer({ url: 'https://project.supabase.co/rest/v1', headers })
 */
export function supabaseServer(options: SupabaseOptions): RemoteServer {
  const request = createRequests('supabaseServer', options, {
    name: 'Supabase',
    others: { prefix: 'string' },
    ownRefusal,
  })
  const { prefix = 'tacet' } = options
  tablesOf(prefix)
  const path = `/rpc/${requestName(prefix)}`
  return {
    name: 'supabase',
    async open(store, shape, signal) {
      const language = configurationOf(shape.language)
      const ask: Ask = async (operation, body, asked, writes = false) => {
        const sent = { operation, store, language, ...changed(body, shape) }
        const answer = await request({ method: 'POST', path, body: { request: sent }, writes, signal: asked })
        return answer.body
      }
      const stored = await ask('open', { shape }, signal)
      if (typeof stored !== 'object' || stored === null || !('model' in stored)) {
        throw new NlpError('server', 'Supabase answered in an unknown form. Check its address: it ends with /rest/v1.')
      }
      return openRowCollection(stored as StoreShape, ask, { toText: vectorToText, fromText: vectorFromText })
    },
  }
}

/** The body of a request in the form that the function reads. */
function changed(body: object, shape: StoreShape): object {
  const { records, filter, prefix, text } = body as {
    records?: readonly StoredRecord[]
    filter?: Parameters<typeof parseFilter>[0]
    prefix?: boolean
    text?: string
  }
  const beginning = prefix === true ? /[\p{L}\p{N}\p{M}]+$/u.exec(text ?? '')?.[0] : undefined
  return {
    ...body,
    ...(records === undefined
      ? {}
      : { records: records.map((record) => ({ ...record, words: recordText(record.fields, shape) })) }),
    ...(filter === undefined ? {} : { filter: plain(parseFilter(filter)) }),
    ...(beginning === undefined ? {} : { beginning }),
  }
}

/** A parsed filter as data. The function writes the SQL, in which names and values are quoted literals. */
function plain(condition: Condition): object {
  switch (condition.type) {
    case 'field': {
      const { field, operator, operand } = condition
      const isDate = operand instanceof Date
      const value = isDate ? operand.getTime() : operand
      // Nothing compares with NaN, which JSON cannot hold.
      if (typeof value === 'number' && Number.isNaN(value)) return { type: 'or', parts: [] }
      return { type: 'field', field, operator, isDate, operand: typeof value === 'number' ? finite(value) : value }
    }
    case 'not':
      return { type: 'not', part: plain(condition.part) }
    default:
      return { type: condition.type, parts: condition.parts.map(plain) }
  }
}

function vectorToText(vector: Float32Array): string {
  // Nine digits identify every 32-bit float.
  return `[${Array.from(vector, (value) => Number(value.toPrecision(9))).join(',')}]`
}

function vectorFromText(text: unknown): Float32Array | undefined {
  if (typeof text !== 'string' || !/^\[[\d.,eE+-]+\]$/.test(text)) return undefined
  return Float32Array.from(text.slice(1, -1).split(','), Number)
}

/** Turns an error response of PostgREST into an error that says what to do. */
const ownRefusal: Refusal = (body, status) => {
  const { code } = (body ?? {}) as { code?: unknown }
  if (typeof code !== 'string') return undefined
  const details = { status, code }
  if (code === '42501') {
    return new NlpError('policy-denied', 'The policies of Supabase do not allow this, or the store is not there', {
      details,
    })
  }
  if (code === 'PGRST202') {
    return new NlpError('server', 'Supabase has no function for the records: run the SQL of supabaseSchema()', {
      details,
    })
  }
  // The class "data exception": a text that holds a character 0, a number out of range.
  if (/^22\w{3}$/.test(code)) return new NlpError('invalid-data', 'Postgres cannot hold one of the values', { details })
  return undefined
}
