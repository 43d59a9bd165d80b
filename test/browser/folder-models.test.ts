import { cosine, createClassifier, createEmbedder, createLabeler, createReranker, NlpError } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, describe, expect, test } from 'vitest'

/** Random weights in the Hugging Face layout. Their answers mean nothing, but all parts must fit together. */
const folder = (task: string) => `/test/fixtures/models/${task}/`
const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())
const here = { engines: [engine] }

/** Two letters or digits side by side, of scripts that set spaces between words. */
const IN_A_WORD =
  /^(?![\p{Script=Han}\p{Script=Katakana}])[\p{L}\p{N}](?![\p{Script=Han}\p{Script=Katakana}])[\p{L}\p{N}]$/u

describe('token classification', () => {
  test.each([
    ['plain', 'Ada Lovelace wrote to Charles Babbage in London.'],
    ['emoji and accents', '👩‍👩‍👧 Zoë 🎉 met Łukasz Ñandú in São Paulo 🏳️‍🌈!'],
    ['two-byte names', '王小明 and Ольга met at カフェ'],
    ['a lone surrogate', 'Ada \ud800 Lovelace'],
    ['combining marks', 'José met Andre\u0301'],
    ['no text at all', ''],
    ['spaces only', '  \n\t '],
  ])('spans of %s are stretches of the original text at word edges', async (_name, text) => {
    const labeler = await createLabeler({ ...here, model: folder('label') })
    const spans = await labeler.label(text)
    expect(spans.length).toBeLessThanOrEqual(text.trim().length)
    let last = 0
    for (const { start, end, score } of spans) {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(text.length)
      expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
      expect(text.slice(start - 1, start + 1)).not.toMatch(IN_A_WORD)
      expect(score).toBeGreaterThan(0)
      last = end
    }
    await labeler.close()
  })

  test('a text longer than the window is read to its end', async () => {
    const labeler = await createLabeler({ ...here, model: folder('label') })
    const sentence = 'Ada Lovelace wrote to Charles Babbage in London about the engine. '
    const text = sentence.repeat(200)
    const spans = await labeler.label(text)
    expect(spans.at(-1)?.end).toBeGreaterThan(text.length - 2 * sentence.length)
    await labeler.close()
  })
})

test('a classifier knows its own labels, and the scores of one text add up to one', async () => {
  const classifier = await createClassifier({ ...here, model: folder('classify') })
  const { scores, label } = await classifier.classify('some text')
  expect(classifier.labels).toContain(label)
  expect(scores.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5)
  await expect(
    createClassifier({ ...here, model: folder('classify'), labels: ['a'] }).then((c) => c.classify('x')),
  ).rejects.toThrow(/knows only its own labels/)
})

test('a model of entailment sorts under labels of the caller', async () => {
  const classifier = await createClassifier({ ...here, model: folder('nli'), labels: ['sports', 'politics', 'music'] })
  const { scores } = await classifier.classify('The match ended with a draw')
  expect(scores.map(({ label }) => label).sort()).toEqual(['music', 'politics', 'sports'])
  expect(scores.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5)
})

test('a reranker orders texts and says where each came from', async () => {
  const reranker = await createReranker({ ...here, model: folder('rerank') })
  const ranked = await reranker.rerank('how tall', ['it is red', 'it is 5 m tall', 'word '.repeat(2000)])
  expect(ranked.map(({ index }) => index).sort()).toEqual([0, 1, 2])
  expect(ranked.find(({ index }) => index === 2)?.truncated).toBe(true)
  expect(ranked[0]?.score).toBeGreaterThanOrEqual(ranked[1]?.score ?? 0)
  expect(await reranker.rerank('q', [])).toEqual([])
})

test('batches and neighbours do not change what a text means', async () => {
  const embedder = await createEmbedder({ ...here, model: folder('embed') })
  const texts = ['short', 'a somewhat longer text than that', 'x', 'again a text of another length, for the padding']
  const together = await embedder.embed(texts)
  for (const [index, text] of texts.entries()) {
    expect(cosine(together[index]!, await embedder.embed(text))).toBeGreaterThan(0.97)
  }
})

test('a task that a model does not do is refused by name', async () => {
  const error = await createLabeler({ ...here, model: folder('embed') }).catch((reason: unknown) => reason)
  expect(NlpError.is(error, 'model-unknown')).toBe(true)
  expect((error as NlpError).message).toMatch(/does embed, classify, not label/)
})

test('a classifier of a model that embeds asks for labels', async () => {
  await expect(createClassifier({ ...here, model: folder('embed') })).rejects.toThrow(
    /`labels` must be given: the model .* embeds/,
  )
})

test('a folder without a model is a failed download that names the file', async () => {
  const error = await createEmbedder({ ...here, model: '/test/fixtures/models/none/' }).catch(
    (reason: unknown) => reason,
  )
  expect(NlpError.is(error, 'model-download')).toBe(true)
  expect((error as NlpError).message).toMatch(/config\.json/)
})

// Chromium has an adapter in software, so there it always runs.
const graphicsAdapter = await navigator.gpu?.requestAdapter()

test.runIf(graphicsAdapter)('WebGPU computes what WebAssembly computes', async () => {
  const gpu = localEngine({ baseUrl: '/', device: 'webgpu' })
  const texts = ['the same text', 'on two devices']
  const onGpu = await createEmbedder({ engines: [gpu], model: folder('embed') })
  const onWasm = await createEmbedder({ ...here, model: folder('embed') })
  const [a, b] = [await onGpu.embed(texts), await onWasm.embed(texts)]
  for (const [index, vector] of a.entries()) expect(cosine(vector, b[index]!)).toBeGreaterThan(0.98)
  const { workers } = await gpu.diagnostics()
  expect(workers.map(({ device }) => device)).toEqual(['webgpu'])
  expect(workers[0]?.models).toMatchObject([{ runtime: 'onnxruntime', device: 'webgpu', dtype: 'q8', proof: 'none' }])
  await using moved = await createEmbedder({ engines: [gpu], model: folder('embed'), device: 'wasm' })
  expect(cosine(await moved.embed(texts[0]!), b[0]!)).toBeGreaterThan(0.98)
  expect((await gpu.diagnostics()).workers.map(({ device }) => device)).toEqual(['webgpu', 'wasm'])
  gpu.stop()
})
