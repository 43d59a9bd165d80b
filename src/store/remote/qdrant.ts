import { NlpError } from '../../shared/errors.js'
import { recordText } from '../records/record-text.js'
import { type Filter, parseFilter } from '../shared/filter.js'
import type { StoreShape } from '../shared/manifest.js'
import type { Batch, Fields, StoredRecord } from '../shared/worker-api.js'
import type { RemoteCollection, RemoteHit, RemoteQuery, RemoteServer } from './collection.js'
import { pointIdOf } from './point-id.js'
import { type QdrantCondition, toQdrant } from './qdrant-filter.js'
import { wordsOfQuery, wordsOfText } from './qdrant-words.js'
import { createRequests, type ServerAnswer, type ServerOptions } from './requests.js'

/** The names of the vectors in a collection. Collections of other programs often have one vector without a name. */
interface Names {
  readonly dense: string | undefined
  readonly words: string | undefined
}

const OWN_NAMES: Names = { dense: 'dense', words: 'words' }
const READ_ROWS = 256

/**
 * A server for `openRemoteStore`: Qdrant, by its HTTP API (version 1.16 or later). A store is a collection, and the fields of a record are
 * the payload of a point. A key in the page is public: let your own server add the key, or use a read-only key.
 *
 * @example
 * const server = qdrantServer({ url: '/qdrant', headers: { 'api-key': apiKey } })
 */
export function qdrantServer(options: ServerOptions): RemoteServer {
  const request = createRequests('qdrantServer', options, { name: 'Qdrant' })
  return {
    name: 'qdrant',
    async open(name, shape, signal) {
      const path = `/collections/${encodeURIComponent(name)}`
      const look = () => request({ method: 'GET', path, writes: false, expected: 404, signal })
      let found = await look()
      if (found.status === 404) {
        // Status 409: another page created the collection first.
        await request({ method: 'PUT', path, body: newCollection(shape), writes: true, expected: 409, signal })
        found = await look()
      }
      const { stored, names } = readCollection(found, shape)
      return openCollection(request, path, stored, names)
    },
  }
}

function newCollection(shape: StoreShape): object {
  const { dimensions: size, metric, text } = shape
  return {
    vectors: { [OWN_NAMES.dense!]: { size, distance: metric === 'cosine' ? 'Cosine' : 'Dot' } },
    ...(text.length === 0 ? {} : { sparse_vectors: { [OWN_NAMES.words!]: { modifier: 'idf' } } }),
    metadata: { tacet: shape },
  }
}

interface VectorParameters {
  readonly size: number
  readonly distance: string
}

/** Reads the shape of a collection. A collection of another program names no model, so the store assumes the model of the caller. */
function readCollection({ body }: ServerAnswer, wanted: StoreShape): { stored: StoreShape; names: Names } {
  const { config } = resultOf(body) as {
    config: {
      params: { vectors?: VectorParameters | Record<string, VectorParameters>; sparse_vectors?: object | null }
      metadata?: { tacet?: StoreShape } | null
    }
  }
  const { vectors = {}, sparse_vectors: sparse } = config.params
  const unnamed = 'size' in vectors && typeof vectors.size === 'number'
  const all = unnamed ? [] : Object.keys(vectors)
  const dense = unnamed ? undefined : all.includes(OWN_NAMES.dense!) ? OWN_NAMES.dense : all[0]
  const parameters = (dense === undefined ? vectors : (vectors as Record<string, unknown>)[dense]) as VectorParameters
  const metrics: Readonly<Record<string, StoreShape['metric']>> = { Cosine: 'cosine', Dot: 'dot' }
  const metric = metrics[parameters?.distance]
  if (metric === undefined) {
    throw new NlpError('vectors-incompatible', 'The collection has no dense vectors compared by Cosine or Dot')
  }
  const words = dense !== undefined && OWN_NAMES.words! in (sparse ?? {}) ? OWN_NAMES.words : undefined
  const texts = words === undefined ? [] : wanted.text
  const stored = { ...wanted, text: texts, ...config.metadata?.tacet, dimensions: parameters.size, metric }
  return { stored, names: { dense, words } }
}

interface Point {
  readonly id: string | number
  readonly payload?: Fields | null
  readonly vector?: readonly number[] | Readonly<Record<string, unknown>> | null
}

function openCollection(
  request: ReturnType<typeof createRequests>,
  path: string,
  shape: StoreShape,
  { dense, words }: Names,
): RemoteCollection {
  const { dimensions, language } = shape
  const ask = async (place: string, body: object, signal: AbortSignal | undefined) =>
    resultOf((await request({ method: 'POST', path: `${path}/points${place}`, body, writes: false, signal })).body)
  const change = async (method: 'POST' | 'PUT', place: string, body: object, signal: AbortSignal | undefined) => {
    // Without `wait`, Qdrant answers before it has made the change.
    await request({ method, path: `${path}/points${place}?wait=true`, body, writes: true, signal })
  }
  const withVectors = dense === undefined ? true : [dense]

  async function pointOf({ id, fields }: StoredRecord, vector: Float32Array) {
    // Nine digits identify every 32-bit float, and are half as long as the digits that JSON would write.
    const numbers = Array.from(vector, (value) => Number(value.toPrecision(9)))
    const content = recordText(fields, shape)
    const sparse = words === undefined ? undefined : wordsOfText(content, language)
    const spoken = sparse === undefined || sparse.indices.length === 0 ? {} : { [words!]: sparse }
    return {
      id: await pointIdOf(id),
      vector: dense === undefined ? numbers : { [dense]: numbers, ...spoken },
      payload: { ...fields, id },
    }
  }

  function vectorOf({ vector }: Point): Float32Array | undefined {
    const numbers = dense === undefined ? vector : (vector as Record<string, unknown> | undefined)?.[dense]
    return Array.isArray(numbers) ? Float32Array.from(numbers) : undefined
  }

  function toBatch(points: readonly Point[]): Batch {
    const vectors = new Float32Array(points.length * dimensions)
    for (const [row, point] of points.entries()) vectors.set(vectorOf(point) ?? [], row * dimensions)
    return { records: points.map(recordOf), vectors }
  }

  async function query(target: object, { limit, filter, vectors, exact, signal }: RemoteQuery): Promise<RemoteHit[]> {
    const body = {
      ...target,
      limit,
      ...filtering(filter),
      ...(exact ? { params: { exact } } : {}),
      with_payload: true,
      with_vector: vectors ? withVectors : false,
    }
    const { points } = (await ask('/query', body, signal)) as { points: readonly (Point & { score: number })[] }
    return points.map((point) => ({ ...recordOf(point), score: point.score, vector: vectorOf(point) }))
  }

  return {
    shape,
    async put({ records, vectors }, signal) {
      const points = records.map((record, row) =>
        pointOf(record, vectors.subarray(row * dimensions, (row + 1) * dimensions)),
      )
      await change('PUT', '', { points: await Promise.all(points) }, signal)
    },
    async delete(ids) {
      await change('POST', '/delete', { points: await Promise.all(ids.map(pointIdOf)) }, undefined)
    },
    // A filter without conditions matches every point.
    clear: () => change('POST', '/delete', { filter: {} }, undefined),
    async count() {
      return ((await ask('/count', { exact: true }, undefined)) as { count: number }).count
    },
    async get(ids, signal) {
      const body = { ids: await Promise.all(ids.map(pointIdOf)), with_payload: true, with_vector: withVectors }
      return toBatch((await ask('', body, signal)) as readonly Point[])
    },
    async read(cursor) {
      const body = {
        limit: READ_ROWS,
        with_payload: true,
        with_vector: withVectors,
        ...(cursor === undefined ? {} : { offset: JSON.parse(cursor) as string | number }),
      }
      const { points, next_page_offset: next } = (await ask('/scroll', body, undefined)) as {
        points: readonly Point[]
        next_page_offset?: string | number | null
      }
      return { batch: toBatch(points), next: next == null ? undefined : JSON.stringify(next) }
    },
    byVector: (vector, remote) =>
      query({ query: Array.from(vector), ...(dense === undefined ? {} : { using: dense }) }, remote),
    async byWords(content, remote) {
      if (words === undefined) throw new NlpError('unsupported', 'This collection of Qdrant has no vectors of words')
      if (remote.prefix) throw new NlpError('unsupported', 'Qdrant finds whole words: `prefix` is for other stores')
      const sparse = wordsOfQuery(content, language)
      return sparse.indices.length === 0 ? [] : query({ query: sparse, using: words }, remote)
    },
  }
}

function filtering(filter: Filter | undefined): { filter?: QdrantCondition } {
  return filter === undefined ? {} : { filter: toQdrant(parseFilter(filter)) }
}

function recordOf({ id: pointId, payload }: Point): StoredRecord {
  const { id, ...fields } = payload ?? {}
  return { id: typeof id === 'string' ? id : String(pointId), fields }
}

function resultOf(body: unknown): unknown {
  if (typeof body === 'object' && body !== null && 'result' in body) return body.result
  throw new NlpError('server', 'Qdrant answered in an unknown form. Check its address.')
}
