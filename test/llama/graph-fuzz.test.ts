import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { NlpError } from '../../src/shared/errors.js'
import { seededRandom } from '../../workers/generation/seeded-random.js'
import { openKernel } from '../../workers/kernels/kernel.js'
import { LlamaForward } from '../../workers/llama/forward.js'
import { describeGraph } from '../../workers/llama/graph/describe-graph.js'
import { findModel } from '../../workers/llama/graph/find-model.js'
import { UnknownGraph } from '../../workers/llama/graph/graph.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { packWeights } from '../../workers/llama/weights.js'
import { readOnnx } from '../../workers/onnx/read-onnx.js'

const FOLDER = new URL('../fixtures/decoder-graphs/', import.meta.url)
const files = ['llama-q4', 'qwen2-zeros', 'llama-uint8'].map((name) => readFileSync(new URL(`${name}.onnx`, FOLDER)))

test('thousands of changed graphs are computed or refused, and none ends in another error', async () => {
  const rounds = Number(process.env['ONNX_FILES'] ?? 150)
  const random = seededRandom(Number(process.env['SEED'] ?? 12))
  const outcomes = { computed: 0, refused: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const bytes = Uint8Array.from(files[round % files.length] as Uint8Array)
    for (let change = 0; change < 1 + random() * 6; change += 1) {
      // The nodes come first. Their numbers, names and sizes matter more than the weights.
      bytes[Math.floor(random() * (random() < 0.7 ? 20_000 : bytes.length))] = Math.floor(random() * 256)
    }
    const cut = random() < 0.1 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes
    outcomes[await attempt(cut)] += 1
  }
  expect(outcomes.computed).toBeGreaterThan(rounds / 20)
  expect(outcomes.refused).toBeGreaterThan(rounds / 20)
})

async function attempt(bytes: Uint8Array): Promise<'computed' | 'refused'> {
  try {
    const { description, weights } = describeGraph(findModel(readOnnx(bytes, 'changed.onnx'), new Map()), 256)
    const kernel = await openKernel()
    const forward = new LlamaForward(kernel, description, packWeights(weights, description, kernel.memory))
    forward.read([3, 4, 5], new KeyMemory(kernel, description), 1, () => {})
    return 'computed'
  } catch (error) {
    if (!NlpError.is(error) && !(error instanceof UnknownGraph)) throw error
    return 'refused'
  }
}
