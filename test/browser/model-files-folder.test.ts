import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import type { Precision } from '../../src/shared/compute.js'
import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import { sha256 } from '../../workers/model-files/digest.js'
import { noise, openTab, publish, storedFiles } from './model-files-tab.js'
import { createFaultySite, type FaultySite } from './servers/faulty-site.js'

const Q8 = 'onnx/model_quantized.onnx'

const HEAD = ['config.json', 'tokenizer_config.json', 'tokenizer.json', 'onnx/model.onnx', Q8]
const SENTENCE = [
  '1_Pooling/config.json',
  'modules.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
]

afterEach(async () => {
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin })
  await openTab().clear()
})

/** Puts one of the random-weight models on the faulty server, or only the named files of it. */
async function host(name: string, paths: readonly string[] = HEAD): Promise<FaultySite & { readonly source: Source }> {
  const site = createFaultySite()
  for (const path of paths) await site.put(path, await fixture(name, path), { etag: '"1"' })
  return { ...site, source: { type: 'folder', id: `someone/${name}`, url: site.url } }
}

interface Source {
  readonly type: 'folder'
  readonly id: string
  readonly url: string
  readonly dtype?: Precision
}

async function fixture(name: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/test/fixtures/models/${name}/${path}`)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

const paths = async (site: FaultySite) => (await site.requests()).map(({ path }) => path)

test('a sentence encoder tells its pooling, length and prefixes, and is never requested again', async () => {
  const site = await host('embed', [...HEAD, ...SENTENCE])
  const opened = await openTab().open(site.source)
  expect(opened).toMatchObject({
    storage: 'opfs',
    manifest: {
      id: 'someone/embed',
      tasks: ['embed'],
      architecture: {
        type: 'transformer',
        model: Q8,
        maxTokens: 64,
        pooling: 'mean',
        normalize: true,
        dimensions: 32,
        prefixes: { query: 'query: ', document: 'text: ' },
      },
    },
  })
  expect(Object.keys(opened.read!).sort()).toEqual(
    [...HEAD, ...SENTENCE].filter((path) => path !== 'onnx/model.onnx').sort(),
  )
  await site.requests()
  const again = await openTab().open(site.source)
  expect(again).toEqual({ ...opened, progress: [] })
  expect(await site.requests()).toEqual([])
})

const tasks: [name: string, tasks: string[], labels: readonly string[]][] = [
  ['classify', ['classify'], ['negative', 'neutral', 'positive']],
  ['nli', ['classify'], ['contradiction', 'neutral', 'entailment']],
  ['label', ['label'], ['O', 'B-NAME', 'I-NAME', 'B-PLACE', 'I-PLACE']],
  ['rerank', ['rerank', 'classify'], ['LABEL_0']],
]

test.each(tasks)('the %s fixture is a model for %j', async (name, able, labels) => {
  const site = await host(name)
  const { manifest } = await openTab().open(site.source)
  expect(manifest).toMatchObject({ tasks: able, architecture: { type: 'transformer', maxTokens: 128 } })
  expect((manifest!.architecture as TransformerArchitecture).labels).toEqual(labels)
})

test('progress starts at 0, never falls and ends at the total that the server told', async () => {
  const site = await host('embed')
  const { progress } = await openTab().open(site.source)
  expect(progress[0]!.loaded).toBe(0)
  expect(progress.at(-1)!.loaded).toBe(progress.at(-1)!.total)
  for (let i = 1; i < progress.length; i += 1) expect(progress[i]!.loaded).toBeGreaterThan(progress[i - 1]!.loaded)
})

test('the precision names the file; without one it is q8, or fp32 where there is none', async () => {
  const site = await host('embed')
  const tab = openTab()
  expect((await tab.open({ ...site.source, dtype: 'fp32' })).manifest!.architecture).toMatchObject({
    model: 'onnx/model.onnx',
  })
  expect((await tab.open(site.source)).manifest!.architecture).toMatchObject({ model: Q8 })
  expect((await tab.open({ ...site.source, dtype: 'q4' })).error).toMatchObject({
    code: 'model-download',
    file: 'onnx/model_q4.onnx',
  })
  expect((await tab.list()).filter(({ complete }) => complete)).toHaveLength(2)
  expect(await tab.delete(site.source.id)).toBe(true)
  expect(await tab.list()).toEqual([])

  const plain = await host(
    'embed',
    HEAD.filter((path) => path !== Q8),
  )
  expect((await tab.open(plain.source)).manifest!.architecture).toMatchObject({ model: 'onnx/model.onnx' })
})

test('weights beside the ONNX file are fetched with it', async () => {
  const site = await host('embed')
  const name = new TextEncoder().encode('model_quantized.onnx_data')
  const graph = new Uint8Array([0x08, 9, 0x0a, 8, ...new TextEncoder().encode('location'), 0x12, name.length, ...name])
  await site.put(Q8, graph)
  await site.put(`${Q8}_data`, noise(200_000))
  const { read, progress } = await openTab().open(site.source)
  expect(Object.keys(read!)).toContain(`${Q8}_data`)
  expect(progress.at(-1)!.loaded).toBeGreaterThan(200_000)
})

test('an application that answers every address with its page has no optional files', async () => {
  const site = await host('embed')
  for (const path of SENTENCE) await site.fault(path, { type: 'html' })
  expect(await openTab().open(site.source)).toMatchObject({ manifest: { tasks: ['embed'] } })
})

test('an optional file that the server fails to send is not taken for absent', async () => {
  const site = await host('embed', [...HEAD, ...SENTENCE])
  await site.fault('1_Pooling/config.json', { type: 'status', status: 503 })
  const { error } = await openTab().open(site.source)
  expect(error).toMatchObject({ code: 'model-download', retryable: true, file: '1_Pooling/config.json' })
})

test('a folder without a model is refused by the first file it lacks, and nothing is kept', async () => {
  const site = await host('embed', ['config.json', 'tokenizer_config.json'])
  const { error } = await openTab().open(site.source)
  expect(error).toMatchObject({ code: 'model-download', retryable: false, file: 'tokenizer.json' })
  expect(await storedFiles()).toEqual([])
})

const wrong: [what: string, path: string, content: string][] = [
  ['a pointer of Git LFS', Q8, 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'],
  ['half a JSON file', 'config.json', '{"architectures": ["BertMod'],
  ['a JSON file that is a number', 'tokenizer.json', '3'],
]

test.each(wrong)('%s is corrupt, named, and nothing is kept', async (_, path, content) => {
  const site = await host('embed')
  await site.put(path, content)
  expect((await openTab().open(site.source)).error).toMatchObject({ code: 'model-corrupt', file: path })
  expect(await storedFiles()).toEqual([])
})

test('files are held to what they were at first use, until the model is deleted', async () => {
  const site = await host('embed')
  const tab = openTab()
  const { manifest } = await tab.open(site.source)
  await removeStored(manifest!.files.find(({ path }) => path === Q8)!.sha256)
  const changed = await fixture('embed', Q8)
  changed[changed.length - 1]! ^= 1
  await site.put(Q8, changed)
  const { error } = await tab.open(site.source)
  expect(error).toMatchObject({ code: 'model-corrupt', file: Q8, message: expect.stringContaining('Delete the model') })
  await tab.delete(site.source.id)
  expect(await tab.open(site.source)).toMatchObject({ storage: 'opfs' })
})

test('and eviction forgets the files but not what they were', async () => {
  const site = await host('embed')
  const tab = openTab()
  await tab.open(site.source)
  const large = await publish('large', 3_000_000)
  const usage = (await navigator.storage.estimate()).usage!
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin, quotaSize: usage + 1_000_000 })
  await tab.open(large.source)
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin })
  expect(await tab.stored(site.source)).toBe(false)
  const changed = await fixture('embed', Q8)
  changed[changed.length - 1]! ^= 1
  await site.put(Q8, changed)
  expect((await tab.open(site.source)).error).toMatchObject({ code: 'model-corrupt', file: Q8 })
  await site.put(Q8, await fixture('embed', Q8))
  expect(await tab.open(site.source)).toMatchObject({ storage: 'opfs' })
})

test('a broken download of a file goes on while the server still has the same version of it', async () => {
  const site = await host('embed')
  await site.fault(Q8, { type: 'drop', after: 30_000 }, { type: 'status', status: 503 })
  const tab = openTab()
  expect((await tab.open(site.source)).error).toMatchObject({ retryable: true })
  await site.requests()
  expect(await tab.open(site.source)).toMatchObject({ storage: 'opfs' })
  expect(await site.requests()).toContainEqual({ path: Q8, range: 'bytes=30000-', status: 206 })
})

test.each([
  ['another version', { etag: '"2"' }],
  ['no version', {}],
])('and starts again when the server has %s now', async (_, headers: Record<string, string>) => {
  const site = await host('embed')
  await site.fault(Q8, { type: 'drop', after: 30_000 }, { type: 'status', status: 503 })
  const tab = openTab()
  await tab.open(site.source)
  const other = await fixture('classify', Q8)
  await site.put(Q8, other, headers)
  const opened = await tab.open(site.source)
  expect(opened.manifest!.files.find(({ path }) => path === Q8)!.bytes).toBe(other.length)
  expect(opened.read![Q8]).toBe(opened.manifest!.files.find(({ path }) => path === Q8)!.sha256)
  expect((await paths(site)).filter((path) => path === Q8)).toHaveLength(4)
})

async function removeStored(name: string): Promise<void> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('tacet-models')
  for await (const folder of root.values()) await (folder as FileSystemDirectoryHandle).removeEntry(name)
}

test('a folder in the layout of this package brings its own manifest, and keeps to it', async () => {
  const site = createFaultySite()
  const weights = noise(5000)
  const architecture = { type: 'language', weights: 'weights.bin' }
  const manifest = {
    id: 'ours',
    version: 3,
    license: 'Apache-2.0',
    tasks: ['language'],
    architecture,
    files: [{ path: 'weights.bin', bytes: weights.length, sha256: await sha256(weights) }],
  }
  await site.put('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)), { etag: '"1"' })
  await site.put('weights.bin', weights, { etag: '"1"' })
  const source = { type: 'folder', id: 'someone/ours', url: site.url } as const
  const opened = await openTab().open(source)
  expect(opened.manifest).toEqual({ ...manifest, id: 'someone/ours' })
  expect(Object.keys(opened.read!)).toEqual(['weights.bin'])

  await openTab().clear()
  await site.put('weights.bin', noise(4000), { etag: '"2"' })
  const other = await openTab().open(source)
  expect(other.error).toMatchObject({ code: 'model-corrupt' })
  expect(other.error!.message).toContain('weights.bin is not the file that manifest.json lists')
})
