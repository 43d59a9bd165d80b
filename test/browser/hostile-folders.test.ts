import { createClassifier, createEmbedder, createGenerator, createLabeler, NlpError } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, test } from 'vitest'
import { createFaultySite } from './servers/faulty-site.js'

/**
 * Folders with wrong files, by mistake or on purpose. Each is refused with an error that names the file, and the worker
 * stays usable.
 */
const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

type Bytes = Uint8Array<ArrayBuffer>
type Files = Readonly<Record<string, string | Bytes>>
type Kind = 'embed' | 'classify' | 'label' | 'generate'

const REQUIRED = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx']
const text = (bytes: Bytes) => new TextDecoder().decode(bytes)
const bytes = (...values: number[]) => new Uint8Array(values)

async function fixture(kind: Kind, path: string): Promise<Bytes> {
  const response = await fetch(`/test/fixtures/models/${kind}/${path}`)
  if (!response.ok) throw new Error(`${path} is not there`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The address of a folder with the files of a fixture, and these files in their place. */
async function host(kind: Kind, files: Files): Promise<string> {
  const site = createFaultySite()
  const own = await Promise.all(REQUIRED.map(async (path) => [path, await fixture(kind, path)] as const))
  for (const [path, body] of Object.entries({ ...Object.fromEntries(own), ...files })) await site.put(path, body)
  return site.url
}

/** Opens the model and calls it once. */
async function use(kind: Kind, model: string): Promise<void> {
  const place = { engines: [engine], model }
  switch (kind) {
    case 'embed': {
      await using embedder = await createEmbedder(place)
      await embedder.embed('Ada wrote to Charles about the wonderful engine')
      return
    }
    case 'classify': {
      await using classifier = await createClassifier(place)
      await classifier.classify('the movie was great')
      return
    }
    case 'label': {
      await using labeler = await createLabeler(place)
      await labeler.label('Ada wrote to Charles')
      return
    }
    case 'generate': {
      await using generator = await createGenerator(place)
      await generator.generate('Hello', { maxTokens: 2 })
    }
  }
}

/** The file with this change. `T` is what the fixture's own file holds. */
async function changed<T>(kind: Kind, path: string, change: (json: T) => object): Promise<Files> {
  return { [path]: JSON.stringify(change(JSON.parse(text(await fixture(kind, path))) as T)) }
}

const withTemplate = (template: string) =>
  changed('generate', 'tokenizer_config.json', (config: object) => ({ ...config, chat_template: template }))

/** The model with these bytes in place of others of the same length. */
async function patched(kind: Kind, from: string, to: string): Promise<Files> {
  const graph = await fixture(kind, 'onnx/model.onnx')
  const [wanted, other] = [new TextEncoder().encode(from), new TextEncoder().encode(to)]
  let found = 0
  for (let at = 0; at + wanted.length <= graph.length; at += 1) {
    if (!wanted.every((byte, index) => graph[at + index] === byte)) continue
    graph.set(other, at)
    found += 1
  }
  if (found === 0) throw new Error(`the graph has no ${from}`)
  return { 'onnx/model.onnx': graph }
}

const PAGE = '<!doctype html><title>Sign in</title>'

const manifest = (path: string) =>
  JSON.stringify({
    id: 'x',
    version: 1,
    license: 'MIT',
    tasks: ['embed'],
    architecture: { type: 'transformer', model: path, tokenizer: 'tokenizer.json', maxTokens: 64 },
    files: [{ path, bytes: 4, sha256: 'a'.repeat(64) }],
  })

const modules = JSON.stringify([
  { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
  { idx: 1, name: '1', path: '../../secret', type: 'sentence_transformers.models.Dense' },
])

/** An ONNX file whose one tensor lies in this file beside it. */
const pointing = (name: string) =>
  bytes(8, 9, 58, 0, 10, 8, ...new TextEncoder().encode('location'), 18, name.length, ...new TextEncoder().encode(name))

type Case = readonly [what: string, kind: Kind, files: () => Files | Promise<Files>, code: string, message: RegExp]

const cases: readonly Case[] = [
  [
    'a manifest with a path upwards',
    'embed',
    () => ({ 'manifest.json': manifest('../model.onnx') }),
    'model-corrupt',
    /manifest\.json/,
  ],
  [
    'weights that lie in a folder above',
    'embed',
    () => ({ 'onnx/model.onnx': pointing('../../x') }),
    'model-corrupt',
    /onnx\/model\.onnx.*"\.\.\/\.\.\/x"/,
  ],
  [
    'a module that lies in a folder above',
    'embed',
    () => ({ 'modules.json': modules }),
    'model-corrupt',
    /modules\.json.*\.\.\/\.\.\/secret/,
  ],
  ['a page in place of config.json', 'embed', () => ({ 'config.json': PAGE }), 'model-download', /config\.json/],
  [
    'a page in place of the tokenizer',
    'embed',
    () => ({ 'tokenizer.json': PAGE }),
    'model-download',
    /tokenizer\.json/,
  ],
  [
    'a page in place of the weights',
    'embed',
    () => ({ 'onnx/model.onnx': PAGE }),
    'model-download',
    /onnx\/model\.onnx/,
  ],
  [
    'a tokenizer without a model',
    'embed',
    () => ({ 'tokenizer.json': '{"version":"1.0"}' }),
    'model-corrupt',
    /tokenizer\.json/,
  ],
  [
    'a graph that ends in the middle',
    'embed',
    async () => ({ 'onnx/model.onnx': (await fixture('embed', 'onnx/model.onnx')).slice(0, 9_000) }),
    'model-corrupt',
    /onnx\/model\.onnx/,
  ],
  [
    'a field that claims four gigabytes',
    'embed',
    () => ({ 'onnx/model.onnx': bytes(8, 9, 58, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3) }),
    'model-corrupt',
    /onnx\/model\.onnx/,
  ],
  [
    'a graph with an input that no text has',
    'embed',
    () => patched('embed', 'attention_mask', 'attention_task'),
    'unsupported',
    /input attention_task/,
  ],
  [
    'more labels than scores',
    'classify',
    () =>
      changed('classify', 'config.json', (config: object) => ({
        ...config,
        id2label: { 0: 'a', 1: 'b', 2: 'c', 3: 'd' },
      })),
    'model-corrupt',
    /config\.json names 4 labels/,
  ],
  [
    'fewer labels than scores',
    'label',
    () => changed('label', 'config.json', (config: object) => ({ ...config, id2label: { 0: 'O', 1: 'B-NAME' } })),
    'model-corrupt',
    /config\.json names 2 labels/,
  ],
  [
    'the tokenizer of another encoder, where config.json states no size',
    'embed',
    async () => ({ ...(await otherTokenizer()), ...(await withoutSize()) }),
    'model-corrupt',
    /table of 227 rows, and a text leads to row \d+: tokenizer\.json/,
  ],
  [
    'a layer whose header claims more bytes than there are',
    'embed',
    () => ({
      'modules.json': JSON.stringify(
        ['Transformer', 'Pooling', 'Dense'].map((kind, idx) => ({
          idx,
          path: idx === 0 ? '' : `${idx}_${kind}`,
          type: `sentence_transformers.models.${kind}`,
        })),
      ),
      '1_Pooling/config.json': '{"pooling_mode":"mean"}',
      '2_Dense/config.json': '{"activation_function":"torch.nn.modules.activation.Tanh"}',
      '2_Dense/model.safetensors': bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 123, 125),
    }),
    'model-corrupt',
    /2_Dense\/model\.safetensors/,
  ],
  [
    'weights that end before the graph expects it',
    'embed',
    async () => ({
      'onnx/model.onnx': await variant('parts.onnx'),
      'onnx/weights_a.bin': (await variant('weights_a.bin')).slice(0, 100),
      'onnx/model.onnx.data': await variant('model.onnx.data'),
    }),
    'model-corrupt',
    /weights_a\.bin/,
  ],
  ['the tokenizer of another encoder', 'embed', () => otherTokenizer(), 'model-corrupt', /tokenizer\.json/],
  [
    'a template that never ends',
    'generate',
    () => withTemplate('{% for a in range(9000000000) %}x{% endfor %}'),
    'model-corrupt',
    /more than 200000 rounds.*chat_template\.jinja/,
  ],
  [
    'a template of loops within loops',
    'generate',
    () => withTemplate(`{% set l = range(900) %}${'{% for a in l %}'.repeat(5)}x${'{% endfor %}'.repeat(5)}`),
    'model-corrupt',
    /more than 200000 rounds/,
  ],
  ...[
    ['a range to what is no number', '{% for a in range(nothing) %}{% endfor %}'],
    ['another function under the name of the count', '{% set tacet_count = namespace %}'],
    ['another name of range', '{% set r = range %}{% for a in r(9000000000) %}{% endfor %}'],
    ['a range behind a string with the end of a tag', "{{ '}}' ~ range(9000000000) }}"],
  ].map(
    ([what, before]): Case => [
      `a template of loops behind ${what}`,
      'generate',
      () => withTemplate(`${before}{% set l = range(900) %}${'{% for a in l %}'.repeat(2)}${'{% endfor %}'.repeat(2)}`),
      'model-corrupt',
      /more than 200000 rounds/,
    ],
  ),
  [
    'a template of loops with the end of a tag in a string',
    'generate',
    () => withTemplate(`{% set l = range(900) %}${"{% for a in l if '%}' %}".repeat(2)}${'{% endfor %}'.repeat(2)}`),
    'model-corrupt',
    /more than 200000 rounds/,
  ],
  ...[
    ['values', '{{'],
    ['loops', '{%for '],
  ].map(
    ([what, beginning = '']): Case => [
      `a template of ${what} that begin and do not end`,
      'generate',
      () => withTemplate(beginning.repeat(900_000 / beginning.length)),
      'invalid-data',
      /chat template/,
    ],
  ),
  [
    'a template that counts backwards',
    'generate',
    () => withTemplate('{{ tacet_count(0 - 1000000000) }}x'),
    'invalid-data',
    /chat template/,
  ],
  [
    'a template that calls itself',
    'generate',
    () => withTemplate('{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}'),
    'invalid-data',
    /chat template/,
  ],
  [
    'a template that makes a huge text',
    'generate',
    () =>
      withTemplate(
        '{% set ns = namespace(s="0123456789") %}{% for a in range(18) %}{% set ns.s = ns.s + ns.s %}{% endfor %}{{ ns.s }}',
      ),
    'model-corrupt',
    /makes 2621440 characters/,
  ],
  [
    'a huge template',
    'generate',
    () => withTemplate('x'.repeat(1_100_000)),
    'model-corrupt',
    /it has 1100000 characters/,
  ],
]

const otherTokenizer = () =>
  changed('embed', 'tokenizer.json', ({ model, ...rest }: { model: { vocab: Record<string, number> } }) => ({
    ...rest,
    model: { ...model, vocab: moved(model.vocab) },
  }))

const withoutSize = () => changed('embed', 'config.json', (config: object) => ({ ...config, vocab_size: undefined }))

/** A file of the encoder of the fixtures in another form. */
async function variant(name: string): Promise<Bytes> {
  const response = await fetch(`/test/fixtures/models/embed-variants/${name}`)
  if (!response.ok) throw new Error(`${name} is not there`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The same words at numbers that the model does not have. */
function moved(vocab: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(vocab).map(([word, id]) => [word, word.startsWith('[') ? id : id + 50_000]))
}

test.each(cases)('%s is refused, and the worker goes on', async (_what, kind, files, code, message) => {
  const good = `/test/fixtures/models/${kind}/`
  await use(kind, good)
  const error = await use(kind, await host(kind, await files())).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!NlpError.is(error)) throw new Error('this folder must be refused by a typed error', { cause: error })
  expect(error.message).toMatch(message)
  expect(error.code).toBe(code)
  await use(kind, good)
})
