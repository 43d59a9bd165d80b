import { AutoModelForCausalLM, AutoTokenizer, BaseStreamer, env, pipeline } from '@huggingface/transformers'
import { expose } from 'comlink'
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'

class Clock extends BaseStreamer {
  readonly times: number[] = []
  override put() {
    this.times.push(performance.now())
  }
  override end() {}
}

type Task = 'embed' | 'classify' | 'generate'

/** Returns the answer for the texts: vectors, labels, or the milliseconds of one token. */
type Answering = (texts: string[]) => Promise<Float32Array[] | string[] | number>

let answering: Answering | undefined

function settle(models: string, threads: number): void {
  const settings = env.backends.onnx as { wasm: { wasmPaths: object; numThreads: number } }
  settings.wasm.wasmPaths = { mjs: new URL(mjs, location.href).href, wasm: new URL(wasm, location.href).href }
  settings.wasm.numThreads = threads
  env.useWasmCache = false
  // The models lie beside the page, and the browser keeps them for tacet already.
  env.useBrowserCache = false
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = models
}

/** In batches of 32 in the order given, as the documentation of the library shows it. */
async function inBatches<T>(texts: readonly string[], work: (batch: string[]) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for (let from = 0; from < texts.length; from += 32) all.push(...(await work(texts.slice(from, from + 32))))
  return all
}

const TASKS: Readonly<Record<Task, (model: string) => Promise<Answering>>> = {
  async embed(model) {
    const extract = await pipeline('feature-extraction', model, { dtype: 'q8', device: 'wasm' })
    return (texts) =>
      inBatches(texts, async (batch) => {
        const { data, dims } = await extract(batch, { pooling: 'mean', normalize: true })
        const width = dims[1] ?? 0
        return batch.map((_, row) => (data as Float32Array).slice(row * width, (row + 1) * width))
      })
  },
  async classify(model) {
    const classify = await pipeline('text-classification', model, { dtype: 'q8', device: 'wasm' })
    return (texts) =>
      inBatches(texts, async (batch) => {
        const results = (await classify(batch)) as readonly { readonly label: string }[]
        return results.map(({ label }) => label)
      })
  },
  async generate(model) {
    const tokenizer = await AutoTokenizer.from_pretrained(model)
    const network = await AutoModelForCausalLM.from_pretrained(model, { dtype: 'q8', device: 'wasm' })
    return async ([text = '']) => {
      const streamer = new Clock()
      const options = { max_new_tokens: 60, do_sample: false, eos_token_id: -1, streamer }
      // The declarations ask for a streamer of text, and the library takes any.
      const given = { ...(tokenizer(text) as object), ...options } as unknown as Parameters<typeof network.generate>[0]
      await network.generate(given)
      // The streamer gets the prompt first.
      const [, first = 0, ...rest] = streamer.times
      return ((rest.at(-1) ?? first) - first) / Math.max(1, rest.length)
    }
  },
}

const worker = {
  async open(task: Task, model: string, models: string, threads: number): Promise<void> {
    settle(models, threads)
    answering = await TASKS[task](model)
  },
  answer(texts: string[]) {
    if (answering === undefined) throw new TypeError('open() comes first')
    return answering(texts)
  },
}

export type TransformersWorker = typeof worker

expose(worker)
