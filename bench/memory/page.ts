import { createClassifier, createEmbedder, createGenerator, createLanguageDetector, createReranker } from 'tacet'
import { localEngine } from 'tacet/engines'

const worker = (group: 'encoder' | 'generator') =>
  group === 'encoder'
    ? new Worker(new URL('./counted-encoder.worker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('./counted-generator.worker.ts', import.meta.url), { type: 'module' })

const engine = localEngine({ baseUrl: '/tacet/', threads: 1, workers: 1, worker })
const engines = [engine]
const FOLDER = '/gguf-models/smollm2/'

const embedder = async (model: string) => (await createEmbedder({ engines, model })).embed('Where is my parcel?')
const classifier = async (model: string) => (await createClassifier({ engines, model })).classify('A fine day.')
const generator = async (model: string, dtype?: 'q4' | 'q8') =>
  (await createGenerator({ engines, model, dtype })).generate('Where is my parcel?', { maxTokens: 16 })

const small = {
  encoder: async () => (await createLanguageDetector({ engines })).detect('guten Morgen'),
  generator: () => generator('compose'),
}

const models = {
  minilm: { worker: 'encoder', use: () => embedder('minilm') },
  'e5-small': { worker: 'encoder', use: () => embedder('e5-small') },
  sentiment: { worker: 'encoder', use: () => classifier('sentiment') },
  toxicity: { worker: 'encoder', use: () => classifier('toxicity') },
  reranker: {
    worker: 'encoder',
    use: async () => (await createReranker({ engines, model: 'reranker' })).rerank('a parcel', ['It came late.']),
  },
  'SmolLM2-135M, GGUF Q4_0': { worker: 'generator', use: () => generator(`${FOLDER}q4_0.gguf`) },
  'SmolLM2-135M, GGUF Q4_1': { worker: 'generator', use: () => generator(`${FOLDER}model.gguf`) },
  'SmolLM2-135M, GGUF Q8_0': { worker: 'generator', use: () => generator(`${FOLDER}q8_0.gguf`) },
  'SmolLM2-135M, ONNX q4': { worker: 'generator', use: () => generator(FOLDER, 'q4') },
  'SmolLM2-135M, ONNX q8': { worker: 'generator', use: () => generator(FOLDER, 'q8') },
} as const

const channel = new BroadcastChannel('tacet-bench-memory')

/** The bytes of the page and its workers, with their WebAssembly memory. */
async function allBytes(): Promise<number> {
  const { measureUserAgentSpecificMemory: measure } = performance as unknown as {
    measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>
  }
  // This collects garbage first.
  const { bytes } = await measure.call(performance)
  const { workers } = await engine.diagnostics()
  return bytes + (await sumOfAnswers(workers.length))
}

function sumOfAnswers(workers: number): Promise<number> {
  const answers: number[] = []
  return new Promise((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<number>) => {
      answers.push(data)
      if (answers.length === workers) resolve(answers.reduce((sum, each) => sum + each, 0))
    }
    channel.postMessage('count')
  })
}

/** The memory that a model adds to a worker that runs already, after one answer, and the size of its files. */
async function added(name: keyof typeof models): Promise<{ added: number; files: number; runtime: string }> {
  const { worker, use } = models[name]
  await small[worker]()
  const known = await loaded()
  const before = await allBytes()
  await use()
  const after = await allBytes()
  const model = (await loaded()).find(({ key }) => !known.some((each) => each.key === key))
  if (model === undefined) throw new Error(`${name} was not loaded`)
  return { added: after - before, files: model.bytes, runtime: model.runtime ?? '' }
}

const loaded = async () => (await engine.diagnostics()).workers.flatMap((each) => each.models)

Object.assign(globalThis, { bench: { added, names: Object.keys(models) } })
