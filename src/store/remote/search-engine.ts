import { NlpError } from '../../shared/errors.js'
import { fromJson, toJson } from '../records/plain-json.js'
import { recordText } from '../records/record-text.js'
import { parseFilter } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields, StoredRecord } from '../shared/worker-api.js'
import type { RemoteCollection, RemoteHit, RemoteQuery, RemoteServer } from './collection.js'
import { tokensOf } from './filter-tokens.js'
import { givenId, givenName } from './given-name.js'
import { pointIdOf } from './point-id.js'
import { createRequests, type ServerAnswer, type ServerOptions } from './requests.js'
import { ELASTICSEARCH, type EngineDialect, fromScore, newIndex, OPENSEARCH } from './search-engine-dialect.js'
import { type EngineQuery, TOKENS, toEngineQuery } from './search-engine-filter.js'
import { fromBase64, toBase64 } from './vector-text.js'

/**
 * A server for `openRemoteStore`: OpenSearch (2.13 or later), by its HTTP API. A store is an index. Put the cluster behind your own server,
 * which adds the key.
 *
 * @example
 * const server = openSearchServer({ url: '/search' })
 */
export function openSearchServer(options: ServerOptions): RemoteServer {
  return engineServer('openSearchServer', options, OPENSEARCH)
}

/**
 * A server for `openRemoteStore`: Elasticsearch (8.12 or later), by its HTTP API. A store is an index. Put the cluster behind your own server,
 * which adds the key.
 *
 * @example
 * const server = elasticsearchServer({ url: '/search' })
 */
export function elasticsearchServer(options: ServerOptions): RemoteServer {
  return engineServer('elasticsearchServer', options, ELASTICSEARCH)
}

const ALLOWED = /^[a-z0-9][a-z0-9._-]*$/
const READ_ROWS = 256
/** The most that both servers give in one answer, and the most candidates that both look at. */
const MOST_HITS = 10_000
/** More candidates give better hits. With only as many candidates as hits, the index would miss many of the best. */
const LEAST_CANDIDATES = 100
const LONGEST_ID_BYTES = 512
const STORED = ['record', 'bytes']

function engineServer(of: string, options: ServerOptions, dialect: EngineDialect): RemoteServer {
  const request = createRequests(of, options, { name: dialect.name })
  return {
    name: dialect.name,
    async open(name, shape, signal) {
      const path = `/${givenName(name, { server: dialect.name, allowed: ALLOWED, longest: 255 })}`
      const look = () => request({ method: 'GET', path, writes: false, expected: 404, signal })
      let found = await look()
      if (found.status === 404) {
        const body = newIndex(dialect, shape)
        const made = await request({ method: 'PUT', path, body, writes: true, expected: 400, signal })
        // Another page may have created the index first.
        if (made.status === 400 && reasonOf(made) !== 'resource_already_exists_exception') {
          throw new NlpError('server', `${dialect.name} refused to create the index (${reasonOf(made)})`)
        }
        found = await look()
      }
      const [index] = Object.values((found.body ?? {}) as Readonly<Record<string, { mappings?: unknown }>>)
      if (typeof index?.mappings !== 'object' || index.mappings === null) throw unknownForm(dialect)
      const { _meta } = index.mappings as { _meta?: { tacet?: StoreShape | null } | null }
      if (typeof _meta?.tacet !== 'object' || _meta.tacet === null) {
        throw new NlpError('vectors-incompatible', `The index ${name} of ${dialect.name} was not made by tacet`)
      }
      return openCollection(request, path, _meta.tacet, dialect)
    },
  }
}

/** The result of one line of a bulk request: the action, and its status. */
type BulkItem = Readonly<Record<string, { readonly status?: number } | null>>

/** A stored document. */
interface Document {
  readonly _source?: { readonly record?: unknown; readonly bytes?: unknown }
  readonly _score?: number | null
  readonly sort?: readonly unknown[]
  readonly found?: boolean
  /** Why the server could not look for the document. */
  readonly error?: unknown
}

function openCollection(
  request: ReturnType<typeof createRequests>,
  path: string,
  shape: StoreShape,
  dialect: EngineDialect,
): RemoteCollection {
  const { dimensions, metric } = shape
  const ask = async (place: string, body: object, signal?: AbortSignal) =>
    (await request({ method: 'POST', path: `${path}${place}`, body, writes: false, signal })).body

  /** Each change is the lines of one action. */
  async function change(changes: readonly (readonly object[])[], signal: AbortSignal | undefined): Promise<void> {
    const place = `${path}/_bulk?refresh=true`
    const { body } = await request({ method: 'POST', path: place, lines: changes.flat(), writes: true, signal })
    const { items } = (body ?? {}) as { items?: unknown }
    if (!isListOfObjects<BulkItem>(items) || items.length !== changes.length) throw unknownForm(dialect)
    // The answer has status 200 even where no line of it was carried out. A deletion of what is not there has status 404.
    const failed = items
      .flatMap((item) => Object.entries(item))
      .map(([action, done]) => (action === 'delete' && done?.status === 404 ? 200 : (done?.status ?? 500)))
      .find((status) => status >= 300)
    if (failed === undefined) return
    const message = `${dialect.name} did not take all records (status ${failed}). Put them again.`
    throw new NlpError('server', message, { retryable: failed === 429 || failed === 503 })
  }

  async function search(body: object, signal: AbortSignal | undefined): Promise<readonly Document[]> {
    const answer = (await ask('/_search', body, signal)) as {
      timed_out?: boolean
      _shards?: { failed?: number }
      hits?: { hits?: unknown }
    } | null
    const hits = answer?.hits?.hits
    if (!isListOfObjects<Document>(hits)) throw unknownForm(dialect)
    // Otherwise hits would be missing without an error.
    if (answer?.timed_out === true || Number(answer?._shards?.failed ?? 0) > 0) throw partOnly(dialect)
    return hits
  }

  async function hitsOf(body: object, { vectors, signal }: RemoteQuery, score: (given: number) => number) {
    const found = await search(body, signal)
    return found.map((each): RemoteHit => {
      const record = recordOf(each)
      const vector = vectors ? vectorOf(each) : undefined
      return { ...record, score: score(each._score ?? Number.NaN), vector }
    })
  }

  function recordOf({ _source }: Document): StoredRecord {
    try {
      const { id, fields } = fromJson(String(_source?.record)) as { id: string; fields: Fields }
      return { id, fields }
    } catch {
      // The parser's message would quote the record.
      throw unknownForm(dialect)
    }
  }

  function vectorOf({ _source }: Document): Float32Array {
    const vector = typeof _source?.bytes === 'string' ? fromBase64(_source.bytes) : undefined
    if (vector?.length !== dimensions) throw unknownForm(dialect)
    return vector
  }

  function toBatch(documents: readonly Document[]): Batch {
    const vectors = new Float32Array(documents.length * dimensions)
    for (const [row, each] of documents.entries()) vectors.set(vectorOf(each), row * dimensions)
    return { records: documents.map(recordOf), vectors }
  }

  return {
    shape,
    async put({ records, vectors }, signal) {
      const lines = records.map(async ({ id, fields }, row) => {
        const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions)
        const _id = await documentIdOf(id)
        const document = {
          key: _id,
          [TOKENS]: tokensOf({ id, fields }),
          words: recordText(fields, shape),
          vector: Array.from(vector, (value) => Number(value.toPrecision(9))),
          record: toJson({ id, fields }),
          // The server may leave the vector out of what it gives back, or round it.
          bytes: toBase64(vector),
        }
        return [{ index: { _id } }, document]
      })
      await change(await Promise.all(lines), signal)
    },
    async delete(ids) {
      const lines = ids.map(async (id) => [{ delete: { _id: await documentIdOf(id) } }])
      if (ids.length > 0) await change(await Promise.all(lines), undefined)
    },
    async clear() {
      const place = `${path}/_delete_by_query?refresh=true&conflicts=proceed`
      await request({
        method: 'POST',
        path: place,
        body: { query: { match_all: {} } },
        writes: true,
        signal: undefined,
      })
    },
    async count() {
      const answer = (await ask('/_count', { query: { match_all: {} } })) as {
        count: number
        _shards?: { failed?: number }
      } | null
      if (Number(answer?._shards?.failed ?? 0) > 0) throw partOnly(dialect)
      return answer?.count as number
    },
    async get(ids, signal) {
      if (ids.length === 0) return { records: [], vectors: new Float32Array(0) }
      const body = { ids: await Promise.all(ids.map(documentIdOf)) }
      const answer = await ask(`/_mget?_source_includes=${STORED.join(',')}`, body, signal)
      const { docs } = (answer ?? {}) as { docs?: unknown }
      if (!isListOfObjects<Document>(docs)) throw unknownForm(dialect)
      // Otherwise a record that is there would seem to be missing.
      if (docs.some(({ error }) => error !== undefined)) throw partOnly(dialect)
      return toBatch(docs.filter(({ found }) => found === true))
    },
    async read(cursor) {
      const after = cursor === undefined ? {} : { search_after: [cursor] }
      const body = { size: READ_ROWS, query: { match_all: {} }, sort: [{ key: 'asc' }], _source: STORED, ...after }
      const documents = await search(body, undefined)
      const last = documents.length < READ_ROWS ? undefined : documents.at(-1)?.sort?.[0]
      return { batch: toBatch(documents), next: typeof last === 'string' ? last : undefined }
    },
    async byVector(vector, query) {
      const { limit, filter, vectors, exact } = query
      checkLimit(limit, dialect)
      const nearest = dialect.nearest(Array.from(vector), {
        candidates: exact ? MOST_HITS : Math.max(limit, LEAST_CANDIDATES),
        filter: filter === undefined ? undefined : toEngineQuery(parseFilter(filter)),
      })
      const body = { size: limit, _source: vectors ? STORED : ['record'], ...nearest }
      return hitsOf(body, query, (score) => fromScore(score, metric))
    },
    async byWords(content, query) {
      const { limit, filter, vectors, prefix } = query
      checkLimit(limit, dialect)
      const words: EngineQuery = prefix
        ? { match_bool_prefix: { words: { query: content } } }
        : { match: { words: { query: content } } }
      const filters = filter === undefined ? {} : { filter: [toEngineQuery(parseFilter(filter))] }
      const body = {
        size: limit,
        _source: vectors ? STORED : ['record'],
        query: { bool: { must: [words], ...filters } },
      }
      return hitsOf(body, query, (score) => score)
    },
  }
}

/** Ids of documents have a limit in bytes. A longer one becomes a UUID from its SHA-256. */
async function documentIdOf(id: string): Promise<string> {
  const given = givenId(id)
  const isShort = new TextEncoder().encode(given).length <= LONGEST_ID_BYTES
  return isShort ? given : `tacet.${await pointIdOf(id)}`
}

function checkLimit(limit: number, { name }: EngineDialect): void {
  if (limit > MOST_HITS)
    throw new NlpError('unsupported', `${name} gives at most ${MOST_HITS} hits, got \`limit\` ${limit}`)
}

function isListOfObjects<Item extends object>(value: unknown): value is readonly Item[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null)
}

function reasonOf({ body }: ServerAnswer): string {
  const { error } = (body ?? {}) as { error?: { type?: unknown } }
  return typeof error?.type === 'string' ? error.type : 'no reason given'
}

function partOnly({ name }: EngineDialect): NlpError {
  return new NlpError('server', `${name} answered for a part of the index only`, { retryable: true })
}

function unknownForm({ name }: EngineDialect): NlpError {
  return new NlpError('server', `${name} answered in an unknown form. Check its address and its version.`)
}
