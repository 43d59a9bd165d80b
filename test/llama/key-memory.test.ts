import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readGguf } from '../../workers/gguf/read-gguf.js'
import { openKernel } from '../../workers/kernels/kernel.js'
import { describeGguf } from '../../workers/llama/describe-gguf.js'
import { LlamaForward, TILE } from '../../workers/llama/forward.js'
import { ggufWeights } from '../../workers/llama/gguf-weights.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { LlamaReading } from '../../workers/llama/reading.js'
import { packWeights } from '../../workers/llama/weights.js'

const FILE = 'llama-q4_1.gguf'

async function load() {
  const file = readGguf(readFileSync(new URL(`../fixtures/gguf/${FILE}`, import.meta.url)), FILE)
  // The fixture knows 256 positions, and the first memory for keys has as many.
  const description = { ...describeGguf(file), contextWindow: 4096 }
  const kernel = await openKernel()
  const weights = packWeights(ggufWeights(file, description), description, kernel.memory)
  const forward = new LlamaForward(kernel, description, weights)
  const newKeys = () => new KeyMemory(kernel, description)
  const startReading = (keys = newKeys()) => new LlamaReading(forward, keys, { ...description, file: FILE })
  return { kernel, forward, newKeys, startReading, vocabulary: description.vocabulary }
}

type Loaded = Awaited<ReturnType<typeof load>>

const never = new AbortController().signal

const tokensOf = ({ vocabulary }: Loaded, count: number) =>
  Array.from({ length: count }, (_, index) => (index * 7919 + 13) % vocabulary)

/** The scores behind the last of many tokens, which are read in pieces. */
function lastScores({ forward }: Loaded, keys: KeyMemory, tokens: readonly number[]): Float32Array {
  let last = new Float32Array()
  for (let at = 0; at < tokens.length; at += TILE) {
    forward.read(tokens.slice(at, at + TILE), keys, 1, (scores) => {
      last = scores.slice()
    })
  }
  return last
}

test('keys and values are the same after each way of growing', async () => {
  const loaded = await load()
  const { kernel, newKeys } = loaded
  const tokens = tokensOf(loaded, 1100)
  const [whole, moved, inPlace] = [newKeys(), newKeys(), newKeys()]
  whole.reserve(tokens.length)
  const expected = lastScores(loaded, whole, tokens)
  moved.reserve(1)
  kernel.memory.allocate(1)
  expect(lastScores(loaded, moved, tokens)).toEqual(expected)
  expect(lastScores(loaded, inPlace, tokens)).toEqual(expected)
})

test('a text that grows where nothing lies behind it keeps nothing twice', async () => {
  const loaded = await load()
  const { kernel, newKeys } = loaded
  const keys = newKeys()
  keys.reserve(1)
  const before = kernel.memory.size
  const first = keys.bytes
  for (const positions of [300, 600, 1100]) keys.reserve(positions)
  expect(keys.capacity).toBe(2048)
  // The room for intermediate results grows as well. With copies the memory would be twice as large.
  expect(kernel.memory.size - before).toBeLessThan(1.4 * (keys.bytes - first))
})

test('where the memory does not suffice for twice the room, the text gets the room that it needs', async () => {
  const loaded = await load()
  const { kernel, newKeys } = loaded
  const tokens = tokensOf(loaded, 530)
  const expected = lastScores(loaded, newKeys(), tokens)
  const keys = newKeys()
  lastScores(loaded, keys, tokens.slice(0, 512))
  const limit = kernel.memory.size + 0.8 * keys.bytes
  const { memory } = kernel.memory
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (kernel.memory.size + pages * 65_536 > limit) throw new RangeError('Maximum memory size exceeded')
    return grow(pages)
  }
  keys.reserve(tokens.length)
  expect(keys.capacity).toBe(768)
  expect(lastScores(loaded, keys, tokens.slice(512))).toEqual(expected)
})

test('memory that runs out in the middle of a text is an error with the file and the remedy, and the text goes on later', async () => {
  const loaded = await load()
  const { kernel, startReading } = loaded
  const tokens = tokensOf(loaded, 257)
  const reading = startReading()
  for (let at = 0; at < 256; at += TILE) await reading.read(tokens.slice(at, at + TILE), 'none', never)
  const { memory } = kernel.memory
  const grow = memory.grow.bind(memory)
  memory.grow = () => {
    throw new RangeError('Maximum memory size exceeded')
  }
  const call = reading.read(tokens.slice(256), 'last', never)
  await expect(call).rejects.toMatchObject({ code: 'out-of-memory', details: { file: FILE } })
  await expect(call).rejects.toThrow(/so long a text with llama-q4_1\.gguf\. Shorten the text/)
  memory.grow = grow
  const { values } = await reading.read(tokens.slice(256), 'last', never)
  expect(values).toEqual(lastScores(loaded, loaded.newKeys(), tokens))
})
