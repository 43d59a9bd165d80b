import { expect, test } from 'vitest'
import { describeModel, type ModelDescription, taskOf } from '../../workers/model-files/describe-model.js'
import { externalDataFiles } from '../../workers/model-files/external-data.js'

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

const heads: [architecture: string, config: object, task: string][] = [
  ['BertModel', {}, 'embed'],
  ['XLMRobertaModel', {}, 'embed'],
  ['DebertaV2ForSequenceClassification', { id2label: { 0: 'no', 1: 'yes' } }, 'classify'],
  ['BertForSequenceClassification', { id2label: { 0: 'LABEL_0' } }, 'rerank'],
  ['BertForSequenceClassification', {}, 'classify'],
  ['DistilBertForTokenClassification', { id2label: { 0: 'O' } }, 'label'],
  ['LlamaForCausalLM', {}, 'generate'],
  ['GPT2LMHeadModel', {}, 'generate'],
]

test.each(heads)('%s with %j is for %3$s', (architecture, config, task) => {
  expect(describe({ architectures: [architecture], ...config }).tasks).toEqual([task])
})

test.each([['BertForMaskedLM'], ['ViTForImageClassification'], [undefined]])(
  '%s is refused by name',
  (architecture) => {
    const config = { ...bert, architectures: architecture && [architecture] }
    expect(() => taskOf({ id: 'owner/name', config, pooling: undefined })).toThrow(
      `Model owner/name is of architecture ${architecture ?? 'unnamed'}`,
    )
  },
)

test('a sentence encoder that was published with its training head is known by its pooling', () => {
  const config = { ...bert, architectures: ['JinaBertForMaskedLM'] }
  expect(taskOf({ id: 'x', config, pooling: { pooling_mode_mean_tokens: true } })).toBe('embed')
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
      normalize: false,
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
  expect(() => describe({}, { pooling: { pooling_mode_max_tokens: true } })).toThrow('neither mean nor first nor last')
})

test.each([
  [{ max_position_embeddings: 4096 }, 4096],
  [{ max_position_embeddings: undefined, n_positions: 1024 }, 1024],
])('a generator with %j reads %i tokens', (config, contextWindow) => {
  const { architecture } = describe({ architectures: ['GPT2LMHeadModel'], ...config })
  expect(architecture).toMatchObject({ type: 'causal', contextWindow })
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
  expect(externalDataFiles(new Uint8Array(onnx.flatMap((part) => [...part])))).toEqual([
    'model.onnx_data',
    'model.onnx_data_1',
  ])
})

test('a model that contains all its weights names no other file', () => {
  expect(externalDataFiles(new Uint8Array([0x08, 0x09, 0x0a]))).toEqual([])
})

test.each(['../secret', '/etc/passwd', 'a/b', '.hidden', 'https://example.com'])(
  'weights in %s are refused',
  (name) => {
    expect(() => externalDataFiles(location(name))).toThrow('keeps weights in a file called')
  },
)
