import type { Condition } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import { toSql } from './postgres-filter.js'
import type { Tables } from './postgres-schema.js'
import { configurationOf } from './server-languages.js'

/** A statement and its parameters. All parameters are texts, so every driver sends them the same way. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** A search that the route runs. */
export interface RouteQuery {
  readonly limit: number
  readonly filter: Condition | undefined
  readonly vectors: boolean
  readonly exact: boolean
  readonly prefix: boolean
}

/**
 * The statements on one store. Each statement makes all its changes or none. Rows are locked in the order of their ids: in any other order,
 * two statements could wait for each other for ever.
 */
export function statementsOf({ records }: Tables, store: string, shape: StoreShape) {
  const language = `'${configurationOf(shape.language)}'::regconfig`
  // An index on a store must be built over exactly this expression.
  const column = `vector::vector(${Number(shape.dimensions)})`
  const row = 'id, fields::text AS fields, vector::text AS vector'

  function where({ filter }: Pick<RouteQuery, 'filter'>, parameters: string[]): string {
    if (filter === undefined) return ''
    return ` AND ${toSql(filter, (value) => `$${parameters.push(value)}`)}`
  }

  return {
    put: (rows: string): Statement => ({
      sql: `INSERT INTO ${records} (store, id, vector, fields, words)
        SELECT $1::text, r.id, r.vector::vector, r.fields, to_tsvector(${language}, r.words)
        FROM jsonb_to_recordset($2::text::jsonb) AS r(id text, vector text, fields jsonb, words text)
        ORDER BY r.id COLLATE "C"
        ON CONFLICT (store, id) DO UPDATE
        SET vector = excluded.vector, fields = excluded.fields, words = excluded.words`,
      parameters: [store, rows],
    }),
    delete: (ids: string): Statement => ({
      sql: `WITH held AS MATERIALIZED (
          SELECT id FROM ${records} WHERE store = $1::text AND id IN (SELECT jsonb_array_elements_text($2::text::jsonb))
          ORDER BY id COLLATE "C" FOR UPDATE)
        DELETE FROM ${records} WHERE store = $1::text AND id IN (SELECT id FROM held)`,
      parameters: [store, ids],
    }),
    clear: (): Statement => ({ sql: `DELETE FROM ${records} WHERE store = $1::text`, parameters: [store] }),
    count: (): Statement => ({
      sql: `SELECT count(*)::text AS count FROM ${records} WHERE store = $1::text`,
      parameters: [store],
    }),
    get: (ids: string): Statement => ({
      sql: `SELECT ${row} FROM ${records} WHERE store = $1::text
        AND id IN (SELECT jsonb_array_elements_text($2::text::jsonb))`,
      parameters: [store, ids],
    }),
    read: (after: string | undefined, limit: number): Statement => ({
      sql: `SELECT ${row} FROM ${records} WHERE store = $1::text
        ${after === undefined ? '' : 'AND id > $3::text'} ORDER BY id LIMIT $2::text::int`,
      parameters: [store, String(limit), ...(after === undefined ? [] : [after])],
    }),
    byVector(vector: string, query: RouteQuery): Statement {
      const parameters = [store, vector, String(query.limit)]
      const distance = `${column} ${shape.metric === 'cosine' ? '<=>' : '<#>'} $2::text::vector`
      const score = shape.metric === 'cosine' ? `1 - (${distance})` : `-(${distance})`
      // Postgres uses an index only for the bare expression, so `+ 0` makes the search exact.
      const order = query.exact ? `(${distance}) + 0` : distance
      return {
        sql: `SELECT ${query.vectors ? row : 'id, fields::text AS fields'}, (${score})::text AS score FROM ${records}
          WHERE store = $1::text${where(query, parameters)} ORDER BY ${order} LIMIT $3::text::int`,
        parameters,
      }
    },
    byWords(text: string, query: RouteQuery): Statement {
      const parameters = [store, text, String(query.limit)]
      // Each word is optional, as in the browser's store. The parser joins words by "and", so "or" replaces it.
      const words = `replace(plainto_tsquery(${language}, $2::text)::text, ' & ', ' | ')::tsquery`
      const last = query.prefix ? /[\p{L}\p{N}\p{M}]+$/u.exec(text)?.[0] : undefined
      const beginning =
        last === undefined ? '' : ` || to_tsquery('simple', quote_literal($${parameters.push(last)}::text) || ':*')`
      return {
        sql: `WITH wanted AS (SELECT ${words}${beginning} AS query)
          SELECT ${query.vectors ? row : 'id, fields::text AS fields'}, ts_rank(words, query, 1)::text AS score
          FROM ${records}, wanted WHERE store = $1::text AND words @@ query${where(query, parameters)}
          ORDER BY ts_rank(words, query, 1) DESC, id LIMIT $3::text::int`,
        parameters,
      }
    },
  }
}
