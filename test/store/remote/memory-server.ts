import type { RemoteCollection, RemoteHit, RemoteQuery, RemoteServer } from '../../../src/store/index.js'
import { rankByWords } from '../../../src/store/remote/rank-by-words.js'
import { matches, parseFilter } from '../../../src/store/shared/filter.js'
import { termsOf } from '../../../src/store/shared/lexical.js'
import type { StoreShape } from '../../../src/store/shared/manifest.js'
import { exactScore, lengthOf } from '../../../src/store/shared/quantize.js'
import type { Fields } from '../../../src/store/shared/worker-api.js'

/** A server with collections in memory, like one that an app writes for its own service. */
export function memoryServer(): RemoteServer {
  const collections = new Map<string, RemoteCollection>()
  return {
    name: 'memory',
    async open(name, shape) {
      const collection = collections.get(name) ?? memoryCollection(shape)
      collections.set(name, collection)
      return collection
    },
  }
}

function memoryCollection(shape: StoreShape): RemoteCollection {
  const { dimensions, language, text, metric } = shape
  const records = new Map<string, { readonly fields: Fields; readonly vector: Float32Array }>()
  const passing = ({ filter }: Pick<RemoteQuery, 'filter'>) => {
    const condition = filter === undefined ? undefined : parseFilter(filter)
    return [...records].filter(([id, { fields }]) => condition === undefined || matches(condition, { ...fields, id }))
  }
  const batchOf = (ids: readonly string[]) => {
    const vectors = new Float32Array(ids.length * dimensions)
    for (const [row, id] of ids.entries()) vectors.set(records.get(id)!.vector, row * dimensions)
    return { records: ids.map((id) => ({ id, fields: records.get(id)!.fields })), vectors }
  }
  return {
    shape,
    async put({ records: added, vectors }) {
      for (const [row, { id, fields }] of added.entries()) {
        records.set(id, { fields, vector: vectors.slice(row * dimensions, (row + 1) * dimensions) })
      }
    },
    async delete(ids) {
      for (const id of ids) records.delete(id)
    },
    clear: async () => records.clear(),
    count: async () => records.size,
    get: async (ids) => batchOf(ids.filter((id) => records.has(id))),
    async read(cursor = '0') {
      const ids = [...records.keys()].slice(Number(cursor), Number(cursor) + 256)
      return { batch: batchOf(ids), next: ids.length < 256 ? undefined : String(Number(cursor) + 256) }
    },
    async byVector(vector, query) {
      const length = lengthOf(vector)
      return passing(query)
        .map(
          ([id, record]): RemoteHit => ({ id, ...record, score: exactScore(vector, length, record.vector, 0, metric) }),
        )
        .sort((one, other) => other.score - one.score)
        .slice(0, query.limit)
    },
    byWords: (content, query) => {
      const spoken = passing(query).map(([id, record]) => {
        const terms = termsOf(text.map((name) => record.fields[name] ?? '').join('\n'), language)
        return { id, ...record, terms }
      })
      return rankByWords(termsOf(content, language), query.limit, {
        count: async () => records.size,
        idsWith: async (term) => spoken.filter(({ terms }) => terms.includes(term)).map(({ id }) => id),
        records: async (ids) => spoken.filter(({ id }) => ids.includes(id)),
      })
    },
  }
}
