import { env, pipeline } from '@huggingface/transformers'
import { expose } from 'comlink'
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'

/** Plain transformers.js as its documentation shows it: one worker, batches of 32 in the order given. */
let extract: Awaited<ReturnType<typeof load>> | undefined

async function load(models: string, threads: number) {
  const settings = env.backends.onnx as { wasm: { wasmPaths: object; numThreads: number } }
  settings.wasm.wasmPaths = { mjs: new URL(mjs, location.href).href, wasm: new URL(wasm, location.href).href }
  settings.wasm.numThreads = threads
  env.useWasmCache = false
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = models
  return pipeline('feature-extraction', 'minilm', { dtype: 'q8', device: 'wasm' })
}

expose({
  async open(models: string, threads: number): Promise<void> {
    extract = await load(models, threads)
  },
  async embed(texts: string[]): Promise<Float32Array[]> {
    if (extract === undefined) throw new TypeError('open() comes first')
    const rows: Float32Array[] = []
    for (let start = 0; start < texts.length; start += 32) {
      const output = await extract(texts.slice(start, start + 32), { pooling: 'mean', normalize: true })
      const width = output.dims[1] ?? 0
      const data = output.data as Float32Array
      for (let row = 0; row * width < data.length; row += 1) rows.push(data.slice(row * width, (row + 1) * width))
    }
    return rows
  },
})
