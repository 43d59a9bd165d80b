/**
 * The server's half of `postgresServer`: one route over a database with pgvector. The route runs wherever `Request` and `Response` exist,
 * with any driver that has `query(sql, parameters)`, such as `pg` or PGlite.
 */

import { fromJson, toJson } from '../records/plain-json.js'
import { recordText } from '../records/record-text.js'
import { type Condition, type Filter, parseFilter } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import { tablesOf } from './postgres-schema.js'
import { type RouteQuery, type Statement, statementsOf } from './postgres-statements.js'
import { fromBase64, toBase64 } from './vector-text.js'

export interface PostgresRouteOptions {
  /** Runs one statement: `(sql, parameters) => pool.query(sql, parameters)`. */
  query(sql: string, parameters: string[]): Promise<{ readonly rows: readonly unknown[] }>
  /**
   * Whether a request may read or write a store. There is no default, because anyone who reaches the route could otherwise read and write
   * the whole table.
   */
  authorize(
    request: Request,
    access: { readonly store: string; readonly operation: 'read' | 'write' },
  ): boolean | Promise<boolean>
  /** The prefix of the table names, as given to `postgresSchema`. @default 'tacet' */
  prefix?: string | undefined
  /** The largest size of a request in bytes. @default 33_554_432 */
  maxBytes?: number | undefined
}

const READ_ROWS = 256
const MOST_HITS = 10_000
const MOST_IDS = 10_000
/** Each comparison needs two parameters, and a statement can have 65,535. */
const MOST_COMPARISONS = 5000

/**
 * Makes the handler of the route. A malformed or forbidden request gets an error response. Errors of `authorize` and of the database are
 * thrown, so that they reach the log of the server.
 *
 * @example
 * export const POST = createPostgresRoute({
 *   query: (sql, parameters) => pool.query(sql, parameters),
 *   authorize: async (request, { store }) => (await userOf(request))?.stores.includes(store) ?? false,
 * })
 */
export function createPostgresRoute(options: PostgresRouteOptions): (request: Request) => Promise<Response> {
  const { authorize, prefix = 'tacet', maxBytes = 2 ** 25 } = options
  const tables = tablesOf(prefix)
  async function run({ sql, parameters }: Statement): Promise<readonly Readonly<Record<string, string>>[]> {
    try {
      const { rows } = await options.query(sql, [...parameters])
      return rows as readonly Readonly<Record<string, string>>[]
    } catch (error) {
      const kind = classOf(error)
      if (kind === 'data') throw new Refused('Postgres cannot hold one of the values')
      if (kind === 'undone') throw new Undone('Another request was in the way. Nothing was changed.')
      throw error
    }
  }

  async function shapeOf(store: string): Promise<StoreShape | undefined> {
    const sql = `SELECT shape::text AS shape FROM ${tables.stores} WHERE name = $1::text`
    const [row] = await run({ sql, parameters: [store] })
    return row === undefined ? undefined : (fromJson(row['shape']!) as StoreShape)
  }

  async function open(store: string, shape: StoreShape): Promise<StoreShape> {
    const sql = `INSERT INTO ${tables.stores} (name, shape) VALUES ($1::text, $2::text::jsonb) ON CONFLICT DO NOTHING`
    const known = await shapeOf(store)
    if (known !== undefined) return known
    await run({ sql, parameters: [store, toJson(shape)] })
    return (await shapeOf(store))!
  }

  async function answer(store: string, body: Body): Promise<unknown> {
    const { operation } = body
    if (operation === 'open') return open(store, checkedShape(body.shape))
    const shape = await shapeOf(store)
    if (shape === undefined) throw new Refused('There is no store of this name. Open it first.')
    const statements = statementsOf(tables, store, shape)
    switch (operation) {
      case 'put':
        await run(statements.put(toJson(checkedRows(body.records, shape))))
        return null
      case 'delete':
        await run(statements.delete(toJson(checkedIds(body.ids))))
        return null
      case 'clear':
        await run(statements.clear())
        return null
      case 'count':
        return Number((await run(statements.count()))[0]!['count'])
      case 'get':
        return (await run(statements.get(toJson(checkedIds(body.ids))))).map(toAnswer)
      case 'read':
        return (await run(statements.read(checkedText(body.after), READ_ROWS))).map(toAnswer)
      case 'by-vector': {
        const vector = vectorIn(body.vector, shape)
        return (await run(statements.byVector(vector, checkedQuery(body)))).map(toAnswer)
      }
      case 'by-words':
        return (await run(statements.byWords(checkedText(body.text) ?? '', checkedQuery(body)))).map(toAnswer)
      default:
        throw new Refused('`operation` must be one of the operations of the route')
    }
  }

  return async (request) => {
    if (request.method !== 'POST') return refusal(405, 'invalid-data', 'The route takes POST')
    // A page of another origin can send a form without a preflight request, but not JSON.
    if (!/^application\/json\b/.test(request.headers.get('content-type') ?? '')) {
      return refusal(415, 'invalid-data', 'The route takes JSON')
    }
    const text = await textOf(request, maxBytes)
    if (text === undefined) return refusal(413, 'invalid-data', `The request is larger than ${maxBytes} bytes`)
    try {
      const body = parsed(text)
      const store = checkedText(body.store)
      if (store === undefined || store === '') throw new Refused('`store` must be a text that is not empty')
      const operation = WRITING.has(String(body.operation)) ? 'write' : 'read'
      if (!(await authorize(request, { store, operation }))) {
        return refusal(403, 'policy-denied', 'The server does not allow this')
      }
      return new Response(toJson({ result: await answer(store, body) }), { headers: HEADERS })
    } catch (error) {
      if (error instanceof Refused) return refusal(400, 'invalid-data', error.message)
      if (error instanceof Undone) return refusal(503, 'server', error.message)
      throw error
    }
  }
}

const WRITING: ReadonlySet<string> = new Set(['open', 'put', 'delete', 'clear'])
const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' }

/** A request that cannot be answered. The message goes to the sender, so errors of the app and of its driver are never of this class. */
class Refused extends Error {}

/** A change that Postgres rolled back. The client may repeat it. */
class Undone extends Error {}

/** The fields of a request, before they are checked. */
type Body = {
  readonly [Name in
    | 'operation'
    | 'store'
    | 'shape'
    | 'records'
    | 'ids'
    | 'after'
    | 'vector'
    | 'text'
    | 'limit'
    | 'filter'
    | 'vectors'
    | 'exact'
    | 'prefix']?: unknown
}

function parsed(text: string): Body {
  try {
    const body = fromJson(text)
    if (typeof body === 'object' && body !== null) return body as Body
  } catch {}
  throw new Refused('The request is not a JSON object')
}

async function textOf(request: Request, maxBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function checkedText(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  throw new Refused('A text is expected here')
}

function checkedIds(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.length <= MOST_IDS && value.every((id) => typeof id === 'string')) return value
  throw new Refused(`\`ids\` must be a list of at most ${MOST_IDS} texts`)
}

function checkedShape(value: unknown): StoreShape {
  const { model, dimensions, metric, language, text } = (value ?? {}) as Partial<Record<keyof StoreShape, unknown>>
  // pgvector holds 16,000 dimensions at most.
  const numbers = Number.isInteger(dimensions) && Number(dimensions) >= 1 && Number(dimensions) <= 16_000
  const texts = typeof model === 'string' && typeof language === 'string' && (metric === 'cosine' || metric === 'dot')
  if (!numbers || !texts || !Array.isArray(text) || !text.every((name) => typeof name === 'string')) {
    throw new Refused('`shape` must say model, dimensions (at most 16,000), metric, language and text fields')
  }
  return { model, dimensions: dimensions as number, metric, language, text }
}

function checkedRows(value: unknown, shape: StoreShape): readonly object[] {
  if (!Array.isArray(value)) throw new Refused('`records` must be a list')
  const rows = new Map<string, object>()
  for (const record of value as readonly unknown[]) {
    const { id, fields, vector } = (record ?? {}) as { id?: unknown; fields?: unknown; vector?: unknown }
    if (typeof id !== 'string' || typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      throw new Refused('Each of `records` must have an `id` and `fields`')
    }
    const words = recordText(fields as Readonly<Record<string, unknown>>, shape)
    // The last of several records with the same id wins, because one statement cannot change a row twice.
    rows.set(id, { id, fields, vector: vectorIn(vector, shape), words })
  }
  return [...rows.values()]
}

function checkedQuery({ limit, filter, vectors, exact, prefix }: Body): RouteQuery {
  if (!Number.isInteger(limit) || Number(limit) < 1 || Number(limit) > MOST_HITS) {
    throw new Refused(`\`limit\` must be a whole number from 1 to ${MOST_HITS}`)
  }
  return {
    limit: limit as number,
    filter: filter === undefined ? undefined : checkedFilter(filter),
    vectors: vectors === true,
    exact: exact === true,
    prefix: prefix === true,
  }
}

function checkedFilter(filter: unknown): Condition {
  let condition: Condition
  try {
    condition = parseFilter(filter as Filter)
  } catch (error) {
    // The message names the place in the filter and contains no stored value.
    throw new Refused((error as Error).message)
  }
  if (comparisonsOf(condition) <= MOST_COMPARISONS) return condition
  throw new Refused(`\`filter\` must not compare with more than ${MOST_COMPARISONS} values`)
}

function comparisonsOf(condition: Condition): number {
  switch (condition.type) {
    case 'field':
      return 1
    case 'not':
      return comparisonsOf(condition.part)
    default:
      return condition.parts.reduce((sum, part) => sum + comparisonsOf(part), 0)
  }
}

/** A vector in the form that pgvector reads. */
function vectorIn(value: unknown, { dimensions }: StoreShape): string {
  const vector = typeof value === 'string' ? fromBase64(value) : undefined
  if (vector?.length !== dimensions || !vector.every(Number.isFinite)) {
    throw new Refused(`A vector of ${dimensions} finite numbers is expected`)
  }
  return `[${Array.from(vector, (number) => Number(number.toPrecision(9))).join(',')}]`
}

function toAnswer({ id, fields, vector, score }: Readonly<Record<string, string>>) {
  return {
    id,
    fields: JSON.parse(fields!) as object,
    ...(vector === undefined ? {} : { vector: toBase64(Float32Array.from(JSON.parse(vector) as number[])) }),
    ...(score === undefined ? {} : { score: Number(score) }),
  }
}

/** The class of a Postgres error code: 22 is "data exception", 54 "too large", 40 "rolled back", as after a deadlock. */
function classOf(error: unknown): 'data' | 'undone' | undefined {
  const { code } = (error ?? {}) as { code?: unknown }
  const [, kind] = /^(22|54|40)\w{3}$/.exec(typeof code === 'string' ? code : '') ?? []
  return kind === undefined ? undefined : kind === '40' ? 'undone' : 'data'
}

function refusal(status: number, code: string, message: string): Response {
  return new Response(toJson({ error: { code, message } }), { status, headers: HEADERS })
}
