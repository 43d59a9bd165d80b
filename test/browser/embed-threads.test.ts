import { createClassifier, createEmbedder, createGenerator } from 'tacet'
import { type LocalEngineOptions, localEngine } from 'tacet/engines'
import { expect, onTestFinished, test } from 'vitest'
import { canShareMemory } from '../../src/wire/shared/shared-memory.js'

/** One token, a few, more than a tile, and more than one run computes. */
const TEXTS = [
  'a',
  'The box was open on one side.',
  'Where is my parcel? '.repeat(9),
  'The rain in Spain stays mainly in the plain. '.repeat(14),
  'Ships leave the harbour at dawn. '.repeat(40),
]

function engineOf(options: LocalEngineOptions) {
  const engine = localEngine({ baseUrl: '/', device: 'wasm', workers: 1, ...options })
  onTestFinished(() => engine.stop())
  const threads = async () =>
    (await engine.diagnostics()).workers.flatMap(({ models }) => models.map((each) => each.threads))
  return { engine, threads }
}

test('vectors and scores are the same to the bit whether one, two or three threads are asked for', async () => {
  const results: unknown[] = []
  for (const count of [1, 2, 3]) {
    const started = canShareMemory() ? count : 1
    const { engine, threads } = engineOf({ threads: count })
    const embedder = await createEmbedder({ engines: [engine], model: 'minilm' })
    const classifier = await createClassifier({ engines: [engine], model: 'sentiment' })
    // Helpers start when a model has computed for a while.
    await expect
      .poll(async () => {
        const [vectors, { scores }] = [await embedder.embed(TEXTS), await classifier.classify(TEXTS[2]!)]
        results.push({ vectors, scores })
        return threads()
      })
      .toEqual([started, started])
    const { scores } = await classifier.classify(TEXTS[2]!)
    results.push({ vectors: await embedder.embed(TEXTS), scores })
    engine.stop()
  }
  expect(results.length).toBeGreaterThan(5)
  for (const each of results) expect(each).toEqual(results[0])
})

/** A page that cannot share memory starts no helper. */
const testWithHelpers = test.skipIf(!canShareMemory())

const frozen = (group: 'encoder' | 'generator') =>
  group === 'encoder'
    ? new Worker(new URL('./helpers-frozen-encoder.worker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('./helpers-frozen-generator.worker.ts', import.meta.url), { type: 'module' })

/** Whether a helper of `frozen` has stopped in the middle of a part. */
function watchFrozen(): () => boolean {
  const channel = new BroadcastChannel('tacet-test-frozen')
  onTestFinished(() => channel.close())
  let isFrozen = false
  channel.onmessage = () => {
    isFrozen = true
  }
  return () => isFrozen
}

testWithHelpers('a helper that dies in the middle of a text leaves one thread and the same vector', async () => {
  const isFrozen = watchFrozen()
  const { engine, threads } = engineOf({ threads: 2, worker: frozen })
  const embedder = await createEmbedder({ engines: [engine], model: 'minilm' })
  const alone = await createEmbedder({ engines: [engineOf({ threads: 1 }).engine], model: 'minilm' })
  const expected = await alone.embed(TEXTS)
  await expect
    .poll(async () => {
      expect(await embedder.embed(TEXTS)).toEqual(expected)
      return isFrozen()
    })
    .toBe(true)
  expect(await threads()).toEqual([1])
})

testWithHelpers('a helper that dies in the middle of an answer leaves one thread and the same answer', async () => {
  const isFrozen = watchFrozen()
  const model = '/test/fixtures/gguf/qwen3-q8_0.gguf'
  const { engine, threads } = engineOf({ threads: 2, worker: frozen })
  const generator = await createGenerator({ engines: [engine], model })
  const alone = await createGenerator({ engines: [engineOf({ threads: 1 }).engine], model })
  const settings = { maxTokens: 12 }
  const { text } = await alone.generate(TEXTS[2]!, settings)
  await expect
    .poll(async () => {
      expect((await generator.generate(TEXTS[2]!, settings)).text).toBe(text)
      return isFrozen()
    })
    .toBe(true)
  expect(await threads()).toEqual([1])
})
