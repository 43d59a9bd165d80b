import { openVectorStore } from '../../../src/store/index.js'
import type { Call } from './history.js'

const DIMENSIONS = 32
/** Written and read together: less than a segment, so a batch is one transaction. */
const SHARED = Array.from({ length: 40 }, (_, index) => `shared ${index}`)

const open = () =>
  openVectorStore<{ id: string; vector: Float32Array; value: string; text: string }>('tabs', {
    embedder: { model: 'test', dimensions: DIMENSIONS },
  })

/** All tabs of a browser have the same clock behind this. */
const now = () => performance.timeOrigin + performance.now()

/** Writes and reads until the time is over, and returns the history and immediate errors. */
async function work(tab: string, seconds: number): Promise<{ calls: Call[]; wrong: string[] }> {
  const store = await open()
  const calls: Call[] = []
  const wrong: string[] = []
  const vector = (seed: number) =>
    Float32Array.from({ length: DIMENSIONS }, (_, at) => Math.sin(seed * 3 + at * at + 1))
  const until = performance.now() + seconds * 1000
  for (let round = 0; performance.now() < until; round++) {
    const value = `${tab} ${round}`
    const write = now()
    await store.put(SHARED.map((id, index) => ({ id, vector: vector(index), value, text: value })))
    calls.push({ type: 'write', value, start: write, end: now() })

    const read = now()
    const records = await store.get(SHARED)
    calls.push({ type: 'read', value: records[0]?.value, start: read, end: now() })
    const values = new Set(records.map((record) => record?.value))
    if (values.size !== 1) wrong.push(`a batch was seen in part: ${[...values].join(', ')}`)

    // Records of this tab alone: each way of looking must show its last change.
    const own = Array.from({ length: 60 }, (_, index) => `${tab} own ${index}`)
    await store.put(own.map((id, index) => ({ id, vector: vector(index), value, text: `${tab}round${round}` })))
    await store.delete(own.slice(0, 1 + (round % 50)))
    const found = await store.search(`${tab}round${round}`, { mode: 'lexical', limit: 100 })
    if (found.length !== 59 - (round % 50)) wrong.push(`${value}: ${found.length} found by their words`)
    const left = await store.get(own)
    if (left.filter((record) => record?.value === value).length !== 59 - (round % 50)) wrong.push(`${value}: get`)
  }
  await store.close()
  return { calls, wrong }
}

/** All records, as every tab should see them. */
async function content(): Promise<[string, string][]> {
  const store = await open()
  const records: [string, string][] = []
  for await (const { id, value } of store) records.push([id, value])
  await store.close()
  return records.sort(([one], [other]) => (one < other ? -1 : 1))
}

/** Opens a new store at the same time as other tabs, fills it, and returns errors. */
async function create(name: string, tab: string): Promise<string[]> {
  const wrong: string[] = []
  const store = await openVectorStore<{ id: string; vector: Float32Array; text: string }>(name, {
    embedder: { model: 'test', dimensions: 2 },
    onProblem: (problem) => wrong.push(problem.message),
  }).catch((error) => String(error))
  if (typeof store === 'string') return [store]
  const own = Array.from({ length: 20 }, (_, index) => `${tab} ${index}`)
  await store.put(own.map((id) => ({ id, vector: Float32Array.of(1, 2), text: id })))
  const found = await store.get(own)
  if (found.includes(undefined)) wrong.push(`${tab} does not find what it has put`)
  await store.close()
  return wrong
}

/** Opens and closes a store some times. */
async function openAndClose(times: number): Promise<void> {
  for (let round = 0; round < times; round++) {
    const store = await openVectorStore('opened often', { embedder: { model: 'test', dimensions: 2 } })
    await store.count()
    await store.close()
  }
}

/** How many records a store has. */
async function countOf(name: string): Promise<number> {
  const store = await openVectorStore(name, { embedder: { model: 'test', dimensions: 2 } })
  const count = await store.count()
  await store.close()
  return count
}

Object.assign(globalThis, { create, openAndClose, countOf, work, content, ready: true })
