import { openVectorStore } from '../../src/store/index.js'
import { measurePeer } from './peers.js'
import { mixture } from './vectors.js'

const DIMENSIONS = 384

/** Runs a step in a fresh worker. */
function inWorker(task: object): Promise<unknown> {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error === undefined ? resolve(data.result) : reject(new Error(data.error)))
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage(task)
  }).finally(() => worker.terminate())
}

/** Measures the calls of a page: with the way to the worker and back, and the records of the hits. */
async function fromPage({ rows, text }: { rows: number; text: boolean }) {
  const queries = mixture(100, DIMENSIONS, 2)
  const begin = performance.now()
  const store = await openVectorStore(`bench-${rows}-${text}`, {
    embedder: { model: 'bench', dimensions: DIMENSIONS },
    text: text ? ['text'] : [],
  })
  const query = (index: number) => queries.slice(index * DIMENSIONS, (index + 1) * DIMENSIONS)
  const hits = await store.search(query(0))
  const firstAnswerMs = performance.now() - begin
  const times: number[] = []
  for (let index = 0; index < 100; index++) {
    const start = performance.now()
    await store.search(query(index))
    times.push(performance.now() - start)
  }
  times.sort((one, other) => one - other)
  await store.close()
  return { firstAnswerMs, hits: hits.length, p50: times[50], p95: times[95] }
}

/** Many records by their ids: the first call after opening, and with little memory. */
async function getMany({ rows, text }: { rows: number; text: boolean }) {
  const name = `bench-${rows}-${text}`
  const shape = { embedder: { model: 'bench', dimensions: DIMENSIONS }, text: text ? ['text'] : [] }
  const spread = (count: number) =>
    Array.from({ length: count }, (_, index) => `row ${Math.floor((index * rows) / count)}`)
  const timed = async (ids: readonly string[], memory: 'full' | 'low') => {
    const store = await openVectorStore(name, { ...shape, memory })
    const begin = performance.now()
    const found = await store.get(ids)
    const ms = performance.now() - begin
    await store.close()
    if (found.includes(undefined)) throw new Error('a record is missing')
    return ms
  }
  const count = Math.min(rows, 20_000)
  return { count, manyMs: await timed(spread(count), 'full'), lowMemoryMs: await timed(spread(200), 'low') }
}

/**
 * Replaces records without a pause, then deletes most. Measures the deleted rows that are kept, and the time until
 * memory is free.
 */
async function churn({ rows, seconds }: { rows: number; seconds: number }) {
  const store = await openVectorStore(`churn-${rows}`, {
    embedder: { model: 'bench', dimensions: DIMENSIONS },
    text: [],
  })
  const vectors = mixture(2000, DIMENSIONS, 4)
  const record = (row: number) => {
    const at = (row % 2000) * DIMENSIONS
    return { id: `row ${row}`, vector: vectors.slice(at, at + DIMENSIONS) }
  }
  const ids = Array.from({ length: rows }, (_, row) => row)
  await store.put(ids.map(record))
  let mostDeleted = 0
  let puts = 0
  for (const until = performance.now() + seconds * 1000; performance.now() < until; puts++) {
    await store.put(Array.from({ length: 50 }, (_, index) => record((puts * 4999 + index * 331) % rows)))
    mostDeleted = Math.max(mostDeleted, (await store.stats()).deletedRows)
  }
  await store.delete(ids.filter((row) => row % 10 !== 0).map((row) => `row ${row}`))
  const begin = performance.now()
  let stats = await store.stats()
  // The rows that stay need one segment in four; the tail is one of its own.
  const few = (rows / 10 + 2 * 4096) * DIMENSIONS * 4
  while (stats.exactBytes > few && performance.now() - begin < 60_000) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    stats = await store.stats()
  }
  await store.close()
  return { puts, mostDeleted, backMs: performance.now() - begin, leftBytes: stats.exactBytes + stats.searchBytes }
}

Object.assign(globalThis, { inWorker, fromPage, churn, getMany, peer: measurePeer })
