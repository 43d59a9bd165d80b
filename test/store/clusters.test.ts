import { expect, test } from 'vitest'
import type { Filter } from '../../src/store/shared/filter.js'
import { Clusters } from '../../workers/store/clusters.js'
import { Collection } from '../../workers/store/collection.js'
import { MemoryStorage } from '../../workers/store/memory.js'
import { search } from '../../workers/store/searcher.js'
import { Writer } from '../../workers/store/writer.js'

const DIMENSIONS = 32
const ROWS = 12_288
const shape = { model: 'm', dimensions: DIMENSIONS, metric: 'cosine', language: 'en', text: [] } as const
const base = { limit: 10, weight: 0.5, fusion: 'weighted', diversity: 0, prefix: false } as const

async function open() {
  const storage = new MemoryStorage()
  const { collection } = await Collection.open({
    name: 'clusters',
    storage,
    shape,
    exact: true,
    onProblem: console.error,
  })
  const writer = new Writer(collection, () => {})
  return { collection, writer }
}

/** Vectors around a few centres, as embeddings of texts on a few topics are. */
function mixture(count: number, dimensions: number, seed: number): Float32Array<ArrayBuffer> {
  const noise = (at: number) => {
    const value = Math.sin(at * 12.9898) * 43758.5453
    return value - Math.floor(value) - 0.5
  }
  return Float32Array.from({ length: count * dimensions }, (_, at) => {
    const topic = Math.floor((noise(Math.floor(at / dimensions) + seed * 7919) + 0.5) * 60)
    return noise(topic * 100_003 + (at % dimensions)) + 0.8 * noise(at + seed * 15_485_863)
  })
}

function request(vectors: Float32Array<ArrayBuffer>, first = 0) {
  const records = Array.from({ length: vectors.length / DIMENSIONS }, (_, index) => ({
    id: `row ${first + index}`,
    fields: { part: (first + index) % 20 },
  }))
  return { records, vectors, remove: [], objects: { put: [], remove: [] } }
}

test('finds nearly what scoring every row finds, also when rows are deleted, added or filtered', async () => {
  const { collection, writer } = await open()
  await writer.put(request(mixture(ROWS, DIMENSIONS, 1)), () => {})
  const queries = mixture(40, DIMENSIONS, 2)
  const ask = (index: number, filter?: Filter) =>
    search(collection, {
      ...base,
      vector: queries.slice(index * DIMENSIONS, (index + 1) * DIMENSIONS),
      exact: false,
      ...(filter && { filter }),
    })
  const clusters = await Clusters.build(collection)

  const share = async (filter?: Filter) => {
    let found = 0
    let wanted = 0
    for (let index = 0; index < 40; index++) {
      collection.clusters = undefined
      const exact = new Set((await ask(index, filter)).map(({ row }) => row))
      collection.clusters = clusters
      found += (await ask(index, filter)).filter(({ row }) => exact.has(row)).length
      wanted += exact.size
    }
    return found / wanted
  }
  expect(await share()).toBeGreaterThan(0.95)
  expect(await share({ part: 3 })).toBe(1)

  const everything = await search(collection, { ...base, vector: queries.slice(0, DIMENSIONS) })
  collection.clusters = undefined
  expect(await ask(0)).toEqual(everything)
  collection.clusters = clusters

  const [best] = await ask(0)
  await writer.delete([`row ${best!.row}`], { put: [], remove: [] })
  expect((await ask(0)).map(({ row }) => row)).not.toContain(best!.row)
  await writer.put(request(queries.slice(0, DIMENSIONS), ROWS), () => {})
  expect((await ask(0))[0]?.score).toBeCloseTo(1)
})

test('nothing to group, or a store closed meanwhile, is no error', async () => {
  const { collection, writer } = await open()
  expect(await Clusters.build(collection)).toBeUndefined()
  await writer.put(request(mixture(4096, DIMENSIONS, 1)), () => {})
  const building = Clusters.build(collection)
  collection.close()
  expect(await building).toBeUndefined()
})
