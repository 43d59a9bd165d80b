import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readGguf } from '../../workers/gguf/read-gguf.js'
import { openKernel } from '../../workers/kernels/kernel.js'
import { namingFile } from '../../workers/kernels/name-file.js'
import { describeGguf } from '../../workers/llama/describe-gguf.js'
import { LlamaForward } from '../../workers/llama/forward.js'
import { ggufWeights } from '../../workers/llama/gguf-weights.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { requireNumbers } from '../../workers/llama/require-numbers.js'
import { packWeights } from '../../workers/llama/weights.js'

const whole = () => Uint8Array.from(readFileSync(new URL('../fixtures/gguf/llama-q4_0.gguf', import.meta.url)))

async function load(bytes: Uint8Array) {
  const file = readGguf(bytes, 'weights.gguf')
  const description = describeGguf(file)
  const kernel = await openKernel()
  const forward = new LlamaForward(
    kernel,
    description,
    packWeights(ggufWeights(file, description), description, kernel.memory),
  )
  return { file, kernel, forward, newKeys: () => new KeyMemory(kernel, description) }
}

function readOne(forward: LlamaForward, keys: KeyMemory, token: number): Float32Array {
  let scores = new Float32Array()
  forward.read([token], keys, 1, (values) => {
    scores = values.slice()
  })
  return scores
}

test('memory that runs out while a text is read is a typed error, and the text goes on when there is memory again', async () => {
  const { forward, kernel, newKeys } = await load(whole())
  const { memory } = kernel.memory
  const untouched = newKeys()
  const expected = [5, 6].map((token) => readOne(forward, untouched, token))
  const keys = newKeys()
  expect(readOne(forward, keys, 5)).toEqual(expected[0])
  const grow = memory.grow.bind(memory)
  memory.grow = () => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')
  }
  const more = newKeys()
  expect(() => {
    for (let text = 0; text < 1_000; text += 1) newKeys().reserve(200)
  }).toThrow(expect.objectContaining({ code: 'out-of-memory' }) as Error)
  memory.grow = grow
  expect(readOne(forward, keys, 6)).toEqual(expected[1])
  expect(readOne(forward, more, 5)).toEqual(expected[0])
})

test('memory that runs out for the weights is an error that names their file and says what to do', async () => {
  const file = readGguf(whole(), 'weights.gguf')
  const description = describeGguf(file)
  const { memory } = await openKernel()
  memory.memory.grow = () => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')
  }
  const load = () => namingFile(file.name, () => packWeights(ggufWeights(file, description), description, memory))
  expect(load).toThrow(expect.objectContaining({ code: 'out-of-memory', details: { file: 'weights.gguf' } }) as Error)
  expect(load).toThrow(/weights\.gguf.*Close other models/)
})

test('weights that are no numbers are refused with the name of the file', async () => {
  const sound = await load(whole())
  requireNumbers(sound.forward, sound.newKeys(), 'weights.gguf')
  const bytes = whole()
  const norm = sound.file.tensors.get('blk.1.ffn_norm.weight')?.bytes as Uint8Array
  // A float whose bits are all set is no number.
  bytes.fill(255, indexOf(bytes, norm), indexOf(bytes, norm) + 4)
  const { forward, newKeys } = await load(bytes)
  expect(() => requireNumbers(forward, newKeys(), 'weights.gguf')).toThrow(
    expect.objectContaining({ code: 'model-corrupt', details: { file: 'weights.gguf' } }) as Error,
  )
})

function indexOf(bytes: Uint8Array, part: Uint8Array): number {
  return Buffer.from(bytes).indexOf(part)
}
