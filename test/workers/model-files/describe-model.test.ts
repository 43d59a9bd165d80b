import { expect, test } from 'vitest'
import { describeModel, type ModelDescription, tasksOf } from '../../../workers/model-files/describe-model.js'
import { externalDataFiles } from '../../../workers/model-files/external-data.js'
import { findWeights } from '../../../workers/model-files/find-weights.js'
import { isManifest, parseManifest } from '../../../workers/model-files/parse-manifest.js'
import { denseLayer, poolingOf, readModules } from '../../../workers/model-files/sentence-modules.js'

const bert = { architectures: ['BertModel'], model_type: 'bert', hidden_size: 32, max_position_embeddings: 512 }

function describe(config: object, rest: Partial<ModelDescription> = {}) {
  const description = {
    id: 'x',
    config: { ...bert, ...config },
    model: 'onnx/model_quantized.onnx',
    files: [],
    ...rest,
  }
  return describeModel(description)
}

const heads: [architecture: string, config: object, tasks: string[]][] = [
  ['BertModel', {}, ['embed']],
  ['XLMRobertaModel', {}, ['embed']],
  ['DebertaV2ForSequenceClassification', { id2label: { 0: 'no', 1: 'yes' } }, ['classify', 'rerank']],
  ['BertForSequenceClassification', { id2label: { 0: 'LABEL_0' } }, ['rerank', 'classify']],
  ['BertForSequenceClassification', { num_labels: 1 }, ['rerank', 'classify']],
  ['BertForSequenceClassification', {}, ['classify', 'rerank']],
  ['BertForSequenceClassification', { id2label: { 0: 'a', 1: 'b', 2: 'c' } }, ['classify']],
  ['DistilBertForTokenClassification', { id2label: { 0: 'O' } }, ['label']],
  ['LlamaForCausalLM', {}, ['generate']],
  ['GPT2LMHeadModel', {}, ['generate']],
]

test.each(heads)('%s with %j is for %j', (architecture, config, tasks) => {
  expect(describe({ architectures: [architecture], ...config }).tasks).toEqual(tasks)
})

test('a decoder with the modules of a sentence encoder embeds', () => {
  const modules = readModules('x', [
    { path: '', type: 'sentence_transformers.models.Transformer' },
    { path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
  ])
  const config = { architectures: ['Qwen3ForCausalLM'] }
  expect(describe(config, { modules, pooling: { pooling_mode_lasttoken: true } })).toMatchObject({
    tasks: ['embed'],
    architecture: { pooling: 'last', normalize: false },
  })
})

test.each([
  [{ problem_type: 'regression' }, { labels: ['LABEL_0'], regression: true }],
  [{}, { labels: ['LABEL_0'], multiLabel: true }],
])('one logit with %j is a number or a label alone', (config, architecture) => {
  const all = { architectures: ['BertForSequenceClassification'], id2label: { 0: 'LABEL_0' }, ...config }
  expect(describe(all).architecture).toMatchObject(architecture)
})

test.each([['BertForMaskedLM'], ['ViTForImageClassification'], [undefined]])(
  '%s is refused by name',
  (architecture) => {
    const config = { ...bert, architectures: architecture && [architecture] }
    expect(() => tasksOf({ id: 'owner/name', config })).toThrow(
      `Model owner/name is of architecture ${architecture ?? 'unnamed'}`,
    )
  },
)

test('a sentence encoder that was published with its training head is known by its pooling', () => {
  const config = { ...bert, architectures: ['JinaBertForMaskedLM'] }
  expect(tasksOf({ id: 'x', config, pooling: { pooling_mode_mean_tokens: true } })).toEqual(['embed'])
})

test('labels come in the order of their numbers, not of their text', () => {
  const id2label = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}`, `label ${i}`]))
  const { architecture } = describe({
    architectures: ['BertForSequenceClassification'],
    id2label: { 11: 'label 11', ...id2label },
    problem_type: 'multi_label_classification',
  })
  expect(architecture).toMatchObject({
    labels: Array.from({ length: 12 }, (_, i) => `label ${i}`),
    multiLabel: true,
  })
})

const limits: [what: string, config: object, rest: Partial<ModelDescription>, maxTokens: number][] = [
  ['the network', {}, {}, 512],
  ['the tokenizer', {}, { tokenizerConfig: { model_max_length: 128 } }, 128],
  ['the training', {}, { tokenizerConfig: { model_max_length: 512 }, sentences: { max_seq_length: 256 } }, 256],
  ['a tokenizer without limit', {}, { tokenizerConfig: { model_max_length: 1e30 } }, 512],
  [
    'positions counted from the padding',
    { model_type: 'xlm-roberta', max_position_embeddings: 514, pad_token_id: 1 },
    {},
    512,
  ],
  ['nobody', { max_position_embeddings: undefined }, { tokenizerConfig: { model_max_length: 1e30 } }, 512],
  ['relative positions', { max_position_embeddings: undefined }, { tokenizerConfig: { model_max_length: 8192 } }, 8192],
]

test.each(limits)('the longest text is what %s says', (_, config, rest, maxTokens) => {
  expect(describe(config, rest).architecture).toMatchObject({ maxTokens })
})

test('an encoder without further files is pooled by mean and normalized', () => {
  expect(describe({}).architecture).toEqual({
    type: 'transformer',
    model: 'onnx/model_quantized.onnx',
    tokenizer: 'tokenizer.json',
    maxTokens: 512,
    pooling: 'mean',
    normalize: true,
    dimensions: 32,
    prefixes: undefined,
  })
})

test('pooling, normalizing, dimensions and prefixes are those of its files', () => {
  const { architecture } = describe(
    {},
    {
      pooling: { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false, word_embedding_dimension: 64 },
      modules: [{ kind: 'transformer', path: '' }],
      prompts: { prompts: { query: 'query: ', passage: 'passage: ' } },
    },
  )
  expect(architecture).toMatchObject({
    pooling: 'cls',
    normalize: false,
    dimensions: 64,
    prefixes: { query: 'query: ', document: 'passage: ' },
  })
})

test('a pooling that nothing here does is refused and not replaced by another', () => {
  expect(() => describe({}, { pooling: { pooling_mode_max_tokens: true } })).toThrow(
    'max_tokens, which is neither mean nor first nor last',
  )
})

test.each([
  [{ max_position_embeddings: 4096 }, 4096],
  [{ max_position_embeddings: undefined, n_positions: 1024 }, 1024],
])('a generator with %j reads %i tokens', (config, contextWindow) => {
  const { architecture } = describe({ architectures: ['GPT2LMHeadModel'], ...config })
  expect(architecture).toMatchObject({ type: 'causal', contextWindow })
})

test.each([
  [undefined, 'mean'],
  [{ pooling_mode_mean_tokens: true, pooling_mode_cls_token: false }, 'mean'],
  [{ pooling_mode: 'mean', embedding_dimension: 32 }, 'mean'],
  [{ pooling_mode: 'cls' }, 'cls'],
  [{ pooling_mode: ['lasttoken'] }, 'last'],
])('the pooling %j is %s', (config, pooling) => {
  expect(poolingOf('x', config)).toBe(pooling)
})

test.each([
  [{ pooling_mode: 'max' }, /pools by max,/],
  [{ pooling_mode_mean_tokens: true, pooling_mode_max_tokens: true }, /mean_tokens and max_tokens/],
  [{ pooling_mode: 'mean', include_prompt: false }, /leaves the prompt out/],
  [{}, /pools by nothing/],
])('the pooling %j is refused', (config, message) => {
  expect(() => poolingOf('x', config)).toThrow(message)
})

test('a module that would be left out is refused by its type, and one for training alone is not', () => {
  const module = (type: string) => ({ path: '2', type })
  expect(readModules('x', [module('sentence_transformers.models.Dropout'), module('a.b.Dense')])).toEqual([
    { kind: 'dense', path: '2' },
  ])
  expect(() => readModules('x', [module('sentence_transformers.models.LSTM')])).toThrow(
    'has a module of type sentence_transformers.models.LSTM',
  )
  expect(() => denseLayer('x', { activation_function: 'torch.nn.modules.activation.Mish' }, 'w')).toThrow(/Mish/)
})

test('positions that begin behind the padding, and one prompt for every text, are kept', () => {
  expect(describe({ model_type: 'roberta', pad_token_id: 1 }).architecture).toMatchObject({ firstPosition: 2 })
  const prompts = { prompts: { sts: 'like: ', query: 'query: ' }, default_prompt_name: 'sts' }
  expect(describe({}, { prompts }).architecture).toMatchObject({ prefixes: { query: 'query: ', document: 'like: ' } })
})

test('the ONNX file of the first precision that is there is taken, in the folder onnx or beside the others', async () => {
  const find = (there: readonly string[], dtype?: 'q4' | 'fp32', task: 'embed' | 'generate' = 'embed') =>
    findWeights({ id: 'x', task, dtype }, async (path) => (there.includes(path) ? new Uint8Array() : undefined)).then(
      ({ path }) => path,
      (error: Error) => error.message,
    )
  expect(await find(['onnx/model.onnx', 'onnx/model_q4.onnx', 'onnx/model_quantized.onnx'])).toBe(
    'onnx/model_quantized.onnx',
  )
  expect(await find(['onnx/model_q4.onnx', 'onnx/model.onnx'])).toBe('onnx/model.onnx')
  expect(await find(['onnx/model_q4.onnx', 'onnx/model.onnx'], undefined, 'generate')).toBe('onnx/model_q4.onnx')
  expect(await find(['onnx/model_fp16.onnx', 'onnx/model.onnx'], undefined, 'generate')).toBe('onnx/model_fp16.onnx')
  expect(await find(['onnx/model_q4f16.onnx'])).toBe('onnx/model_q4f16.onnx')
  expect(await find(['model.onnx'])).toBe('model.onnx')
  expect(await find(['onnx/model_q4.onnx', 'onnx/model.onnx'], 'q4')).toBe('onnx/model_q4.onnx')
  expect(await find(['onnx/decoder_model_merged.onnx'], undefined, 'generate')).toBe('onnx/decoder_model_merged.onnx')
  expect(await find(['onnx/decoder_model_merged.onnx'])).toMatch(/has no ONNX file. Tried onnx\/model_quantized.onnx, /)
  expect(await find(['onnx/model.onnx'], 'q4')).toMatch(
    /Tried onnx\/model_q4.onnx, model_q4.onnx. Choose another `dtype`/,
  )
})

const manifest = (file: object) => {
  const known = { path: 'weights.bin', bytes: 1, sha256: 'a'.repeat(64), ...file }
  return new TextEncoder().encode(
    JSON.stringify({ tasks: ['embed'], architecture: { type: 'static' }, files: [known] }),
  )
}

test.each(['../x', 'a/../../x', '/etc/x', 'a//b', 'a\\..\\b', '.', ''])(
  'a manifest that lists %j is refused',
  (path) => {
    expect(() => parseManifest(manifest({ path }))).toThrow('a `path` within the folder')
  },
)

test('a manifest lists files within its folder; that of a web application is none', () => {
  expect(parseManifest(manifest({ path: 'onnx/model..v2.onnx' })).files).toHaveLength(1)
  expect(isManifest(manifest({}))).toBe(true)
  expect(isManifest(new TextEncoder().encode('{"name":"App","start_url":"/"}'))).toBe(false)
  expect(isManifest(new TextEncoder().encode('<!doctype html>'))).toBe(false)
  expect(isManifest(manifest({}).subarray(0, -5))).toBe(true)
})

const location = (name: string) =>
  new Uint8Array([
    0x0a,
    8,
    ...new TextEncoder().encode('location'),
    0x12,
    name.length,
    ...new TextEncoder().encode(name),
  ])

test('files with weights outside the ONNX file are found, each once', () => {
  const noise = new Uint8Array([0x0a, 8, 0x6c, 0x0a, 0x08])
  const onnx = [noise, location('model.onnx_data'), noise, location('model.onnx_data'), location('model.onnx_data_1')]
  expect(externalDataFiles('onnx/model.onnx', new Uint8Array(onnx.flatMap((part) => [...part])))).toEqual([
    'onnx/model.onnx_data',
    'onnx/model.onnx_data_1',
  ])
})

test('a model that contains all its weights names no other file', () => {
  expect(externalDataFiles('onnx/model.onnx', new Uint8Array([0x08, 0x09, 0x0a]))).toEqual([])
})

test.each(['../secret', '/etc/passwd', 'a/b', '.hidden', 'https://example.com'])(
  'weights in %s are refused',
  (name) => {
    expect(() => externalDataFiles('model.onnx', location(name))).toThrow('model.onnx keeps weights in')
  },
)
