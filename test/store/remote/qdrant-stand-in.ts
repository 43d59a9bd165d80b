import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BadRequest, type Json, type JsonObject, list, object, only } from './json-body.js'

/**
 * As much of Qdrant as its documented HTTP API promises and a store needs. It refuses requests outside of the API:
 * other paths, fields, ids or paths into the payload.
 */
export interface QdrantStandIn {
  readonly url: string
  /** Method, path and body of every request, in order. */
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown }[]
  /** Answers the next requests instead: with a status, or by breaking the connection. */
  readonly faults: (number | 'break' | { readonly status: number; readonly headers: Record<string, string> })[]
  close(): Promise<void>
}

interface Collection {
  readonly config: { params: JsonObject; metadata: Json }
  readonly dense: ReadonlyMap<string, { size: number; distance: string }>
  readonly points: Map<string, Point>
}
interface Point {
  readonly id: string | number
  readonly payload: JsonObject
  readonly dense: ReadonlyMap<string, Float32Array>
  readonly words: ReadonlyMap<number, number>
}

const KEY = 'secret'

export async function startQdrant(): Promise<QdrantStandIn> {
  const collections = new Map<string, Collection>()
  const requests: QdrantStandIn['requests'] = []
  const faults: QdrantStandIn['faults'] = []
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://loopback')
    const fault = faults.shift()
    try {
      const text = await bodyOf(request)
      const body = text === '' ? undefined : (JSON.parse(text) as Json)
      requests.push({ method: request.method ?? '', path: request.url ?? '', body })
      if (fault === 'break') return void request.socket.destroy()
      if (typeof fault === 'object') {
        for (const [name, value] of Object.entries(fault.headers)) response.setHeader(name, value)
        throw new BadRequest('fault', fault.status)
      }
      if (fault !== undefined) throw new BadRequest('fault', fault)
      if (request.headers['api-key'] !== KEY) throw new BadRequest('Invalid api-key', 401)
      const result = answer(collections, request.method ?? '', pathname, searchParams, body)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ result, status: 'ok', time: 0.001 }))
    } catch (error) {
      response.statusCode = error instanceof BadRequest ? error.status : 400
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ status: { error: String(error) }, time: 0 }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests, faults, close: () => closed(server) }
}

export const qdrantHeaders = { 'api-key': KEY }

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  if (text !== '' && request.headers['content-type'] !== 'application/json') throw new BadRequest('Content type error')
  return text
}

function answer(
  collections: Map<string, Collection>,
  method: string,
  path: string,
  query: URLSearchParams,
  body: Json | undefined,
): Json {
  const [, kind, encoded, ...rest] = path.split('/')
  if (kind !== 'collections' || encoded === undefined) throw new BadRequest('Not found', 404)
  const name = decodeURIComponent(encoded)
  if (rest.length === 0 && method === 'PUT') return create(collections, name, object(body))
  const collection = collections.get(name)
  if (collection === undefined) throw new BadRequest(`Collection ${name} doesn't exist`, 404)
  if (rest.length === 0 && method === 'GET') {
    const { config, points } = collection
    return { status: 'green', points_count: points.size, config: config as unknown as Json }
  }
  const operation = `${method} ${rest.join('/')}`
  const content = object(body)
  switch (operation) {
    case 'PUT points':
      if (query.get('wait') !== 'true') throw new BadRequest('this test needs wait=true')
      return upsert(collection, only(content, ['points']))
    case 'POST points/delete':
      if (query.get('wait') !== 'true') throw new BadRequest('this test needs wait=true')
      return remove(collection, only(content, ['points', 'filter']))
    case 'POST points/count': {
      only(content, ['exact', 'filter'])
      return { count: matching(collection, content['filter']).length }
    }
    case 'POST points': {
      const { ids, with_vector } = only(content, ['ids', 'with_payload', 'with_vector'])
      const found = list(ids).flatMap((id) => collection.points.get(String(checkedId(id))) ?? [])
      return found.map((point) => shown(point, with_vector))
    }
    case 'POST points/scroll':
      return scroll(collection, only(content, ['limit', 'offset', 'filter', 'with_payload', 'with_vector']))
    case 'POST points/query':
      return nearest(collection, content)
    default:
      throw new BadRequest('Not found', 404)
  }
}

function create(collections: Map<string, Collection>, name: string, body: JsonObject): Json {
  only(body, ['vectors', 'sparse_vectors', 'metadata'])
  if (collections.has(name)) throw new BadRequest(`Collection ${name} already exists`, 409)
  const { vectors, sparse_vectors, metadata } = body
  const given = object(vectors)
  const named = typeof given['size'] === 'number' ? { '': given } : given
  const dense = Object.entries(named).map(([vector, parameters]) => {
    const { size, distance } = only(object(parameters), ['size', 'distance'])
    if (!Number.isInteger(size) || !['Cosine', 'Dot', 'Euclid'].includes(String(distance)))
      throw new BadRequest('vectors')
    return [vector, { size: Number(size), distance: String(distance) }] as const
  })
  for (const parameters of Object.values(object(sparse_vectors ?? {}))) only(object(parameters), ['modifier'])
  const params = { vectors: vectors!, ...(sparse_vectors === undefined ? {} : { sparse_vectors }) }
  collections.set(name, { config: { params, metadata: metadata ?? null }, dense: new Map(dense), points: new Map() })
  return true
}

function upsert({ points, dense, config }: Collection, body: JsonObject): Json {
  const ready = list(body['points']).map((entry): Point => {
    const { id, vector, payload } = only(object(entry), ['id', 'vector', 'payload'])
    const vectors = Array.isArray(vector) ? { '': vector } : object(vector)
    const rows = new Map<string, Float32Array>()
    let words = new Map<number, number>()
    for (const [name, value] of Object.entries(vectors)) {
      const parameters = dense.get(name)
      if (parameters !== undefined) {
        const numbers = Float32Array.from(list(value) as number[])
        if (numbers.length !== parameters.size) throw new BadRequest('Vector dimension error')
        rows.set(name, parameters.distance === 'Cosine' ? normalised(numbers) : numbers)
      } else if (name in object(config.params['sparse_vectors'] ?? {})) {
        words = sparse(value)
      } else throw new BadRequest(`Not existing vector name error: ${name}`)
    }
    return { id: checkedId(id), payload: object(payload ?? {}), dense: rows, words }
  })
  for (const point of ready) points.set(String(point.id), point)
  return { operation_id: 1, status: 'completed' }
}

function remove(collection: Collection, { points, filter }: JsonObject): Json {
  const ids =
    points === undefined
      ? matching(collection, object(filter)).map(({ id }) => id)
      : list(points).map((id) => checkedId(id))
  for (const id of ids) collection.points.delete(String(id))
  return { operation_id: 1, status: 'completed' }
}

function scroll(collection: Collection, { limit, offset, filter, with_vector }: JsonObject): Json {
  const order = (id: string | number) => (typeof id === 'number' ? String(id).padStart(20, '0') : `x${id}`)
  const sorted = matching(collection, filter).sort((one, other) => (order(one.id) < order(other.id) ? -1 : 1))
  const from = offset === undefined ? 0 : sorted.findIndex(({ id }) => order(id) >= order(checkedId(offset)))
  const page = from < 0 ? [] : sorted.slice(from, from + Number(limit ?? 10))
  const next = sorted[from + page.length]
  return { points: page.map((point) => shown(point, with_vector)), next_page_offset: next?.id ?? null }
}

function nearest(collection: Collection, body: JsonObject): Json {
  const fields = ['query', 'using', 'filter', 'limit', 'params', 'with_payload', 'with_vector']
  const { query, using, filter, limit, params, with_vector } = only(body, fields)
  if (params !== undefined) only(object(params), ['exact'])
  const candidates = matching(collection, filter)
  const name = using === undefined ? '' : String(using)
  const score = Array.isArray(query)
    ? denseScore(collection, name, query as number[])
    : sparseScore(collection, name, sparse(query))
  const scored = candidates.flatMap((point) => {
    const value = score(point)
    return value === undefined ? [] : [{ point, value }]
  })
  scored.sort((one, other) => other.value - one.value)
  const points = scored.slice(0, Number(limit ?? 10)).map(({ point, value }) => {
    return { ...object(shown(point, with_vector)), version: 1, score: value }
  })
  return { points }
}

function denseScore({ dense }: Collection, name: string, query: readonly number[]) {
  const parameters = dense.get(name)
  if (parameters?.size !== query.length) throw new BadRequest('Vector dimension error')
  const target = parameters.distance === 'Cosine' ? normalised(Float32Array.from(query)) : query
  return ({ dense: rows }: Point) => rows.get(name)?.reduce((sum, value, index) => sum + value * target[index]!, 0)
}

function sparseScore({ config, points }: Collection, name: string, query: ReadonlyMap<number, number>) {
  const parameters = object(config.params['sparse_vectors'] ?? {})[name]
  if (parameters === undefined) throw new BadRequest(`Not existing vector name error: ${name}`)
  const rarity = (index: number) => {
    if (object(parameters)['modifier'] !== 'idf') return 1
    const having = [...points.values()].filter(({ words }) => words.has(index)).length
    return Math.log(1 + (points.size - having + 0.5) / (having + 0.5))
  }
  const weights = [...query].map(([index, value]) => [index, value * rarity(index)] as const)
  return ({ words }: Point) => {
    const shared = weights.filter(([index]) => words.has(index))
    return shared.length === 0 ? undefined : shared.reduce((sum, [index, value]) => sum + value * words.get(index)!, 0)
  }
}

function shown({ id, payload, dense }: Point, wanted: Json | undefined): Json {
  const all = Object.fromEntries([...dense].map(([name, vector]) => [name, [...vector]]))
  const names = Array.isArray(wanted) ? wanted.map(String) : Object.keys(all)
  const vector = wanted === true && '' in all ? all['']! : Object.fromEntries(names.map((name) => [name, all[name]!]))
  return { id, payload, ...(wanted === undefined || wanted === false ? {} : { vector }) }
}

function matching({ points }: Collection, filter: Json | undefined): Point[] {
  return [...points.values()].filter((point) => filter === undefined || passes(object(filter), point))
}

function passes(condition: JsonObject, point: Point): boolean {
  if ('has_id' in condition) return list(condition['has_id']).some((id) => checkedId(id) === point.id)
  if ('is_empty' in condition) {
    const values = valuesAt(String(object(condition['is_empty'])['key']), point.payload)
    return values.every((value) => value === null || (Array.isArray(value) && value.length === 0))
  }
  if ('key' in condition) {
    const { key, match, range } = only(condition, ['key', 'match', 'range'])
    const values = valuesAt(String(key), point.payload).flat()
    if (match !== undefined) {
      const { value } = only(object(match), ['value'])
      if (typeof value === 'number' && !Number.isInteger(value)) throw new BadRequest('match takes no fractions')
      return values.some((each) => each === value)
    }
    const limits = Object.entries(only(object(range), ['gt', 'gte', 'lt', 'lte']))
    const holds = { gt: (a: number, b: number) => a > b, gte: (a: number, b: number) => a >= b } as const
    return values.some(
      (each) =>
        typeof each === 'number' &&
        limits.every(([name, limit]) => {
          if (typeof limit !== 'number') throw new BadRequest('range takes numbers')
          if (name === 'gt' || name === 'gte') return holds[name](each, limit)
          return name === 'lt' ? limit > each : limit >= each
        }),
    )
  }
  const { must = [], should = [], must_not = [] } = only(condition, ['must', 'should', 'must_not'])
  const test = (each: Json) => passes(object(each), point)
  return list(must).every(test) && (list(should).length === 0 || list(should).some(test)) && !list(must_not).some(test)
}

/** The values at a path of the payload, by the grammar of Qdrant: keys, quoted keys, `[]` for every entry of a list. */
function valuesAt(path: string, payload: JsonObject): Json[] {
  const step = /(?:(?<=^|\.)([\p{Alphabetic}\p{N}_-]+)|(?<=^|\.)"([^"\\]*)"|(\[\]))/uy
  let values: Json[] = [payload]
  for (let at = 0; at < path.length; ) {
    if (at > 0 && path[at] === '.') at += 1
    step.lastIndex = at
    const found = step.exec(path)
    if (found === null) throw new BadRequest(`Invalid JSON path: ${path}`)
    const key = found[1] ?? found[2]
    values = values.flatMap((value) => {
      if (key === undefined) return Array.isArray(value) ? value : []
      const next = typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined
      return next === undefined ? [] : [next]
    })
    at = step.lastIndex
  }
  return values
}

function sparse(value: Json | undefined): Map<number, number> {
  const { indices, values } = only(object(value), ['indices', 'values'])
  const [places, weights] = [list(indices) as number[], list(values) as number[]]
  if (new Set(places).size !== weights.length) throw new BadRequest('indices must be unique, as many as values')
  if (!places.every((place) => Number.isInteger(place) && place >= 0 && place < 2 ** 32))
    throw new BadRequest('indices')
  return new Map(places.map((place, index) => [place, weights[index]!]))
}

function checkedId(id: Json | undefined): string | number {
  if (Number.isInteger(id) && Number(id) >= 0) return id as number
  if (typeof id === 'string' && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) return id
  throw new BadRequest(`value ${JSON.stringify(id)} is not a valid point ID`)
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
