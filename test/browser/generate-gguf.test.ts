import { createGenerator } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { readGguf } from '../../workers/gguf/read-gguf.js'
import { openKernel, openVariant } from '../../workers/kernels/kernel.js'
import { sameResults } from '../../workers/kernels/self-test.js'
import { describeGguf } from '../../workers/llama/describe-gguf.js'
import { LlamaForward } from '../../workers/llama/forward.js'
import { ggufWeights } from '../../workers/llama/gguf-weights.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { packWeights } from '../../workers/llama/weights.js'
import { createFaultySite } from './servers/faulty-site.js'

const engine = localEngine({ baseUrl: '/', device: 'wasm', threads: 1 })
afterAll(() => engine.stop())

const file = (name: string) => `/test/fixtures/gguf/${name}.gguf`
const open = (model: string) => createGenerator({ engines: [engine], model })

test.each(['llama-q4_0', 'llama-q4_1', 'llama-f16', 'qwen2-q8_0', 'qwen3-q8_0', 'gemma3-q8_0', 'phi3-q8_0'])(
  '%s.gguf writes the same text at once and in pieces',
  async (name) => {
    await using generator = await open(file(name))
    const { text, usage } = await generator.generate('Hello there', { maxTokens: 12 })
    expect(usage).toMatchObject({ outputTokens: 12 })
    const pieces: string[] = []
    for await (const piece of generator.stream('Hello there', { maxTokens: 12 })) pieces.push(piece)
    expect(pieces.join('')).toBe(text)
    expect(pieces.length).toBeGreaterThan(1)
  },
)

test('a file in parts is read like the whole file, from the address of any part', async () => {
  await using generator = await open(file('llama-parts-00002-of-00002'))
  await using whole = await open(file('llama-q4_0'))
  const { text } = await whole.generate('Hello there', { maxTokens: 12 })
  expect((await generator.generate('Hello there', { maxTokens: 12 })).text).toBe(text)
})

test('a part that is missing is named', async () => {
  const site = createFaultySite()
  const first = await (await fetch(file('llama-parts-00001-of-00002'))).arrayBuffer()
  await site.put('chat-00001-of-00002.gguf', new Uint8Array(first))
  await expect(open(`${site.url}chat-00001-of-00002.gguf`)).rejects.toMatchObject({
    code: 'model-download',
    details: { file: 'chat-00002-of-00002.gguf' },
  })
})

test('a generator of a GGUF file obeys a schema, and weighs choices', async () => {
  await using generator = await open(file('llama-q4_0'))
  const schema = {
    type: 'object',
    properties: { calm: { type: 'boolean' } },
    required: ['calm'],
    additionalProperties: false,
  } as const
  const { object } = await generator.object('Is it calm?', { schema, maxTokens: 40 })
  expect(object).toEqual({ calm: expect.any(Boolean) as boolean })
  const { choice } = await generator.choose('The rain', ['in Spain', 'the plain'])
  expect(['in Spain', 'the plain']).toContain(choice)
})

test('a second turn reads only what is new, and says the same as a fresh reading', async () => {
  const first = 'The rain in Spain stays mainly in the plain. '.repeat(4)
  const messages = [
    { role: 'user', content: first },
    { role: 'assistant', content: 'yes' },
    { role: 'user', content: 'you?' },
  ] as const
  await using generator = await open(file('qwen3-q8_0'))
  await generator.generate(first, { maxTokens: 4 })
  const second = await generator.generate(messages, { maxTokens: 8 })
  // Another engine has its own worker, which has read nothing.
  const other = localEngine({ baseUrl: '/', device: 'wasm' })
  onTestFinished(() => other.stop())
  await using fresh = await createGenerator({ engines: [other], model: file('qwen3-q8_0') })
  expect((await fresh.generate(messages, { maxTokens: 8 })).text).toBe(second.text)
})

test('an abort right after the call rejects with the reason, and the next call is served', async () => {
  await using generator = await open(file('gemma3-q8_0'))
  const controller = new AbortController()
  const reason = new Error('enough')
  const call = generator.generate('the rain '.repeat(40), { maxTokens: 60, signal: controller.signal })
  controller.abort(reason)
  await expect(call).rejects.toBe(reason)
  expect((await generator.generate('Hello', { maxTokens: 2 })).usage.outputTokens).toBe(2)
})

test('a prompt that does not fit is refused with the numbers, before anything is read', async () => {
  await using generator = await open(file('llama-q4_0'))
  const call = generator.generate('the rain '.repeat(200), { maxTokens: 4 })
  await expect(call).rejects.toMatchObject({ code: 'context-overflow', details: { contextWindow: 256 } })
})

test('a file that is cut off, or is no GGUF file, is refused by name, and the worker goes on', async () => {
  const site = createFaultySite()
  const whole = new Uint8Array(await (await fetch(file('llama-q4_0'))).arrayBuffer())
  await site.put('short.gguf', whole.subarray(0, 30_000))
  await site.put('page.gguf', '<!doctype html>')
  const failures: [file: string, code: string][] = [
    ['short.gguf', 'model-corrupt'],
    ['page.gguf', 'model-download'],
  ]
  for (const [name, code] of failures) {
    await expect(open(`${site.url}${name}`), name).rejects.toMatchObject({ code, details: { file: name } })
  }
  await using generator = await open(file('llama-q4_0'))
  expect((await generator.generate('Hello', { maxTokens: 1 })).usage.outputTokens).toBe(1)
})

test('diagnostics say that our own kernels compute a GGUF file, and why', async () => {
  await using generator = await open(file('llama-q4_0'))
  const { workers, verdicts } = await engine.diagnostics()
  const models = workers.flatMap(({ models }) => models)
  expect(models.find(({ id }) => id === generator.model)).toMatchObject({
    runtime: 'kernels',
    reason: 'the file is a GGUF file',
    device: 'wasm',
    threads: 1,
    dtype: 'Q4_0',
    proof: 'none',
    contextWindow: 256,
  })
  expect(verdicts.find(({ model }) => model.endsWith('llama-q4_0.gguf'))).toMatchObject({
    device: 'wasm',
    runtime: 'kernels',
    reason: 'GGUF runs on the CPU',
  })
})

test('ONNX Runtime is refused for a GGUF file, with the reason', async () => {
  const wish = { engines: [engine], model: file('llama-q4_0'), runtime: 'onnxruntime' } as const
  await expect(createGenerator(wish)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('cannot run on ONNX Runtime: the file is a GGUF file'),
  })
})

test('the kernels that this browser gets have the bits of plain SIMD', async () => {
  const [chosen, plain] = [await openKernel(), await openVariant('plain')]
  expect(sameResults(chosen, plain)).toBe(true)
  const read = readGguf(new Uint8Array(await (await fetch(file('llama-q4_0'))).arrayBuffer()), 'llama-q4_0.gguf')
  const description = describeGguf(read)
  const [found, expected] = [chosen, plain].map((kernel) => {
    const weights = packWeights(ggufWeights(read, description), description, kernel.memory)
    const forward = new LlamaForward(kernel, description, weights)
    const keys = new KeyMemory(kernel, description)
    const rows: Float32Array[] = []
    for (const tokens of [[3, 14, 15, 92, 65, 35, 89], [79], [32, 38]]) {
      forward.read(tokens, keys, tokens.length, (scores) => rows.push(scores.slice()))
    }
    return rows
  })
  expect(found).toEqual(expected)
  // WebKitGTK does not have relaxed SIMD.
  if (navigator.userAgent.includes('Chrome/')) expect(chosen.variant).toBe('relaxed')
})
