import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openBert } from '../../workers/bert/bert.js'
import { readGguf } from '../../workers/gguf/read-gguf.js'
import { describeGguf } from '../../workers/llama/describe-gguf.js'
import { ggufWeights } from '../../workers/llama/gguf-weights.js'
import { describeGraph } from '../../workers/llama/graph/describe-graph.js'
import { findModel } from '../../workers/llama/graph/find-model.js'
import { openLlama } from '../../workers/llama/open-llama.js'
import { readOnnx } from '../../workers/onnx/read-onnx.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

type Load = (bytes: Uint8Array, name: string) => Promise<object | string>

const loadGguf: Load = (bytes, name) => {
  const file = readGguf(bytes, name)
  const description = describeGguf(file)
  return openLlama({ description, weights: ggufWeights(file, description) }, 1)
}

const loadGraph: Load = (bytes, name) => openLlama(describeGraph(findModel(readOnnx(bytes, name), new Map()), 64), 1)

const loadEncoder: Load = (bytes, name) => {
  const file = readOnnx(bytes, name)
  return openBert(file, { beside: new Map(), packed: new Map() }, { output: file.outputs[0]?.name ?? '' })
}

/** Returns the model, and a reference to the bytes of the file that keeps them not alive. */
async function load(path: string, by: Load) {
  const bytes = Uint8Array.from(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)))
  const model = await by(bytes, path)
  expect(model).toBeTypeOf('object')
  return { model, buffer: new WeakRef(bytes.buffer) }
}

test.each<[string, Load]>([
  ['gguf/llama-q4_1.gguf', loadGguf],
  ['gguf/smollm3-q8_0.gguf', loadGguf],
  ['gguf/gemma3-q8_0.gguf', loadGguf],
  ['gguf/phi3-q8_0.gguf', loadGguf],
  ['decoder-graphs/llama-q4.onnx', loadGraph],
  ['decoder-graphs/plain-gemma3-q8.onnx', loadGraph],
  ['bert/bert-eager-uint8.onnx', loadEncoder],
  ['bert/bert-classifier.onnx', loadEncoder],
  ['bert/roberta-labels.onnx', loadEncoder],
])('the bytes of %s are free once the model is loaded', async (path, by) => {
  const { model, buffer } = await load(path, by)
  await expect
    .poll(
      () => {
        collectGarbage()
        return buffer.deref() === undefined
      },
      { interval: 1, timeout: 20_000 },
    )
    .toBe(true)
  // The model is alive until here.
  expect(model).toBeTypeOf('object')
})
