import { availability, cosine, createClassifier, createEmbedder, createReranker, NlpError } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../workers/model-files/digest.js'
import { createFaultySite, type FaultySite } from './servers/faulty-site.js'

/** Folders as other tools write them: each is put together from the random-weight models here, on another origin. */
const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

type Files = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>

const FIXTURES = '/test/fixtures/models/'

async function fixture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(FIXTURES + path)
  if (!response.ok) throw new Error(`${path} is not there`)
  return new Uint8Array(await response.arrayBuffer())
}

/** A sentence encoder of fp32 without its pooling and modules, with these files beside it. */
async function host(files: Files, without: readonly string[] = [], name = 'embed'): Promise<FaultySite> {
  const site = createFaultySite()
  const all = { ...(await basic(name)), ...files }
  for (const [path, content] of Object.entries(all)) if (!without.includes(path)) await site.put(path, content)
  return site
}

async function basic(name: string): Promise<Files> {
  const paths = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx']
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await fixture(`${name}/${path}`)])))
}

async function configOf(name: string, changes: object): Promise<string> {
  return JSON.stringify({ ...JSON.parse(new TextDecoder().decode(await fixture(`${name}/config.json`))), ...changes })
}

const modules = (...kinds: readonly string[]) =>
  JSON.stringify(
    kinds.map((kind, idx) => ({
      idx,
      name: `${idx}`,
      path: idx === 0 ? '' : `${idx}_${kind}`,
      type: `sentence_transformers.models.${kind}`,
    })),
  )

const expected = (await (await fetch(`${FIXTURES}embed/expected.json`)).json()) as readonly {
  readonly text: string
  readonly output: readonly number[]
}[]

const open = (site: FaultySite, options: object = {}) =>
  createEmbedder({ engines: [engine], model: site.url, ...options })

async function expectRight(site: FaultySite, options: object = {}): Promise<void> {
  const embedder = await open(site, options)
  const vectors = await embedder.embed(expected.map(({ text }) => text))
  for (const [row, vector] of vectors.entries()) {
    expect(cosine(vector, Float32Array.from(expected[row]!.output))).toBeGreaterThan(0.9999)
  }
  expect(embedder.dimensions).toBe(vectors[0]!.length)
  await embedder.close()
}

async function failure(work: Promise<unknown>): Promise<NlpError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(NlpError.is(error)).toBe(true)
  return error as NlpError
}

const encoder = async (name: string) => ({ 'onnx/model.onnx': await fixture(`embed-variants/${name}.onnx`) })

/** A field that no reader of ONNX files knows, in a form that protobuf no longer writes. Readers should skip it. */
const UNKNOWN_GROUP = [0xc3, 0x3e, 0xc4, 0x3e]

test('a file that only ONNX Runtime reads runs there, and diagnostics give the reason', async () => {
  const own = localEngine({ baseUrl: '/', device: 'wasm' })
  onTestFinished(() => own.stop())
  const file = await fixture('embed/onnx/model_quantized.onnx')
  const site = await host({ 'onnx/model.onnx': Uint8Array.from([...file, ...UNKNOWN_GROUP]) })
  const embedder = await createEmbedder({ engines: [own], model: site.url })
  const [vector] = await embedder.embed([expected[0]!.text])
  expect(cosine(vector!, Float32Array.from(expected[0]!.output))).toBeGreaterThan(0.95)
  const { workers } = await own.diagnostics()
  expect(workers.flatMap(({ models }) => models)).toEqual([
    expect.objectContaining({
      runtime: 'onnxruntime',
      reason: expect.stringMatching(/^onnx\/model\.onnx is not a readable ONNX file: a field is of kind 3/) as string,
    }),
  ])
})

test('a file that no program reads is refused in the words of our own reader', async () => {
  const file = await fixture('embed/onnx/model_quantized.onnx')
  const site = await host({ 'onnx/model.onnx': file.slice(0, file.length / 2) })
  const error = await failure(open(site))
  expect(error).toMatchObject({ code: 'model-corrupt', details: { file: 'onnx/model.onnx' } })
  expect(error.message).toMatch(/^onnx\/model\.onnx is not a readable ONNX file: it ends in the middle of a value/)
})

test('a graph of 32-bit ids gives the same vectors', async () => {
  await expectRight(await host(await encoder('int32')))
})

test('a decoder that asks for positions and for keys and values gives the same vectors', async () => {
  const config = await configOf('embed', { architectures: ['Qwen3ForCausalLM'] })
  const files = { 'config.json': config, 'modules.json': modules('Transformer', 'Pooling') }
  const pooling = JSON.stringify({ pooling_mode: 'mean', embedding_dimension: 32 })
  await expectRight(await host({ ...(await encoder('decoder')), ...files, '1_Pooling/config.json': pooling }))
})

test('weights in several files of any name are found', async () => {
  const names = ['weights_a.bin', 'model.onnx.data']
  const parts = await Promise.all(names.map(async (name) => [`onnx/${name}`, await fixture(`embed-variants/${name}`)]))
  await expectRight(await host({ ...(await encoder('parts')), ...Object.fromEntries(parts) }))
})

test('the ONNX file may lie beside the others, with its weights', async () => {
  const names = ['weights_a.bin', 'model.onnx.data']
  const parts = await Promise.all(names.map(async (name) => [name, await fixture(`embed-variants/${name}`)]))
  const graph = { 'model.onnx': await fixture('embed-variants/parts.onnx'), ...Object.fromEntries(parts) }
  await expectRight(await host(graph, ['onnx/model.onnx']))
})

test('a folder without tokenizer_config.json and without sizes in its config.json works', async () => {
  const config = await configOf('embed', { hidden_size: undefined })
  await expectRight(await host({ 'config.json': config }, ['tokenizer_config.json']))
})

test('a Dense layer behind the pooling is applied', async () => {
  const size = 32
  const matrix = Float32Array.from({ length: 8 * size }, (_, index) => Math.sin(index * 1.7))
  const site = await host({
    'modules.json': modules('Transformer', 'Pooling', 'Dense', 'Normalize'),
    '1_Pooling/config.json': JSON.stringify({ pooling_mode_mean_tokens: true, word_embedding_dimension: size }),
    '2_Dense/config.json': JSON.stringify({ activation_function: 'torch.nn.modules.linear.Identity' }),
    '2_Dense/model.safetensors': safetensors('linear.weight', [8, size], matrix),
  })
  const embedder = await open(site)
  const vectors = await embedder.embed(expected.map(({ text }) => text))
  for (const [row, vector] of vectors.entries()) {
    const wanted = Float32Array.from({ length: 8 }, (_, output) =>
      expected[row]!.output.reduce((sum, value, index) => sum + value * matrix[output * size + index]!, 0),
    )
    expect(vector).toHaveLength(8)
    expect(cosine(vector, wanted)).toBeGreaterThan(0.9999)
  }
  expect(embedder.dimensions).toBe(8)
  await embedder.close()
})

function safetensors(name: string, shape: readonly number[], values: Float32Array): Uint8Array<ArrayBuffer> {
  const header = { [name]: { dtype: 'F32', shape, data_offsets: [0, values.byteLength] } }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const bytes = new Uint8Array(8 + text.length + values.byteLength)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  bytes.set(new Uint8Array(values.buffer), 8 + text.length)
  return bytes
}

const refused: [what: string, files: Files, message: RegExp][] = [
  [
    'a module that nothing here runs',
    { 'modules.json': modules('Transformer', 'LSTM', 'Pooling') },
    /module of type sentence_transformers.models.LSTM/,
  ],
  [
    'a Dense layer without readable weights',
    {
      'modules.json': modules('Transformer', 'Pooling', 'Dense'),
      '2_Dense/config.json': '{"activation_function":"torch.nn.modules.activation.Tanh"}',
    },
    /not in a file model.safetensors/,
  ],
  ['a pooling of the maximum', { '1_Pooling/config.json': '{"pooling_mode":"max"}' }, /pools by max/],
  [
    'a network with two halves',
    { 'config.json': '{"architectures":["T5ForConditionalGeneration"]}' },
    /T5ForConditionalGeneration.*…ForCausalLM/,
  ],
]

test.each(refused)('%s is refused by a sentence', async (_what, files, message) => {
  expect((await failure(open(await host(files)))).message).toMatch(message)
})

test('a GLiNER folder with an encoder for labels is refused by its name', async () => {
  const site = await host({ 'gliner_config.json': '{"labels_encoder":"some/encoder"}' }, ['config.json'])
  expect((await failure(open(site))).message).toMatch(/GLiNER model that reads its labels with an encoder of their own/)
})

test('precision, pooling and prefixes are the caller’s, and each choice is a model of its own', async () => {
  const site = await host({ 'onnx/model_quantized.onnx': await fixture('embed/onnx/model_quantized.onnx') })
  await expectRight(site, { dtype: 'fp32' })
  const [text] = [expected[0]!.text]
  const plain = await open(site, { dtype: 'fp32' })
  const word = (dtype: 'fp32' | 'fp16') => availability('embed', { engines: [engine], model: site.url, dtype })
  expect([await word('fp32'), await word('fp16')]).toEqual(['available', 'downloadable'])
  const first = await open(site, { dtype: 'fp32', pooling: 'cls' })
  const asked = await open(site, { dtype: 'fp32', prefixes: { query: 'the movie ', document: '' } })
  const short = await open(site)
  const vector = await plain.embed(text)
  expect(cosine(await first.embed(text), vector)).toBeLessThan(0.999)
  expect(cosine(await short.embed(text), vector)).not.toBe(1)
  expect(
    cosine(await asked.embed('was great', { kind: 'query' }), await plain.embed('the movie was great')),
  ).toBeGreaterThan(0.9999)
  expect(new Set([plain.digest, first.digest, asked.digest, short.digest]).size).toBe(4)
  const missing = await failure(open(site, { dtype: 'q4' }))
  expect(missing).toMatchObject({ code: 'model-download', retryable: false })
  expect(missing.message).toMatch(/Tried onnx\/model_q4.onnx, model_q4.onnx/)
  await expect(open(site, { dtype: 'q5' })).rejects.toThrow(/`dtype` must be one of auto, q8, int8/)
  await expect(createEmbedder({ engines: [engine], dtype: 'fp32' })).rejects.toThrow(
    /`dtype` is for models of a folder/,
  )
})

test('the manifest of this package counts before config.json', async () => {
  const files: Record<string, Uint8Array<ArrayBuffer>> = (await basic('classify')) as never
  const listed = await Promise.all(
    Object.entries(files).map(async ([path, bytes]) => ({ path, bytes: bytes.length, sha256: await sha256(bytes) })),
  )
  const architecture = {
    type: 'transformer',
    model: 'onnx/model.onnx',
    tokenizer: 'tokenizer.json',
    maxTokens: 128,
    labels: ['bad', 'so so', 'good'],
    temperature: 2,
  }
  const manifest = { id: 'x', version: 1, license: 'MIT', tasks: ['classify'], architecture, files: listed }
  const both = await host({ 'manifest.json': JSON.stringify(manifest) }, [], 'classify')
  const hot = await createClassifier({ engines: [engine], model: both.url })
  const cold = await createClassifier({ engines: [engine], model: (await host({}, [], 'classify')).url })
  expect(hot.labels).toEqual(['bad', 'so so', 'good'])
  const score = async (classifier: typeof hot) => (await classifier.classify('the movie was great')).score
  expect(await score(hot)).toBeLessThan(await score(cold))

  const app = await host({ 'manifest.json': '{"name":"App","start_url":"/"}' }, [], 'classify')
  const plain = await createClassifier({ engines: [engine], model: app.url })
  expect(plain.labels).toEqual(cold.labels)

  const wrong = { ...manifest, files: listed.map((file) => ({ ...file, bytes: file.bytes - 1 })) }
  const short = await host({ 'manifest.json': JSON.stringify(wrong) }, [], 'classify')
  expect(await failure(createClassifier({ engines: [engine], model: short.url }))).toMatchObject({
    code: 'model-corrupt',
  })
})

test('a number for each label, or the model is refused', async () => {
  const two = await configOf('classify', { id2label: { 0: 'no', 1: 'yes' } })
  const site = await host({ 'config.json': two }, [], 'classify')
  const error = await failure(createClassifier({ engines: [engine], model: site.url }))
  expect(error.message).toMatch(/gives 3 scores, and its config.json names 2 labels \(no, yes\)/)
})

test('one logit is a score of its one label, or the number itself where the model was made for numbers', async () => {
  const grade = await configOf('rerank', { problem_type: 'regression' })
  const plain = await createClassifier({ engines: [engine], model: (await host({}, [], 'rerank')).url })
  const site = await host({ 'config.json': grade }, [], 'rerank')
  const number = await createClassifier({ engines: [engine], model: site.url })
  const [share] = (await plain.classify('the movie was great')).scores
  const [value] = (await number.classify('the movie was great')).scores
  expect(share!.score).toBeCloseTo(1 / (1 + Math.exp(-value!.score)), 5)
})

test('a classifier of two labels reranks by its second', async () => {
  const config = await configOf('rerank', { id2label: { 0: 'no', 1: 'yes' } })
  const site = await host({ 'config.json': config, ...(await encoder('two')) }, [], 'rerank')
  const reranker = await createReranker({ engines: [engine], model: site.url })
  const pairs = (await (await fetch(`${FIXTURES}rerank/expected.json`)).json()) as readonly {
    readonly text: readonly [string, string]
    readonly output: readonly [number]
  }[]
  for (const { text, output } of pairs) {
    const [query, document] = text
    if (query === '') {
      await expect(reranker.rerank(query, [document])).rejects.toThrow(TypeError)
      continue
    }
    const [ranked] = await reranker.rerank(query, [document])
    expect(ranked!.score).toBeCloseTo(1 / (1 + Math.exp(-2 * output[0])), 4)
  }
})

test('a server whose 404 no page may read has no optional files, and one that refuses everything is named', async () => {
  const absent = ['manifest.json', 'modules.json', '1_Pooling/config.json', 'onnx/model_quantized.onnx']
  const more = ['onnx/model_int8.onnx', 'onnx/model_uint8.onnx']
  const site = await host({})
  for (const path of [...absent, ...more]) await site.fault(path, { type: 'no-cors', times: 9 })
  await expectRight(site)

  const closed = await host({})
  for (const path of ['manifest.json', 'config.json']) await closed.fault(path, { type: 'no-cors', times: 9 })
  const error = await failure(open(closed))
  expect(error).toMatchObject({ code: 'model-download', retryable: true })
  expect(error.message).toMatch(/does not let other origins read the file \(CORS\)/)
})

test('an optional file that fails once for want of a connection is not taken for absent', async () => {
  const site = await host({ '1_Pooling/config.json': '{"pooling_mode":"mean"}' })
  await site.fault('1_Pooling/config.json', { type: 'no-cors' })
  await failure(open(site))
  await expectRight(site)
})

test.each([
  [401, /needs a login, or there is no model of this name/],
  [403, /refuses access to this file/],
  [416, /has no such part of the file/],
  [418, /Check the address of the folder/],
])('a %i says what it is and is not repeated', async (status, message) => {
  const site = await host({})
  for (const path of ['manifest.json', 'config.json', 'gliner_config.json']) {
    await site.fault(path, { type: 'status', status, times: 9 })
  }
  const error = await failure(open(site))
  expect(error).toMatchObject({ code: 'model-download', retryable: false })
  expect(error.message).toMatch(message)
  expect(error.message).not.toMatch(/Try again/)
})
