import { createGenerator, type GeneratorOptions, NlpError, tool } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, test } from 'vitest'
import { createFaultySite, type FaultySite } from './servers/faulty-site.js'

/** Generators in folders as other tools write them: the random-weight one of the fixtures, without its manifest. */
const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

async function fixture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/test/fixtures/models/generate/${path}`)
  if (!response.ok) throw new Error(`${path} is not there`)
  return new Uint8Array(await response.arrayBuffer())
}

/** `paths` names the file of the fixture that lies at each place. */
async function host(paths: Readonly<Record<string, string>>, tokenizerConfig?: object): Promise<FaultySite> {
  const site = createFaultySite()
  for (const path of ['config.json', 'generation_config.json', 'tokenizer.json'])
    await site.put(path, await fixture(path))
  if (tokenizerConfig !== undefined) await site.put('tokenizer_config.json', JSON.stringify(tokenizerConfig))
  for (const [path, from] of Object.entries(paths)) await site.put(path, await fixture(from))
  return site
}

const open = (site: FaultySite, options: GeneratorOptions = {}) =>
  createGenerator({ engines: [engine], model: site.url, ...options })

const BASE = { tokenizer_class: 'PreTrainedTokenizerFast', eos_token: '<|im_end|>', pad_token: '<|endoftext|>' }

/** The form of a conversation in the tokens that the fixture knows. */
const turns =
  "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"

const withForm = (template: string) =>
  host({ 'onnx/model.onnx': 'onnx/model.onnx' }, { ...BASE, chat_template: template })

async function answerOf(site: FaultySite, options: GeneratorOptions = {}): Promise<string> {
  await using generator = await open(site, options)
  return (await generator.generate('Tell me of Paris', { maxTokens: 16 })).text
}

const places: [what: string, paths: Record<string, string>, like: string][] = [
  ['only four bits are there', { 'onnx/model_q4.onnx': 'onnx/model.onnx' }, 'onnx/model.onnx'],
  ['the file is a merged decoder', { 'onnx/decoder_model_merged.onnx': 'onnx/model.onnx' }, 'onnx/model.onnx'],
  ['the file lies beside the others', { 'model.onnx': 'onnx/model.onnx' }, 'onnx/model.onnx'],
  [
    'the weights lie in a file of any name',
    { 'onnx/model_quantized.onnx': 'onnx/parts.onnx', 'onnx/weights.bin': 'onnx/weights.bin' },
    'onnx/model_quantized.onnx',
  ],
]

test.each(places)('a generator answers the same where %s', async (_what, paths, like) => {
  const config = { ...BASE, chat_template: turns }
  const [name = ''] = like.split('/').slice(-1)
  const plain = await host({ [`onnx/${name}`]: like }, config)
  expect(await answerOf(await host(paths, config))).toBe(await answerOf(plain))
})

test('the precision is the caller’s, and each is a model of its own', async () => {
  const both = { 'onnx/model.onnx': 'onnx/model.onnx', 'onnx/model_quantized.onnx': 'onnx/model_quantized.onnx' }
  const site = await host(both, { ...BASE, chat_template: turns })
  const [short, whole] = [await open(site), await open(site, { dtype: 'fp32' })]
  const text = 'The city of Paris is known for many things.'
  const scores = [await short.score(text), await whole.score(text)].map(({ logProbability }) => logProbability)
  expect(scores[0]).not.toBe(scores[1])
  expect(scores[0]).toBeCloseTo(scores[1]!, -2)
  await short.close()
  expect((await whole.generate('Hi', { maxTokens: 2 })).usage.outputTokens).toBe(2)
  await expect(open(site, { dtype: 'q4' })).rejects.toThrow(/Tried onnx\/model_q4.onnx, model_q4.onnx, onnx\/decoder/)
  await whole.close()
})

test('a folder without tokenizer_config.json continues text', async () => {
  const generator = await open(await host({ 'onnx/model.onnx': 'onnx/model.onnx' }))
  expect((await generator.generate('Hello', { maxTokens: 3 })).usage.outputTokens).toBe(3)
  await generator.close()
})

test.each([
  ['onnx/model.onnx', 'onnxruntime', /floats/],
  ['onnx/model_quantized.onnx', 'kernels', /faster on the CPU/],
] as const)('diagnostics say what computes %s, and why', async (path, runtime, reason) => {
  const site = await host({ [path]: path }, BASE)
  await using generator = await open(site)
  const { workers } = await engine.diagnostics()
  const model = workers.flatMap(({ models }) => models).find(({ id }) => id === generator.model)
  expect(model).toMatchObject({ runtime, reason: expect.stringMatching(reason) as string })
})

test('a runtime that cannot compute a model refuses with the reason', async () => {
  const site = await host({ 'onnx/model.onnx': 'onnx/model.onnx' }, BASE)
  await expect(open(site, { runtime: 'kernels' })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/floats/) as string,
  })
})

test('a tokenizer of another model is refused, and the worker goes on', async () => {
  const site = await host({ 'onnx/model_quantized.onnx': 'onnx/model_quantized.onnx' }, BASE)
  const tokenizer = JSON.parse(new TextDecoder().decode(await fixture('tokenizer.json'))) as {
    model: { vocab: Record<string, number> }
  }
  tokenizer.model.vocab['from another model'] = 50_000
  await site.put('tokenizer.json', JSON.stringify(tokenizer))
  await expect(open(site)).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringMatching(
      /tokenizer\.json does not fit config\.json: it gives a token the number 50000/,
    ) as string,
  })
  await using generator = await open(await host({ 'onnx/model_quantized.onnx': 'onnx/model_quantized.onnx' }, BASE))
  expect((await generator.generate('Hello', { maxTokens: 1 })).usage.outputTokens).toBe(1)
})

test.each(['kernels', 'onnxruntime'] as const)(
  'eight bits on %s answer a prompt alike, whatever was read before',
  async (runtime) => {
    const site = await host(
      { 'onnx/model_quantized.onnx': 'onnx/model_quantized.onnx' },
      { ...BASE, chat_template: turns },
    )
    const generator = await open(site, { runtime })
    const long = 'The city of Paris is known for many things, and this question is rather long. '.repeat(3)
    const ask = async (text: string) => (await generator.generate(text, { maxTokens: 24 })).text
    const choose = async (text: string) => (await generator.choose(text, ['yes', 'no', 'perhaps'])).scores
    const first = [await ask(long), await choose(long)]
    for (const other of ['Something else', `${long.slice(0, 100)} and so on`, `${long} Go on`]) {
      await ask(other)
      expect([await ask(long), await choose(long)]).toEqual(first)
    }
    await generator.close()
  },
)

test('values for the form of a conversation reach it', async () => {
  const template = `{% if enable_thinking is defined and enable_thinking is false %}{{ 'quick ' }}{% endif %}${turns}`
  const generator = await open(await withForm(template))
  const size = async (options: object) =>
    (await generator.generate('Hi', { maxTokens: 1, ...options })).usage.inputTokens
  expect(await size({ template: { enable_thinking: false } })).toBeGreaterThan(await size({}))
  await expect(size({ template: 'x' })).rejects.toThrow('`template` must be an object')
  await generator.close()
})

const add = tool({ name: 'add', parameters: { type: 'object' }, execute: () => 3 })

test('tools are refused by a model whose form has no place for them, and not dropped', async () => {
  const generator = await open(await withForm(turns))
  const error = await generator
    .generate('add 1 and 2', { maxTokens: 4, tools: [add] })
    .catch((reason: unknown) => reason)
  expect(NlpError.is(error, 'unsupported')).toBe(true)
  expect((error as NlpError).message).toMatch(/has no place for tools.*object\(\)/)
  const unused = { maxTokens: 4, tools: [add], toolChoice: 'none' } as const
  expect((await generator.generate('add 1 and 2', unused)).usage.outputTokens).toBe(4)
  await generator.close()
})

test('tools reach a form that has a place for them', async () => {
  const template = `{% if tools %}{{ tools | tojson }}{% endif %}${turns}`
  const generator = await open(await withForm(template))
  const size = async (options: object) =>
    (await generator.generate('Hi', { maxTokens: 1, ...options })).usage.inputTokens
  expect(await size({ tools: [add] })).toBeGreaterThan((await size({})) + 10)
  await generator.close()
})

test('a thought that the prompt begins is no part of the answer', async () => {
  const generator = await open(await withForm(`${turns}{{ '<think>\n' }}`))
  const { text, reasoning } = await generator.generate('Hi', { maxTokens: 12 })
  expect(text).toBe('')
  expect(reasoning?.length).toBeGreaterThan(0)
  await generator.close()
})

test('what a form says against an order of messages is in the error', async () => {
  const template = `{{ raise_exception('System role not supported') }}${turns}`
  const generator = await open(await withForm(template))
  await expect(generator.generate('Hi', { maxTokens: 1 })).rejects.toThrow(
    'refuses these messages: System role not supported',
  )
  await generator.close()
})
