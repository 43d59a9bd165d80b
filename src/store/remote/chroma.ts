import { NlpError } from '../../shared/errors.js'
import { fromJson, toJson } from '../records/plain-json.js'
import { recordText } from '../records/record-text.js'
import { parseFilter } from '../shared/filter.js'
import { termsOf } from '../shared/lexical.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields, StoredRecord } from '../shared/worker-api.js'
import { type ChromaWhere, rangesOf, TOKENS, toChroma } from './chroma-filter.js'
import type { RemoteCollection, RemoteHit, RemoteQuery, RemoteServer } from './collection.js'
import { tokensOf } from './filter-tokens.js'
import { givenId, givenName, originalId } from './given-name.js'
import { rankByWords, type WordSource } from './rank-by-words.js'
import { createRequests, type ServerOptions } from './requests.js'

/** How to reach a Chroma server. */
export interface ChromaOptions extends ServerOptions {
  /** The tenant of the collections. @default 'default_tenant' */
  tenant?: string | undefined
  /** The database of the collections. @default 'default_database' */
  database?: string | undefined
}

const NAMES = { server: 'Chroma', allowed: /^[a-z0-9][a-z0-9._-]+[a-z0-9]$/i, longest: 512 }
const READ_ROWS = 256
/** Chroma has no search without its index. With so many candidates the index misses next to nothing. */
const EXACT_CANDIDATES = 1000
/** A word that occurs in more records hardly distinguishes a record. */
const MOST_WITH_WORD = 5000
/** The key of the fields of a record. */
const FIELDS = 'tacet'

/**
 * A server for `openRemoteStore`: Chroma, by its HTTP API (version 1.5 or later). A store is a collection, and the text of a record is its
 * document. Chroma has no keys that only read, so put it behind your own server.
 *
 * @example
 * const server = chromaServer({ url: '/chroma' })
 */
export function chromaServer(options: ChromaOptions): RemoteServer {
  const request = createRequests('chromaServer', options, {
    name: 'Chroma',
    others: { tenant: 'string', database: 'string' },
  })
  const { tenant = 'default_tenant', database = 'default_database' } = options
  const [tenantPath, databasePath] = [tenant, database].map(encodeURIComponent)
  const collections = `/api/v2/tenants/${tenantPath}/databases/${databasePath}/collections`
  return {
    name: 'chroma',
    async open(name, shape, signal) {
      const given = givenName(name, NAMES)
      const look = () =>
        request({
          method: 'GET',
          path: `${collections}/${encodeURIComponent(given)}`,
          writes: false,
          expected: 404,
          signal,
        })
      let found = await look()
      if (found.status === 404) {
        const body = {
          name: given,
          // An object as the value of metadata would be refused.
          metadata: { tacet: toJson(shape) },
          configuration: { hnsw: { space: shape.metric === 'cosine' ? 'cosine' : 'ip' } },
        }
        // Status 409: another page created the collection first.
        await request({ method: 'POST', path: collections, body, writes: true, expected: 409, signal })
        found = await look()
      }
      const { id, metadata } = (found.body ?? {}) as { id?: unknown; metadata?: { tacet?: unknown } | null }
      if (typeof id !== 'string') throw unknownForm()
      if (typeof metadata?.tacet !== 'string') {
        throw new NlpError('vectors-incompatible', `The collection ${given} of Chroma was not made by tacet`)
      }
      return openCollection(request, `${collections}/${encodeURIComponent(id)}`, shapeIn(metadata.tacet))
    },
  }
}

function shapeIn(text: string): StoreShape {
  try {
    const shape = fromJson(text)
    if (typeof shape === 'object' && shape !== null) return shape as StoreShape
  } catch {
    // Handled below.
  }
  throw unknownForm()
}

/** An answer of `get`, or one row of an answer of `query`. */
interface Rows {
  readonly ids: readonly string[]
  readonly metadatas?: readonly (Readonly<Record<string, unknown>> | null)[] | null
  readonly embeddings?: readonly (readonly number[])[] | null
}

function openCollection(request: ReturnType<typeof createRequests>, path: string, shape: StoreShape): RemoteCollection {
  const { dimensions, language, text, metric } = shape
  const ask = async (place: string, body: object, signal: AbortSignal | undefined, writes = false) =>
    (await request({ method: 'POST', path: `${path}/${place}`, body, writes, signal })).body

  async function rowsOf(body: object, signal: AbortSignal | undefined): Promise<Rows> {
    const rows = (await ask('get', body, signal)) as Rows
    if (!Array.isArray(rows?.ids)) throw unknownForm()
    return rows
  }

  function toBatch({ ids, metadatas, embeddings }: Rows): Batch {
    const vectors = new Float32Array(ids.length * dimensions)
    for (let row = 0; row < ids.length; row++) vectors.set(vectorIn(embeddings, row, dimensions), row * dimensions)
    return { records: ids.map((id, row) => recordOf(id, metadatas?.[row])), vectors }
  }

  const contentOf = (fields: Fields) => recordText(fields, shape)

  function metadataOf({ id, fields }: StoredRecord): Readonly<Record<string, unknown>> {
    const { ranges, tokens } = rangesOf(fields)
    const words = text.length === 0 ? [] : termsOf(contentOf(fields), language)
    const all = new Set([...tokensOf({ id, fields }), ...tokens, ...words.map(wordToken)])
    return { [FIELDS]: toJson(fields), [TOKENS]: [...all], ...ranges }
  }

  const wordSource = ({ filter, signal, vectors }: RemoteQuery): WordSource => ({
    count,
    async idsWith(term) {
      const where = joined(filter, { [TOKENS]: { $contains: wordToken(term) } })
      const { ids } = await rowsOf({ where, include: [], limit: MOST_WITH_WORD }, signal)
      return ids
    },
    async records(ids) {
      const found = await rowsOf({ ids, include: included(vectors), limit: ids.length }, signal)
      return found.ids.map((id, row) => {
        const vector = vectors ? vectorIn(found.embeddings, row, dimensions) : undefined
        const { fields } = recordOf(id, found.metadatas?.[row])
        return { id: originalId(id), fields, vector, terms: termsOf(contentOf(fields), language) }
      })
    },
  })

  async function count(): Promise<number> {
    return (await request({ method: 'GET', path: `${path}/count`, writes: false, signal: undefined })).body as number
  }

  return {
    shape,
    count,
    async put({ records, vectors }, signal) {
      const body = {
        ids: records.map(({ id }) => givenId(id)),
        embeddings: records.map((_, row) => numbersOf(vectors.subarray(row * dimensions, (row + 1) * dimensions))),
        metadatas: records.map(metadataOf),
        // Chroma keeps the old document where there is no new one.
        documents: records.map(({ fields }) => contentOf(fields)),
      }
      await ask('upsert', body, signal, true)
    },
    async delete(ids) {
      if (ids.length > 0) await ask('delete', { ids: ids.map(givenId) }, undefined, true)
    },
    async clear() {
      // An "and" of nothing holds for every record.
      await ask('delete', { where: { $and: [] } }, undefined, true)
    },
    async get(ids, signal) {
      if (ids.length === 0) return { records: [], vectors: new Float32Array(0) }
      return toBatch(await rowsOf({ ids: ids.map(givenId), include: included(true), limit: ids.length }, signal))
    },
    async read(cursor) {
      const offset = cursor === undefined ? 0 : Number(cursor)
      const rows = await rowsOf({ include: included(true), limit: READ_ROWS, offset }, undefined)
      return { batch: toBatch(rows), next: rows.ids.length < READ_ROWS ? undefined : String(offset + READ_ROWS) }
    },
    async byVector(vector, { limit, filter, vectors, exact, signal }) {
      const body = {
        query_embeddings: [Array.from(vector)],
        n_results: exact ? Math.max(limit, EXACT_CANDIDATES) : limit,
        ...(filter === undefined ? {} : { where: joined(filter) }),
        include: [...included(vectors), 'distances'],
      }
      const { ids, metadatas, embeddings, distances } = ((await ask('query', body, signal)) ?? {}) as {
        readonly [Name in keyof Rows]?: readonly NonNullable<Rows[Name]>[] | null
      } & { readonly distances?: readonly (readonly number[])[] }
      const [found, scores] = [ids?.[0], distances?.[0]]
      if (!Array.isArray(found) || !Array.isArray(scores)) throw unknownForm()
      return found.slice(0, limit).map((id: string, row): RemoteHit => {
        const { fields } = recordOf(id, metadatas?.[0]?.[row])
        const vectorOf = () => vectorIn(embeddings?.[0], row, dimensions)
        // Both distances are 1 minus the score: the cosine, or the dot product.
        return { id: originalId(id), fields, score: 1 - scores[row]!, vector: vectors ? vectorOf() : undefined }
      })
    },
    async byWords(content, query) {
      if (query.prefix) throw new NlpError('unsupported', 'Chroma finds whole words: `prefix` is for other stores')
      return rankByWords(termsOf(content, language), query.limit, wordSource(query))
    },
  }

  function numbersOf(vector: Float32Array): number[] {
    // Nine digits identify every 32-bit float, and are half as long as the digits that JSON would write.
    return Array.from(vector, (value) => (metric === 'dot' ? value : Number(value.toPrecision(9))))
  }
}

const included = (vectors: boolean) => (vectors ? ['metadatas', 'embeddings'] : ['metadatas'])

/** A token of a word. Tokens of fields begin with a quote. */
const wordToken = (term: string) => `=${term}`

function joined(filter: RemoteQuery['filter'], ...others: readonly ChromaWhere[]): ChromaWhere {
  return { $and: [...(filter === undefined ? [] : [toChroma(parseFilter(filter))]), ...others] }
}

function recordOf(id: string, metadata: Readonly<Record<string, unknown>> | null | undefined): StoredRecord {
  const text = metadata?.[FIELDS]
  if (typeof id !== 'string' || typeof text !== 'string') throw unknownForm()
  try {
    return { id: originalId(id), fields: fromJson(text) as Fields }
  } catch {
    // The parser's message would quote the record.
    throw unknownForm()
  }
}

function vectorIn(embeddings: Rows['embeddings'], row: number, dimensions: number): Float32Array {
  const numbers: unknown = embeddings?.[row]
  if (!Array.isArray(numbers) || numbers.length !== dimensions) throw unknownForm()
  return Float32Array.from(numbers as number[])
}

function unknownForm(): NlpError {
  return new NlpError('server', 'Chroma answered in an unknown form. Check its address and its version.')
}
