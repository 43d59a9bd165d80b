import { createEmbedder } from 'tacet'
import { fakeEngine } from 'tacet/testing'
import { expect, test } from 'vitest'
import { generatorWith, languages, polyfilled, read } from './polyfilled.js'

const withLanguages = (rows: [string, number][]) =>
  polyfilled({
    languageDetector: {
      engines: [fakeEngine({ language: { scores: [rows.map(([label, score]) => ({ label, score }))] } })],
    },
  }).LanguageDetector

test.each<[[string, number][], [string, number][]]>([
  [
    [
      ['de', 0.9],
      ['nl', 0.06],
      ['und', 0.03],
      ['af', 0.01],
    ],
    [
      ['de', 0.9],
      ['nl', 0.06],
      ['und', 0.03],
    ],
  ],
  // Languages beyond 99 % of the probability are noise.
  [
    [
      ['en', 0.995],
      ['sco', 0.003],
      ['und', 0.001],
    ],
    [
      ['en', 0.995],
      ['und', 0.001],
    ],
  ],
  [[['und', 1]], [['und', 1]]],
  [
    [
      ['und', 0.6],
      ['la', 0.4],
    ],
    [['und', 0.6]],
  ],
  // Without a place for "none", the rest of the probability is it.
  [
    [['fr', 0.75]],
    [
      ['fr', 0.75],
      ['und', 0.25],
    ],
  ],
  [[], [['und', 1]]],
])('%j is told as %j', async (rows, expected) => {
  const detector = await withLanguages(rows).create()
  const results = await detector.detect('Wie spät ist es?')
  expect(results.map(({ detectedLanguage, confidence }) => [detectedLanguage, confidence])).toEqual(expected)
  expect(results.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1)
})

test('a detector keeps the tags in canonical form, and refuses a language that its model does not know', async () => {
  const { LanguageDetector } = polyfilled({ languageDetector: { engines: [languages] } })
  const detector = await LanguageDetector.create({ expectedInputLanguages: ['EN-us', 'de', 'DE'] })
  expect(detector.expectedInputLanguages).toEqual(['en-US', 'de'])
  expect(Object.isFrozen(detector.expectedInputLanguages)).toBe(true)
  expect((await LanguageDetector.create({ expectedInputLanguages: [] })).expectedInputLanguages).toBeNull()
  await expect(LanguageDetector.create({ expectedInputLanguages: ['tlh'] })).rejects.toMatchObject({
    name: 'NotSupportedError',
    message: expect.stringContaining('tlh'),
  })
  expect(await LanguageDetector.availability({ expectedInputLanguages: ['tlh'] })).toBe('unavailable')
  expect(await LanguageDetector.availability({ expectedInputLanguages: ['de-AT'] })).toBe('available')
  expect([detector.inputQuota, await detector.measureInputUsage('x'.repeat(1e6))]).toEqual([
    Number.POSITIVE_INFINITY,
    0,
  ])
})

const report =
  'Bees have become rare in the valley since the meadows were drained. In this report we show that bees return where hedges ' +
  'are planted. Farmers planted 14 kilometres of hedges between 2019 and 2023. The number of bees in planted fields doubled ' +
  'within three years. Fields without hedges lost a third of their bees.'

test('without a model, a summary consists of sentences of the text', async () => {
  const { Summarizer, polyfill } = polyfilled({})
  expect(polyfill.installed).toEqual(['LanguageDetector', 'Summarizer'])
  expect(await Summarizer.availability()).toBe('available')
  const summarizer = await Summarizer.create({ sharedContext: 'for beekeepers', expectedInputLanguages: ['EN'] })
  const { type, length, format, preference, sharedContext, expectedInputLanguages, outputLanguage } = summarizer
  expect({ type, length, format, preference, sharedContext, expectedInputLanguages, outputLanguage }).toEqual({
    type: 'key-points',
    length: 'short',
    format: 'markdown',
    preference: 'auto',
    sharedContext: 'for beekeepers',
    expectedInputLanguages: ['en'],
    outputLanguage: null,
  })
  const summary = await summarizer.summarize(report)
  const points = summary.split('\n').map((line) => line.replace(/^- /, ''))
  expect(points).toHaveLength(3)
  for (const point of points) expect(report).toContain(point)
  const pieces = await read(summarizer.summarizeStreaming(report))
  expect(pieces.length).toBeGreaterThan(1)
  expect(pieces.join('')).toBe(summary)
})

test.each([
  ['', ''],
  [' \n\t', ''],
  ['Hello 👋', 'Hello 👋'],
  ['Please write a sentence in English.', 'Please write a sentence in English.'],
])('%j is summarized as %j', async (text, expected) => {
  const summarizer = await polyfilled({}).Summarizer.create({ type: 'tldr' })
  expect(await summarizer.summarize(text, { context: ' ' })).toBe(expected)
  expect((await read(summarizer.summarizeStreaming(text))).join('')).toBe(expected)
})

test('long text without a statement is refused, and the next call works', async () => {
  const summarizer = await polyfilled({}).Summarizer.create({ type: 'tldr' })
  await expect(summarizer.summarize('🙂 '.repeat(300))).rejects.toMatchObject({ name: 'UnknownError' })
  const [one, two] = await Promise.all([summarizer.summarize(report), summarizer.summarize(report)])
  expect(one).toBe(two)
  expect(one.length).toBeGreaterThan(20)
})

test('a summary in another language is not offered', async () => {
  const { Summarizer } = polyfilled({})
  const translating = { expectedInputLanguages: ['en-GB'], outputLanguage: 'fr' }
  expect(await Summarizer.availability(translating)).toBe('unavailable')
  await expect(Summarizer.create(translating)).rejects.toMatchObject({ name: 'NotSupportedError' })
  expect(await Summarizer.availability({ ...translating, outputLanguage: 'en-US' })).toBe('available')
})

test('an embedder of the app compares the sentences, and a generator of the app writes', async () => {
  let compared = 0
  const engine = fakeEngine(
    {
      embed: ({ texts }) => {
        compared += texts.length
        return { vectors: new Float32Array(texts.length * 2).fill(0.5), dimensions: 2, truncated: [] }
      },
    },
    { dimensions: 2 },
  )
  const embedder = await createEmbedder({ engines: [engine] })
  const { Summarizer } = polyfilled({ summarizer: { embedder } })
  await (await Summarizer.create()).summarize(report)
  expect(compared).toBeGreaterThan(3)

  const { generator, inputs } = await generatorWith(['Bees return to hedges.'])
  const written = polyfilled({ summarizer: { writes: true }, generator })
  const summarizer = await written.Summarizer.create({ type: 'headline', sharedContext: 'for farmers' })
  expect(await summarizer.summarize(report, { context: 'a poster' })).toBe('Bees return to hedges.')
  expect(inputs[0]?.messages[0]?.content).toContain('for farmers\na poster')
})

test('a model is freed where its creation is aborted with the last progress', async () => {
  let closed = 0
  const engine: typeof languages = {
    ...languages,
    async open(task, model, options) {
      const session = await languages.open(task, model, options)
      return {
        ...session,
        async close() {
          closed += 1
        },
      }
    },
  }
  const { LanguageDetector } = polyfilled({ languageDetector: { engines: [engine] } })
  const stop = new AbortController()
  const created = LanguageDetector.create({
    signal: stop.signal,
    monitor: (target) =>
      target.addEventListener('downloadprogress', (event) => {
        if ((event as ProgressEvent).loaded === 1) stop.abort('enough')
      }),
  })
  await expect(created).rejects.toBe('enough')
  await expect.poll(() => closed).toBe(1)
})
