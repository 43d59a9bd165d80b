import { type Remote, wrap } from 'comlink'
import { cosine, createEmbedder, type Embedder } from 'tacet'
import { localEngine } from 'tacet/engines'
import { makeTexts } from './texts.js'

/** Milliseconds of each round, by contender. */
type Rounds = Readonly<Record<'tacet' | 'onnxruntime' | 'transformers.js', readonly number[]>>

interface Peer {
  open(models: string, threads: number): Promise<void>
  embed(texts: string[]): Promise<Float32Array[]>
}

const engine = localEngine({ baseUrl: '/tacet/' })
const threads = (await engine.diagnostics()).threads

/** The embedder on our own kernels, the same on ONNX Runtime, and the peer. */
async function openAll(): Promise<{ embedder: Embedder; onRuntime: Embedder; peer: Remote<Peer> }> {
  const embedder = await createEmbedder({ engines: [engine] })
  const onRuntime = await createEmbedder({ engines: [engine], runtime: 'onnxruntime' })
  const peer = wrap<Peer>(new Worker(new URL('./peer.worker.ts', import.meta.url), { type: 'module' }))
  await peer.open('/tacet/models/', threads)
  return { embedder, onRuntime, peer }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Takes turns, so that other load of the machine slows all alike. */
async function interleave(rounds: number, texts: string[], warmUp: number): Promise<Rounds> {
  const { embedder, onRuntime, peer } = await openAll()
  const [own] = await embedder.embed(texts.slice(0, 1))
  const [theirs] = await peer.embed(texts.slice(0, 1))
  if (own === undefined || theirs === undefined || cosine(own, theirs) < 0.98)
    throw new Error('The contenders disagree')
  const result = { tacet: [] as number[], onnxruntime: [] as number[], 'transformers.js': [] as number[] }
  for (let round = -warmUp; round < rounds; round += 1) {
    const ownMs = await timed(() => embedder.embed(texts))
    const runtimeMs = await timed(() => onRuntime.embed(texts))
    const theirMs = await timed(() => peer.embed(texts))
    if (round < 0) continue
    result.tacet.push(ownMs)
    result.onnxruntime.push(runtimeMs)
    result['transformers.js'].push(theirMs)
  }
  await embedder.close()
  await onRuntime.close()
  return result
}

/** From the abort to the rejection, and to the moment when the worker answers something else. */
async function abortTimes(rounds: number): Promise<{ rejection: number[]; idle: number[] }> {
  const embedder = await createEmbedder({ engines: [engine] })
  const texts = makeTexts(1000, 4, 100)
  const result = { rejection: [] as number[], idle: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    const stop = new AbortController()
    const call = embedder.embed(texts, { signal: stop.signal }).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 150 + round * 37))
    const started = performance.now()
    stop.abort()
    await call
    result.rejection.push(performance.now() - started)
    await engine.diagnostics()
    result.idle.push(performance.now() - started)
  }
  await embedder.close()
  return result
}

/** Tasks of over 50 ms on the page while a thousand texts are embedded. */
async function longTasks(): Promise<number> {
  const embedder = await createEmbedder({ engines: [engine] })
  let count = 0
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().length
  })
  observer.observe({ type: 'longtask' })
  await embedder.embed(makeTexts(1000, 4, 60))
  await new Promise((resolve) => setTimeout(resolve, 100))
  observer.disconnect()
  await embedder.close()
  return count
}

/** Megabytes of the page and its workers after one create/close and after ten. */
async function memory(): Promise<{ first: number; tenth: number } | undefined> {
  const measure = (performance as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> })
    .measureUserAgentSpecificMemory
  if (!crossOriginIsolated || measure === undefined) return undefined
  const sizes: number[] = []
  for (let round = 1; round <= 10; round += 1) {
    const embedder = await createEmbedder({ engines: [engine] })
    await embedder.embed('hello')
    await embedder.close()
    if (round === 1 || round === 10) sizes.push((await measure.call(performance)).bytes / 1e6)
  }
  return { first: sizes[0] ?? 0, tenth: sizes[1] ?? 0 }
}

/** How many times faster two workers of one thread share a list than one does alone; taking turns. */
async function secondWorker(rounds: number): Promise<number[]> {
  const alone = { baseUrl: '/tacet/', threads: 1, workers: 1 } as const
  const engines = [localEngine(alone), localEngine(alone)]
  const [first, second] = await Promise.all(engines.map((each) => createEmbedder({ engines: [each] })))
  if (first === undefined || second === undefined) throw new Error('No embedder')
  const texts = makeTexts(128, 4, 60)
  const gains: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    const one = await timed(() => first.embed(texts))
    const shared = await timed(() => Promise.all([first.embed(texts.slice(0, 64)), second.embed(texts.slice(64))]))
    if (round >= 0) gains.push(one / shared)
  }
  for (const each of engines) each.stop()
  return gains
}

async function firstVector(runtime?: 'onnxruntime'): Promise<number> {
  return timed(async () => {
    const embedder = await createEmbedder({ engines: [engine], runtime })
    await embedder.embed('hello')
  })
}

const bench = {
  threads,
  mixed: (rounds: number) => interleave(rounds, makeTexts(256, 4, 100), 1),
  single: (rounds: number) => interleave(rounds, makeTexts(1, 9, 9), 10),
  abortTimes,
  longTasks,
  memory,
  secondWorker,
  firstVector,
}
export type EmbedBench = typeof bench
Object.assign(globalThis, { bench })
