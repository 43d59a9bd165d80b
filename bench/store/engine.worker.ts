import { hasBit } from '../../src/store/shared/bitmap.js'
import { SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import type { StoreShape } from '../../src/store/shared/manifest.js'
import { exactScore, lengthOf } from '../../src/store/shared/quantize.js'
import { Top } from '../../src/store/shared/top.js'
import type { PutRequest, SearchRequest } from '../../src/store/shared/worker-api.js'
import { Clusters } from '../../workers/store/clusters.js'
import { Collection } from '../../workers/store/collection.js'
import { openDatabase } from '../../workers/store/database.js'
import { MemoryStorage } from '../../workers/store/memory.js'
import { readRecords } from '../../workers/store/records.js'
import { search } from '../../workers/store/searcher.js'
import { Writer } from '../../workers/store/writer.js'
import { generator, mixture, passage } from './vectors.js'

/** Measures the store itself inside the worker, without the way from and to the page. */

const DIMENSIONS = 384
const QUERIES = 200
const base: SearchRequest = { limit: 10, weight: 0.5, fusion: 'weighted', diversity: 0, prefix: false }

interface Task {
  readonly step: 'build' | 'open'
  readonly rows: number
  readonly text: boolean
}

/** Vectors of real texts, to see what is found of the nearest. The queries come after the rows. */
interface RecallTask {
  readonly step: 'recall'
  readonly vectors: Float32Array<ArrayBuffer>
  readonly dimensions: number
  readonly queries: number
}

self.onmessage = async ({ data }: MessageEvent<Task | RecallTask>) => {
  try {
    const result =
      data.step === 'recall' ? await measureRecall(data) : await (data.step === 'build' ? build(data) : open(data))
    self.postMessage({ result })
  } catch (error) {
    self.postMessage({ error: String((error as Error).stack) })
  }
}

async function collection({ rows, text }: Task) {
  const name = `bench-${rows}-${text}`
  const shape: StoreShape = {
    model: 'bench',
    dimensions: DIMENSIONS,
    metric: 'cosine',
    language: 'en',
    text: text ? ['text'] : [],
  }
  const storage = await openDatabase(name, { onLost: console.error })
  const options = { name, storage, shape, exact: true, onProblem: console.error }
  return (await Collection.open(options)).collection
}

function requestOf(vectors: Float32Array<ArrayBuffer>, from: number, to: number): PutRequest {
  const random = generator(from + 1)
  const records = Array.from({ length: to - from }, (_, index) => ({
    id: `row ${from + index}`,
    fields: {
      category: `c${Math.floor(random() * 20)}`,
      year: 1990 + Math.floor(random() * 35),
      title: `Title ${from + index}`,
      text: passage(30, random),
    },
  }))
  const slice = vectors.slice(from * DIMENSIONS, to * DIMENSIONS)
  return { records, vectors: slice, remove: [], objects: { put: [], remove: [] } }
}

async function build(task: Task) {
  const { rows } = task
  const vectors = mixture(rows, DIMENSIONS, 1)
  const requests: PutRequest[] = []
  for (let from = 0; from < rows; from += SEGMENT_ROWS * 2) {
    requests.push(requestOf(vectors, from, Math.min(rows, from + SEGMENT_ROWS * 2)))
  }
  const store = await collection(task)
  const writer = new Writer(store, () => {})
  const start = performance.now()
  const each: number[] = []
  for (const request of requests) {
    const begin = performance.now()
    await writer.put(request, () => {})
    each.push((request.records.length / (performance.now() - begin)) * 1000)
  }
  const insertMs = performance.now() - start

  const one: number[] = []
  const extra = mixture(60, DIMENSIONS, 3)
  for (let row = 0; row < 60; row++) {
    const request = requestOf(extra, row, row + 1)
    const begin = performance.now()
    await writer.put({ ...request, records: [{ ...request.records[0]!, id: `extra ${row}` }] }, () => {})
    one.push(performance.now() - begin)
  }
  await writer.delete(
    one.map((_, row) => `extra ${row}`),
    { put: [], remove: [] },
  )
  store.close()
  return {
    insertMs,
    rowsPerSecond: (rows / insertMs) * 1000,
    bestBatchRowsPerSecond: Math.max(...each),
    oneDurablePut: quantiles(one.slice(10)),
  }
}

async function open(task: Task) {
  const { rows } = task
  const queries = mixture(QUERIES, DIMENSIONS, 2)
  const query = (index: number) => queries.slice(index * DIMENSIONS, (index + 1) * DIMENSIONS)
  const begin = performance.now()
  const store = await collection(task)
  const openMs = performance.now() - begin
  const first = await search(store, { ...base, vector: query(0) })
  const firstRecords = await readRecords(
    store,
    first.map(({ row }) => row),
  )
  const firstAnswerMs = performance.now() - begin
  if (firstRecords.includes(undefined)) throw new Error('a record is missing')

  while (store.segments.some((segment) => segment.vectors === undefined)) await sleep(20)
  const exactReadyMs = performance.now() - begin
  const flat = await measure(async (index) => {
    await search(store, { ...base, vector: query(index) })
  })
  const filter = { category: 'c3' }
  const firstFilterBegin = performance.now()
  await search(store, { ...base, vector: query(0), filter })
  const firstFilterMs = performance.now() - firstFilterBegin
  const filtered = await measure(async (index) => {
    await search(store, { ...base, vector: query(index), filter })
  })
  const recall = await recallOf(store, query)
  const clustering = performance.now()
  store.clusters = await Clusters.build(store)
  const clusterMs = performance.now() - clustering
  const clustered = await measure(async (index) => {
    await search(store, { ...base, vector: query(index), exact: false })
  })
  const clusteredRecall = await recallOf(store, query, false)
  store.clusters = undefined
  let lexical: unknown
  if (task.text) {
    const random = generator(99)
    const texts = Array.from({ length: QUERIES }, () => passage(3, random))
    const loadBegin = performance.now()
    await search(store, { ...base, words: texts[0] })
    const firstMs = performance.now() - loadBegin
    lexical = {
      firstMs,
      ...(await measure(async (index) => void (await search(store, { ...base, words: texts[index] })))),
    }
  }
  const searchBytes = store.segments.length * SEGMENT_ROWS * (store.kernel.stride + 4)
  store.close()
  return {
    rows,
    openMs,
    firstAnswerMs,
    exactReadyMs,
    flat,
    firstFilterMs,
    filtered,
    recall,
    clusterMs,
    clustered,
    clusteredRecall,
    lexical,
    searchBytes,
  }
}

/** Against exact scores of every row. */
async function recallOf(store: Collection, query: (index: number) => Float32Array, exact = true) {
  let found = 0
  const count = 50
  for (let index = 0; index < count; index++) {
    const vector = query(index)
    const hits = await search(store, { ...base, vector, exact })
    const worst = hits.at(-1)!.score
    let better = 0
    for (const segment of store.segments) {
      const vectors = segment.vectors!
      for (let row = 0; row < segment.rows; row++) {
        if (segment.deleted !== undefined && hasBit(segment.deleted, row)) continue
        let dot = 0
        for (let at = 0; at < DIMENSIONS; at++) dot += vector[at]! * vectors[row * DIMENSIONS + at]!
        if (dot > worst + 1e-6) better += 1
      }
    }
    found += Math.min(10, 19 - better) >= 10 ? 10 : 10 - (better - 9)
  }
  return found / count / 10
}

/** The share of the exact ten best that each way of searching finds, and its time. */
async function measureRecall({ vectors, dimensions, queries }: RecallTask) {
  const rows = vectors.length / dimensions - queries
  const query = (index: number) => vectors.slice((rows + index) * dimensions, (rows + index + 1) * dimensions)
  const passes = (row: number) => row % 20 === 3
  const best = Array.from({ length: queries }, (_, index) =>
    exactBest(vectors, dimensions, rows, query(index), () => true),
  )
  const bestPassing = Array.from({ length: queries }, (_, index) =>
    exactBest(vectors, dimensions, rows, query(index), passes),
  )
  const result: Record<string, { recall: number; p50: number }> = {}
  for (const exact of [true, false]) {
    const shape: StoreShape = { model: 'bench', dimensions, metric: 'cosine', language: 'en', text: [] }
    const options = { name: 'recall', storage: new MemoryStorage(), shape, exact, onProblem: console.error }
    const { collection } = await Collection.open(options)
    const records = Array.from({ length: rows }, (_, row) => ({ id: `${row}`, fields: { part: row % 20 } }))
    const request: PutRequest = {
      records,
      vectors: vectors.slice(0, rows * dimensions),
      remove: [],
      objects: { put: [], remove: [] },
    }
    await new Writer(collection, () => {}).put(request, () => {})
    const share = async (wanted: readonly ReadonlySet<number>[], options: Partial<SearchRequest>) => {
      let found = 0
      const times: number[] = []
      for (let index = 0; index < queries; index++) {
        const begin = performance.now()
        const hits = await search(collection, { ...base, vector: query(index), ...options })
        times.push(performance.now() - begin)
        found += hits.filter(({ row }) => wanted[index]!.has(row)).length
      }
      const all = wanted.reduce((sum, { size }) => sum + size, 0)
      return { recall: found / all, p50: quantiles(times).p50 }
    }
    if (!exact) {
      result['lowMemory'] = await share(best, {})
      continue
    }
    result['full'] = await share(best, {})
    result['filtered'] = await share(bestPassing, { filter: { part: 3 } })
    collection.clusters = await Clusters.build(collection)
    result['clusters'] = await share(best, { exact: false })
  }
  return { rows, queries, ...result }
}

function exactBest(
  vectors: Float32Array,
  dimensions: number,
  rows: number,
  query: Float32Array,
  passes: (row: number) => boolean,
): ReadonlySet<number> {
  const top = new Top(10)
  for (let row = 0; row < rows; row++) {
    if (passes(row)) top.offer(row, exactScore(query, lengthOf(query), vectors, row * dimensions, 'cosine'))
  }
  return new Set(top.sorted().map(({ row }) => row))
}

async function measure(run: (index: number) => Promise<void>) {
  for (let index = 0; index < 20; index++) await run(index)
  const times: number[] = []
  for (let index = 0; index < QUERIES; index++) {
    const begin = performance.now()
    await run(index)
    times.push(performance.now() - begin)
  }
  return quantiles(times)
}

function quantiles(times: readonly number[]) {
  const sorted = times.toSorted((one, other) => one - other)
  return {
    least: sorted[0]!,
    p50: sorted[Math.floor(sorted.length * 0.5)]!,
    p95: sorted[Math.floor(sorted.length * 0.95)]!,
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
