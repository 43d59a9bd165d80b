import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BadRequest, type Json, type JsonObject, list, object, only } from './json-body.js'

/**
 * As much of Chroma as its HTTP API (v2) promises and a store needs. It refuses requests outside of the API, and
 * behaves like a real server: metadata is merged into that of the old record, `$ne` and `$not_contains` hold where a
 * key is missing, and a whole number is compared with the operand without its fraction.
 */
export interface ChromaStandIn {
  readonly url: string
  close(): Promise<void>
}

interface Collection {
  readonly id: string
  readonly name: string
  readonly metadata: JsonObject
  readonly space: string
  size: number | undefined
  readonly records: Map<string, { vector: Float32Array; metadata: JsonObject; document: string | null }>
}

const COLLECTIONS = '/api/v2/tenants/default_tenant/databases/default_database/collections'

export async function startChroma(): Promise<ChromaStandIn> {
  const collections: Collection[] = []
  const server = createServer(async (request, response) => {
    try {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      const { pathname } = new URL(request.url ?? '', 'http://loopback')
      const body = text === '' ? undefined : (JSON.parse(text) as Json)
      const result = answer(collections, request.method ?? '', pathname, body)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(result))
    } catch (error) {
      response.statusCode = error instanceof BadRequest ? error.status : 400
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ error: 'InvalidArgumentError', message: String(error) }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(collections: Collection[], method: string, path: string, body: Json | undefined): Json {
  if (!path.startsWith(COLLECTIONS)) throw new BadRequest('Not found', 404)
  const [, named, operation] = path.slice(COLLECTIONS.length).split('/')
  if (named === undefined) return create(collections, object(body))
  const wanted = decodeURIComponent(named)
  if (operation === undefined) {
    const found = collections.find(({ name }) => name === wanted)
    if (method !== 'GET' || found === undefined) throw new BadRequest(`Collection [${wanted}] does not exist`, 404)
    return { id: found.id, name: found.name, metadata: found.metadata, dimension: found.size ?? null }
  }
  const collection = collections.find(({ id }) => id === wanted)
  if (collection === undefined) throw new BadRequest(`Collection [${wanted}] does not exist`, 404)
  if (`${method} ${operation}` === 'GET count') return collection.records.size
  if (method !== 'POST') throw new BadRequest('Method not allowed', 405)
  const content = object(body)
  switch (operation) {
    case 'upsert':
      return upsert(collection, only(content, ['ids', 'embeddings', 'metadatas', 'documents']))
    case 'get':
      return get(collection, only(content, ['ids', 'where', 'include', 'limit', 'offset']))
    case 'query':
      return query(collection, only(content, ['query_embeddings', 'n_results', 'where', 'include']))
    case 'delete': {
      const { ids, where } = only(content, ['ids', 'where'])
      if (ids === undefined && where === undefined) throw new BadRequest('Either ids or where must be specified')
      if (ids !== undefined && list(ids).length === 0) throw new BadRequest('Either ids or where must be specified')
      const gone = ids === undefined ? matching(collection, where) : list(ids).map(String)
      for (const id of gone) collection.records.delete(id)
      return { deleted: gone.length }
    }
    default:
      throw new BadRequest('Not found', 404)
  }
}

function create(collections: Collection[], body: JsonObject): Json {
  const { name, metadata, configuration } = only(body, ['name', 'metadata', 'configuration'])
  if (typeof name !== 'string' || !/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]$/.test(name)) {
    throw new BadRequest('Expected a name containing 3-512 characters from [a-zA-Z0-9._-]')
  }
  if (collections.some((other) => other.name === name)) throw new BadRequest('already exists', 409)
  const { space } = only(object(object(configuration)['hnsw']), ['space'])
  if (!['cosine', 'ip', 'l2'].includes(String(space))) throw new BadRequest('space')
  const id = `00000000-0000-4000-8000-${String(collections.length).padStart(12, '0')}`
  const checked = checkedMetadata(object(metadata))
  collections.push({ id, name, metadata: checked, space: String(space), size: undefined, records: new Map() })
  return { id, name, metadata: checked }
}

function upsert(collection: Collection, { ids, embeddings, metadatas, documents }: JsonObject): Json {
  const lists = [ids, embeddings, metadatas, documents].map(list)
  const [names, vectors, values, texts] = lists as [Json[], Json[], Json[], Json[]]
  if (lists.some(({ length }) => length !== names.length)) throw new BadRequest('lengths differ')
  if (new Set(names).size !== names.length) throw new BadRequest('Expected IDs to be unique')
  const ready = names.map((id, row) => {
    if (typeof id !== 'string' || id === '') throw new BadRequest('Empty ID')
    const vector = Float32Array.from(list(vectors[row]) as number[])
    if (vector.length !== (collection.size ?? vector.length)) throw new BadRequest('dimension')
    const old = collection.records.get(id)
    const metadata = { ...old?.metadata, ...checkedMetadata(object(values[row])) }
    return { id, record: { vector, metadata, document: (texts[row] as string | null) ?? old?.document ?? null } }
  })
  for (const { id, record } of ready) {
    collection.size ??= record.vector.length
    collection.records.set(id, record)
  }
  return {}
}

function checkedMetadata(metadata: JsonObject): JsonObject {
  for (const [key, value] of Object.entries(metadata)) {
    if (key.startsWith('#') || key.startsWith('chroma:')) throw new BadRequest(`Invalid metadata key ${key}`)
    const types = new Set([value].flat().map((each) => typeof each))
    if (types.size > 1 || types.has('object')) throw new BadRequest('Invalid metadata')
  }
  return metadata
}

function get(collection: Collection, { ids, where, include, limit, offset }: JsonObject): Json {
  const found = ids === undefined ? matching(collection, where) : list(ids).map(String)
  const there = found.filter((id) => collection.records.has(id))
  const from = Number(offset ?? 0)
  return shown(collection, there.slice(from, from + Number(limit ?? there.length)), list(include))
}

function query(collection: Collection, { query_embeddings, n_results, where, include }: JsonObject): Json {
  const wanted = list(list(query_embeddings)[0]) as number[]
  if (!Number.isInteger(n_results) || Number(n_results) < 1) throw new BadRequest('n_results')
  if (wanted.length !== (collection.size ?? wanted.length)) throw new BadRequest('dimension')
  const distance = (vector: Float32Array) => {
    const dot = vector.reduce((sum, value, index) => sum + value * wanted[index]!, 0)
    return collection.space === 'ip' ? 1 - dot : 1 - dot / (Math.hypot(...vector) * Math.hypot(...wanted))
  }
  const scored = matching(collection, where).map((id) => ({
    id,
    distance: distance(collection.records.get(id)!.vector),
  }))
  const best = scored.sort((one, other) => one.distance - other.distance).slice(0, Number(n_results))
  const rows = object(
    shown(
      collection,
      best.map(({ id }) => id),
      list(include),
    ),
  )
  const wrapped = Object.entries(rows).map(([name, value]) => [name, value === null ? null : [value]])
  return { ...Object.fromEntries(wrapped), distances: [best.map((each) => each.distance)] }
}

function shown({ records }: Collection, ids: readonly string[], include: readonly Json[]): Json {
  for (const name of include) {
    if (!['metadatas', 'embeddings', 'documents', 'distances'].includes(String(name))) throw new BadRequest('include')
  }
  const each = ids.map((id) => records.get(id)!)
  return {
    ids: [...ids],
    metadatas: include.includes('metadatas') ? each.map(({ metadata }) => metadata) : null,
    embeddings: include.includes('embeddings') ? each.map(({ vector }) => [...vector]) : null,
    documents: include.includes('documents') ? each.map(({ document }) => document) : null,
  }
}

function matching({ records }: Collection, where: Json | undefined): string[] {
  if (where === undefined) return [...records.keys()]
  return [...records].filter(([, { metadata }]) => passes(object(where), metadata)).map(([id]) => id)
}

function passes(where: JsonObject, metadata: JsonObject): boolean {
  const [entry, ...others] = Object.entries(where)
  if (entry === undefined || others.length > 0) throw new BadRequest('Invalid where clause')
  const [key, condition] = entry
  if (key === '$and') return list(condition).every((part) => passes(object(part), metadata))
  if (key === '$or') return list(condition).some((part) => passes(object(part), metadata))
  if (key.startsWith('$')) throw new BadRequest('Invalid where clause')
  const [comparison, ...more] = Object.entries(object(condition))
  if (comparison === undefined || more.length > 0) throw new BadRequest('Invalid where clause')
  const [operator, operand] = comparison
  const value = metadata[key]
  switch (operator) {
    case '$contains':
      return Array.isArray(value) && value.includes(operand)
    case '$not_contains':
      return !(Array.isArray(value) && value.includes(operand))
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte': {
      if (typeof operand !== 'number') throw new BadRequest('Invalid where clause')
      if (typeof value !== 'number') return false
      const limit = Number.isInteger(value) ? Math.trunc(operand) : operand
      if (operator === '$eq') return value === limit
      if (operator === '$gt' || operator === '$lt') return operator === '$gt' ? value > limit : value < limit
      return operator === '$gte' ? value >= limit : value <= limit
    }
    default:
      throw new BadRequest('Invalid where clause')
  }
}
