import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NlpError } from '../../src/shared/errors.js'
import { seededRandom } from '../../workers/generation/seeded-random.js'
import { mainFormat } from '../../workers/gguf/main-format.js'
import { readGguf } from '../../workers/gguf/read-gguf.js'
import { tensorFormat } from '../../workers/gguf/tensor-format.js'
import { tokenizerFiles } from '../../workers/gguf/tokenizer-files.js'
import { openKernel } from '../../workers/kernels/kernel.js'
import { describeGguf } from '../../workers/llama/describe-gguf.js'
import { LlamaForward } from '../../workers/llama/forward.js'
import { ggufWeights } from '../../workers/llama/gguf-weights.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { packWeights } from '../../workers/llama/weights.js'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/gguf/${name}`, import.meta.url))

describe('the formats of weights', () => {
  test.each([
    ['llama-q4_0.gguf', 'Q4_0'],
    ['llama-f16.gguf', 'F16'],
    ['qwen3-q8_0.gguf', 'Q8_0'],
  ])('most numbers of %s are in %s', (name, format) => {
    expect(mainFormat(readGguf(fixture(name), name))).toBe(format)
  })

  const blocks = JSON.parse(fixture('blocks.json').toString()) as Record<
    string,
    { readonly type: number; readonly bytes: readonly number[]; readonly numbers: readonly number[] }
  >

  test.each(Object.entries(blocks))('%s is decoded to the numbers that the reference library finds', (name, block) => {
    const format = tensorFormat(block.type)
    expect(format?.name).toBe(name)
    const out = new Float32Array(block.numbers.length)
    const bytes = Uint8Array.from(block.bytes)
    for (let index = 0; index * (format?.block ?? 1) < out.length; index += 1) {
      format?.decode(bytes, index * format.blockBytes, out, index * format.block)
    }
    for (const [index, number] of block.numbers.entries()) expect(out[index]).toBeCloseTo(number, 5)
  })
})

test('a file says what it is, and its tensors lie where it says', () => {
  const file = readGguf(fixture('qwen3-q8_0.gguf'), 'qwen3.gguf')
  expect(file.metadata.get('general.architecture')).toBe('qwen3')
  expect(file.tensors.get('blk.0.attn_q.weight')).toMatchObject({ columns: 64, rows: 128 })
  expect(describeGguf(file)).toMatchObject({ layers: 2, headSize: 32, keyHeads: 2 })
})

test('the tokenizer of a file has its pieces, its chat template and the tokens that end an answer', () => {
  const { tokenizer, config, endTokens } = tokenizerFiles(readGguf(fixture('llama-q4_0.gguf'), 'llama.gguf'))
  expect(tokenizer).toMatchObject({ model: { type: 'BPE', vocab: { Ġthe: 261 } } })
  expect(config).toMatchObject({
    eos_token: '<|im_end|>',
    chat_template: expect.stringContaining('im_start') as string,
  })
  expect(endTokens).toEqual([1])
})

describe('a damaged file', () => {
  const whole = fixture('llama-q4_0.gguf')
  const changed = (at: number, ...values: number[]) => {
    const bytes = Uint8Array.from(whole)
    bytes.set(values, at)
    return bytes
  }

  test.each<[string, Uint8Array, RegExp]>([
    ['an empty one', new Uint8Array(), /does not begin with GGUF/],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Not found</title>'), /does not begin with GGUF/],
    ['another version', changed(4, 9), /version is 9/],
    ['more tensors than it can hold', changed(8, 255, 255, 255, 255), /claims to have/],
    ['a count that no number can be', changed(16, 255, 255, 255, 255, 255, 255, 255, 255), /too large/],
    ['cut off in the description', Uint8Array.from(whole.subarray(0, 400)), /in the middle of a value|claims to have/],
    ['cut off in the weights', Uint8Array.from(whole.subarray(0, whole.length - 40)), /beyond the end of the file/],
  ])('%s is refused with its name', (_, bytes, reason) => {
    expect(() => readGguf(bytes, 'weights.gguf')).toThrow(reason)
    expect(() => readGguf(bytes, 'weights.gguf')).toThrow(
      expect.objectContaining({ code: 'model-corrupt', details: { file: 'weights.gguf' } }) as Error,
    )
  })

  test('weights in a form that tacet does not read are refused with the forms that it reads', () => {
    const { metadata, tensors } = readGguf(whole, 'weights.gguf')
    expect(metadata.size).toBeGreaterThan(0)
    // The number of the form comes after the name and two sizes of a matrix.
    const name = [...tensors.keys()].find((tensor) => tensor.endsWith('attn_q.weight')) as string
    const at = whole.indexOf(name) + name.length + 4 + 16
    const call = () => readGguf(changed(at, 23), 'weights.gguf')
    expect(call).toThrow(/stores tensor blk\.0\.attn_q\.weight as IQ4_XS.*Choose a file of the model in Q4_0/)
    expect(call).toThrow(expect.objectContaining({ code: 'unsupported', details: { file: 'weights.gguf' } }) as Error)
  })

  test('thousands of changed files are read or refused, and none ends in another error', async () => {
    const rounds = Number(process.env['GGUF_FILES'] ?? 300)
    const random = seededRandom(Number(process.env['SEED'] ?? 11))
    const header = 24_000
    const outcomes = { read: 0, refused: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Uint8Array.from(whole)
      for (let change = 0; change < 1 + random() * 6; change += 1) {
        bytes[Math.floor(random() * (random() < 0.5 ? 2_000 : header))] = Math.floor(random() * 256)
      }
      const cut = random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes
      outcomes[await attempt(cut)] += 1
    }
    expect(outcomes.read).toBeGreaterThan(rounds / 20)
    expect(outcomes.refused).toBeGreaterThan(rounds / 20)
  })

  async function attempt(bytes: Uint8Array): Promise<'read' | 'refused'> {
    try {
      const file = readGguf(bytes, 'weights.gguf')
      const description = describeGguf(file)
      tokenizerFiles(file)
      const kernel = await openKernel()
      const forward = new LlamaForward(
        kernel,
        description,
        packWeights(ggufWeights(file, description), description, kernel.memory),
      )
      forward.read([3, 4, 5], new KeyMemory(kernel, description), 1, () => {})
      return 'read'
    } catch (error) {
      if (!NlpError.is(error)) throw error
      return 'refused'
    }
  }
})
