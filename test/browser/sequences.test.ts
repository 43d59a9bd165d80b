import { createGenerator, type GeneratorOptions, tool } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, test } from 'vitest'
import answers from '../fixtures/sequences/answers.json' with { type: 'json' }
import { createFaultySite } from './servers/faulty-site.js'

/** Compares encoder–decoder models with random weights to the answers of PyTorch with the same weights. */
const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

const families = ['t5', 'bart', 'marian'] as const
const open = (family: string, options: GeneratorOptions = {}) =>
  createGenerator({ engines: [engine], model: `/test/fixtures/sequences/${family}/`, ...options })

test.each(families)('%s writes what PyTorch writes, in a stream and with four beams', async (family) => {
  await using generator = await open(family)
  for (const { text, tokens, greedy, beams } of answers[family]) {
    const stream = generator.stream(text, { maxTokens: 24 })
    let streamed = ''
    for await (const piece of stream) streamed += piece
    const result = await stream.result
    expect([result.text, result.usage.inputTokens, streamed]).toEqual([greedy, tokens, greedy])
    expect((await generator.generate(text, { maxTokens: 24, beams: 4 })).text).toBe(beams)
  }
})

test('an answer ends before a stop text, and at the number of tokens', async () => {
  await using generator = await open('marian')
  const text = 'The cat sat on the mat.'
  const whole = (await generator.generate(text, { maxTokens: 24 })).text
  const stop = whole.slice(4, 6)
  const cut = await generator.generate(text, { maxTokens: 24, stop: [stop] })
  expect([cut.text, cut.finishReason]).toEqual([whole.slice(0, whole.indexOf(stop)), 'stop'])
  const short = await generator.generate(text, { maxTokens: 3 })
  expect(short.finishReason).toBe('length')
  expect(short.usage.outputTokens).toBeLessThanOrEqual(3)
})

test.each([1, 4])('an abort ends %i beams with its reason, and the next call is answered', async (beams) => {
  await using generator = await open('t5')
  const reason = new Error('enough')
  const aborting = new AbortController()
  const call = generator.generate('The cat sat on the mat.', { maxTokens: 500, beams, signal: aborting.signal })
  aborting.abort(reason)
  await expect(call).rejects.toBe(reason)
  const [{ text, greedy }] = answers.t5 as [(typeof answers.t5)[number]]
  expect((await generator.generate(text, { maxTokens: 24 })).text).toBe(greedy)
})

test('what such a model cannot do is refused by name', async () => {
  await using generator = await open('t5')
  const turns = [
    { role: 'system', content: 'Be brief' },
    { role: 'user', content: 'Hi' },
  ] as const
  const add = tool({ name: 'add', parameters: { type: 'object' }, execute: () => 3 })
  await expect(generator.generate(turns)).rejects.toThrow(/takes no conversation/)
  await expect(generator.generate('Hi', { tools: [add] })).rejects.toThrow(/cannot do tools/)
  await expect(generator.object('Hi', { schema: { type: 'object' } })).rejects.toMatchObject({ code: 'unsupported' })
  await expect(generator.score('Hi')).rejects.toThrow(/cannot do score\(\)/)
  await expect(generator.generate('Hi', { beams: 4, temperature: 1 })).rejects.toThrow(/`beams` goes with/)
  await expect(generator.generate('Hi', { beams: 0 })).rejects.toThrow('`beams` must be a whole number from 1 to 16')
  await expect(generator.generate('cat '.repeat(500))).rejects.toMatchObject({ code: 'context-overflow' })
})

test('a folder without the half that writes is refused with the names that were tried', async () => {
  const site = createFaultySite()
  for (const path of ['config.json', 'tokenizer.json', 'onnx/encoder_model.onnx']) {
    await site.put(path, new Uint8Array(await (await fetch(`/test/fixtures/sequences/t5/${path}`)).arrayBuffer()))
  }
  await expect(createGenerator({ engines: [engine], model: site.url })).rejects.toThrow(/decoder_model_merged\.onnx/)
})
