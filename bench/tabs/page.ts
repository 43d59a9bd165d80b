import { createEmbedder, type Embedder } from 'tacet'
import { localEngine } from 'tacet/engines'

// This worker counts its memory: the browser's own measurement leaves the memory of WebAssembly out.
const worker = () => new Worker(new URL('../memory/counted-encoder.worker.ts', import.meta.url), { type: 'module' })

const engine = localEngine({ baseUrl: '/tacet/', threads: 1, workers: 1, worker })
const TEXT = 'Where is the parcel that I ordered last week?'

let embedder: Embedder
const open = (shareAcrossTabs: boolean) => createEmbedder({ engines: [engine], model: 'minilm', shareAcrossTabs })

/** Loads the model once, so that its files are stored. */
async function store(): Promise<void> {
  await (await open(false)).close()
  engine.stop()
}

async function firstVector(): Promise<number> {
  const start = performance.now()
  embedder = await open(true)
  await embedder.embed(TEXT)
  return performance.now() - start
}

const role = async () => (await engine.diagnostics()).shared[0]?.role

/** The bytes of this page and its workers, with their WebAssembly memory. */
async function bytes(): Promise<number> {
  const { measureUserAgentSpecificMemory: measure } = performance as unknown as {
    measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>
  }
  const page = await measure.call(performance)
  const { workers } = await engine.diagnostics()
  return page.bytes + (workers.length === 0 ? 0 : await webAssemblyBytes())
}

function webAssemblyBytes(): Promise<number> {
  const channel = new BroadcastChannel('tacet-bench-memory')
  return new Promise((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<number>) => {
      channel.close()
      resolve(data)
    }
    channel.postMessage('count')
  })
}

let asked = 0

/** How long a text takes that was not asked before. */
async function oneText(): Promise<number> {
  asked += 1
  const start = performance.now()
  await embedder.embed(`${TEXT} ${asked}`)
  return performance.now() - start
}

Object.assign(globalThis, { bench: { store, firstVector, role, bytes, oneText } })
