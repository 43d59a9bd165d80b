import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { termsOf } from '../../../src/store/shared/lexical.js'

/**
 * As much of OpenSearch or Elasticsearch as their documented HTTP APIs promise and a store needs. It refuses requests
 * outside of the API: other paths, parameters, mappings and queries.
 */
export interface SearchEngineStandIn {
  readonly url: string
  /** Answers the next request of a path that ends so instead. */
  readonly faults: Map<string, { readonly status?: number; readonly body: object }>
  /** The bodies of the searches, in order. */
  readonly searches: JsonObject[]
  close(): Promise<void>
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }
interface Index {
  readonly mappings: JsonObject
  readonly documents: Map<string, JsonObject>
}

class Refusal extends Error {
  constructor(
    readonly type: string,
    readonly status = 400,
  ) {
    super(type)
  }
}

type Kind = 'opensearch' | 'elasticsearch'

export async function startSearchEngine(kind: Kind): Promise<SearchEngineStandIn> {
  const indices = new Map<string, Index>()
  const faults: SearchEngineStandIn['faults'] = new Map()
  const searches: JsonObject[] = []
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json')
    try {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      const { pathname, search } = new URL(request.url ?? '', 'http://loopback')
      const [, index = '', operation] = pathname.split('/')
      const fault = faults.get(operation ?? '')
      if (fault !== undefined) {
        faults.delete(operation ?? '')
        response.statusCode = fault.status ?? 200
        return void response.end(JSON.stringify(fault.body))
      }
      if (operation === '_search') searches.push(JSON.parse(text) as JsonObject)
      const name = decodeURIComponent(index)
      const result = answer(kind, indices, `${request.method} ${operation ?? ''}${search}`, name, text)
      response.end(JSON.stringify(result))
    } catch (error) {
      const { type, status } = error instanceof Refusal ? error : { type: 'parsing_exception', status: 400 }
      response.statusCode = status
      response.end(JSON.stringify({ error: { type, reason: String(error) }, status }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    searches,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(kind: Kind, indices: Map<string, Index>, operation: string, name: string, text: string): Json {
  if (operation === 'PUT ') return create(kind, indices, name, object(JSON.parse(text)))
  const index = indices.get(name)
  if (index === undefined) throw new Refusal('index_not_found_exception', 404)
  const { documents, mappings } = index
  switch (operation) {
    case 'GET ':
      return { [name]: { aliases: {}, mappings, settings: {} } }
    case 'POST _bulk?refresh=true':
      return bulk(index, text)
    case 'POST _count':
      return { count: matching(index, object(JSON.parse(text))['query']).length, _shards: { failed: 0 } }
    case 'POST _delete_by_query?refresh=true&conflicts=proceed': {
      const gone = matching(index, only(object(JSON.parse(text)), ['query'])['query'])
      for (const id of gone) documents.delete(id)
      return { deleted: gone.length, failures: [], timed_out: false }
    }
    case 'POST _mget?_source_includes=record,bytes': {
      const { ids } = only(object(JSON.parse(text)), ['ids'])
      return {
        docs: list(ids).map((id) => {
          const document = documents.get(String(id))
          if (document === undefined) return { _index: name, _id: id, found: false }
          return { _index: name, _id: id, found: true, _source: shown(document, ['record', 'bytes']) }
        }),
      }
    }
    case 'POST _search':
      return search(kind, index, object(JSON.parse(text)))
    default:
      throw new Refusal(`no handler found for ${operation}`, 405)
  }
}

function create(kind: Kind, indices: Map<string, Index>, name: string, body: JsonObject): Json {
  if (!/^[a-z0-9][^A-Z\\/*?"<>| ,#:]{0,254}$/.test(name)) throw new Refusal('invalid_index_name_exception')
  if (indices.has(name)) throw new Refusal('resource_already_exists_exception')
  const { settings, mappings } = only(body, ['settings', 'mappings'])
  const { dynamic, _meta, properties } = only(object(mappings), ['dynamic', '_meta', 'properties'])
  if (dynamic !== false || typeof _meta !== 'object') throw new Refusal('mapper_parsing_exception')
  for (const [field, mapping] of Object.entries(object(properties))) {
    const { type } = object(mapping)
    if (type === 'keyword') only(object(mapping), ['type', 'index', 'doc_values'])
    else if (type === 'text') {
      const { analyzer } = only(object(mapping), ['type', 'analyzer'])
      if (!['english', 'standard', 'german'].includes(String(analyzer))) throw new Refusal('mapper_parsing_exception')
    } else if (field !== 'vector') throw new Refusal('mapper_parsing_exception')
  }
  const vector = object(object(properties)['vector'])
  if (kind === 'opensearch') {
    if (object(object(settings)['index'])['knn'] !== true) throw new Refusal('illegal_argument_exception')
    const { type, dimension, method } = only(vector, ['type', 'dimension', 'method'])
    const { engine, space_type } = only(object(method), ['name', 'engine', 'space_type', 'parameters'])
    if (type !== 'knn_vector' || engine !== 'lucene' || !['cosinesimil', 'innerproduct'].includes(String(space_type)))
      throw new Refusal('mapper_parsing_exception')
    if (!(Number(dimension) >= 1 && Number(dimension) <= 16_000)) throw new Refusal('mapper_parsing_exception')
  } else {
    only(object(settings), [])
    const { type, dims, similarity } = only(vector, ['type', 'dims', 'index', 'similarity', 'index_options'])
    if (type !== 'dense_vector' || !['cosine', 'max_inner_product'].includes(String(similarity)))
      throw new Refusal('mapper_parsing_exception')
    if (!(Number(dims) >= 1 && Number(dims) <= 4096)) throw new Refusal('mapper_parsing_exception')
  }
  indices.set(name, { mappings: object(mappings), documents: new Map() })
  return { acknowledged: true, index: name }
}

function bulk({ documents, mappings }: Index, text: string): Json {
  if (!text.endsWith('\n')) throw new Refusal('The bulk request must be terminated by a newline')
  const lines = text.trimEnd().split('\n')
  const items: Json[] = []
  for (let at = 0; at < lines.length; at++) {
    const [[action, target]] = Object.entries(object(JSON.parse(lines[at]!))) as [[string, Json]]
    const { _id } = only(object(target), ['_id'])
    if (typeof _id !== 'string' || _id === '' || Buffer.byteLength(_id) > 512) {
      throw new Refusal('action_request_validation_exception')
    }
    if (action === 'delete') {
      items.push({ delete: { _id, status: documents.delete(_id) ? 200 : 404 } })
      continue
    }
    if (action !== 'index') throw new Refusal('illegal_argument_exception')
    at += 1
    const document = object(JSON.parse(lines[at]!))
    const { dimension, dims } = object(object(mappings['properties'])['vector'])
    const terms = list(document['is']).map((token) => Buffer.byteLength(String(token)))
    const isRight = list(document['vector']).length === (dimension ?? dims) && terms.every((bytes) => bytes <= 32_766)
    if (isRight) documents.set(_id, document)
    items.push({ index: { _id, status: isRight ? 201 : 400 } })
  }
  return { errors: items.some((item) => JSON.stringify(item).includes('"status":400')), items, took: 1 }
}

function search(kind: Kind, index: Index, body: JsonObject): Json {
  const { size, query, knn, sort, search_after, _source } = only(body, [
    'size',
    'query',
    'sort',
    'search_after',
    '_source',
    ...(kind === 'elasticsearch' ? ['knn'] : []),
  ])
  if (!Number.isInteger(size) || Number(size) > 10_000) throw new Refusal('illegal_argument_exception')
  const source = list(_source).map(String)
  let hits: { id: string; score: number | null; sort?: Json[] }[]
  if (sort !== undefined) {
    const ids = matching(index, query).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    const [after] = search_after === undefined ? [] : list(search_after)
    const rest = after === undefined ? ids : ids.slice(ids.indexOf(String(after)) + 1)
    hits = rest.map((id) => ({ id, score: null, sort: [id] }))
  } else if (knn !== undefined) {
    const { field, query_vector, k, num_candidates, filter } = only(object(knn), [
      'field',
      'query_vector',
      'k',
      'num_candidates',
      'filter',
    ])
    if (field !== 'vector' || Number(k) > Number(num_candidates) || Number(num_candidates) > 10_000)
      throw new Refusal('illegal_argument_exception')
    hits = nearest(index, list(query_vector) as number[], Number(k), filter)
  } else if (kind === 'opensearch' && 'knn' in object(query)) {
    const { vector, k, filter } = only(object(only(object(object(query)['knn']), ['vector'])['vector']), [
      'vector',
      'k',
      'filter',
    ])
    if (Number(k) > 10_000) throw new Refusal('illegal_argument_exception')
    hits = nearest(index, list(vector) as number[], Number(k), filter)
  } else {
    hits = [...index.documents.keys()].flatMap((id) => {
      const score = scoreOf(index, object(query), id)
      return score === undefined ? [] : [{ id, score }]
    })
    hits.sort((one, other) => Number(other.score) - Number(one.score))
  }
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, failed: 0 },
    hits: {
      hits: hits.slice(0, Number(size)).map(({ id, score, sort: values }) => ({
        _id: id,
        _score: score,
        _source: shown(index.documents.get(id)!, source),
        ...(values === undefined ? {} : { sort: values }),
      })),
    },
  }
}

function nearest(index: Index, wanted: readonly number[], k: number, filter: Json | undefined) {
  const { similarity, method } = object(object(index.mappings['properties'])['vector'])
  const isCosine = similarity === 'cosine' || object(method ?? {})['space_type'] === 'cosinesimil'
  const score = (id: string) => {
    const vector = list(index.documents.get(id)!['vector']) as number[]
    if (vector.length !== wanted.length) throw new Refusal('illegal_argument_exception')
    const dot = vector.reduce((sum, value, at) => sum + value * wanted[at]!, 0)
    if (isCosine) return (1 + dot / (Math.hypot(...vector) * Math.hypot(...wanted))) / 2
    return dot < 0 ? 1 / (1 - dot) : dot + 1
  }
  const scored = matching(index, filter ?? { match_all: {} }).map((id) => ({ id, score: score(id) }))
  return scored.sort((one, other) => other.score - one.score).slice(0, k)
}

const matching = (index: Index, query: Json | undefined) =>
  [...index.documents.keys()].filter((id) => scoreOf(index, object(query), id) !== undefined)

/** The score of a document, or nothing where the query does not match. */
function scoreOf(index: Index, query: JsonObject, id: string): number | undefined {
  const [entry, ...others] = Object.entries(query)
  if (entry === undefined || others.length > 0) throw new Refusal('parsing_exception')
  const [kind, content] = entry
  const document = index.documents.get(id)!
  const tokens = list(document['is']).map(String)
  const some = (holds: (token: string) => boolean) => (tokens.some(holds) ? 1 : undefined)
  switch (kind) {
    case 'match_all':
      return 1
    case 'match_none':
      return undefined
    case 'term': {
      const { value } = only(object(only(object(content), ['is'])['is']), ['value'])
      return some((token) => token === value)
    }
    case 'terms': {
      const wanted = list(only(object(content), ['is'])['is'])
      if (wanted.length > 65_536) throw new Refusal('illegal_argument_exception')
      return some((token) => wanted.includes(token))
    }
    case 'prefix': {
      const { value } = only(object(only(object(content), ['is'])['is']), ['value'])
      return some((token) => token.startsWith(String(value)))
    }
    case 'range': {
      const limits = Object.entries(only(object(only(object(content), ['is'])['is']), ['gt', 'gte', 'lt', 'lte']))
      return some((token) =>
        limits.every(([operator, limit]) => {
          const order = Buffer.compare(Buffer.from(token), Buffer.from(String(limit)))
          if (operator === 'gt' || operator === 'gte') return operator === 'gt' ? order > 0 : order >= 0
          return operator === 'lt' ? order < 0 : order <= 0
        }),
      )
    }
    case 'match':
    case 'match_bool_prefix':
      return wordsScore(
        index,
        document,
        String(object(object(content)['words'])['query']),
        kind === 'match_bool_prefix',
      )
    case 'bool':
      return boolScore(index, object(content), id)
    default:
      throw new Refusal(`unknown query [${kind}]`)
  }
}

function boolScore(index: Index, content: JsonObject, id: string): number | undefined {
  const names = ['must', 'filter', 'should', 'must_not', 'minimum_should_match']
  const { must = [], filter = [], should, must_not = [] } = only(content, names)
  const score = (part: Json) => scoreOf(index, object(part), id)
  const required = list(must).map(score)
  if (required.includes(undefined) || list(filter).map(score).includes(undefined)) return undefined
  if (list(must_not).some((part) => score(part) !== undefined)) return undefined
  if (should !== undefined && !list(should).some((part) => score(part) !== undefined)) return undefined
  return required.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

function wordsScore(index: Index, document: JsonObject, text: string, isPrefix: boolean): number | undefined {
  const all = [...index.documents.values()].map((each) => termsOf(String(each['words']), 'en'))
  const average = all.reduce((sum, { length }) => sum + length, 0) / Math.max(1, all.length)
  const own = termsOf(String(document['words']), 'en')
  const wanted = termsOf(text, 'en')
  let score = 0
  for (const [at, term] of [...new Set(wanted)].entries()) {
    const fits = (other: string) => (isPrefix && at === wanted.length - 1 ? other.startsWith(term) : other === term)
    const count = own.filter(fits).length
    const having = all.filter((terms) => terms.some(fits)).length
    const rarity = Math.log(1 + (all.length - having + 0.5) / (having + 0.5))
    score += (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * own.length) / average))
  }
  return score === 0 ? undefined : score
}

function shown(document: JsonObject, source: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([name]) => source.includes(name)))
}

function only(body: JsonObject, names: readonly string[]): JsonObject {
  for (const name of Object.keys(body)) if (!names.includes(name)) throw new Refusal(`unknown field [${name}]`)
  return body
}

function object(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  throw new Refusal('x_content_parse_exception')
}

function list(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value
  throw new Refusal('x_content_parse_exception')
}
