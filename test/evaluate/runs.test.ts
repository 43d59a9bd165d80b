import { describe, expect, test, vi } from 'vitest'
import type { Dataset } from '../../src/evaluate/dataset/dataset.js'
import { readDataset } from '../../src/evaluate/dataset/read-dataset.js'
import { compareRuns } from '../../src/evaluate/run/compare.js'
import { evaluate, type Predictor, runKey } from '../../src/evaluate/run/evaluate.js'
import { checkGates } from '../../src/evaluate/run/gate.js'
import { openPredictor } from '../../src/evaluate/run/open-predictor.js'
import { parseRun } from '../../src/evaluate/run/parse-run.js'
import {
  classifierPredictor,
  generatorPredictor,
  labelerPredictor,
  languagePredictor,
  pairPredictor,
  redactorPredictor,
  rerankPredictor,
  retrievalPredictor,
} from '../../src/evaluate/run/predictors.js'
import type { Outcome, Output, Run } from '../../src/evaluate/run/run.js'
import { saveRun } from '../../src/evaluate/run/save-run.js'
import { scoreRun } from '../../src/evaluate/run/score.js'
import { NlpError } from '../../src/shared/errors.js'

const jsonl = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n')
const read = (task: string, rows: readonly unknown[], more = {}) =>
  readDataset(jsonl({ dataset: 'sample', license: 'CC0-1.0', task, ...more }, ...rows))

const model = { id: 'words' }

/** A small but real classifier that counts words. */
const wordClassifier = (good: RegExp) => ({
  classify: async (texts: readonly string[]) =>
    texts.map((text) => {
      const score = good.test(text) ? 0.9 : 0.2
      return {
        scores: [
          { label: 'negative', score: 1 - score },
          { label: 'positive', score },
        ],
      }
    }),
})

const reviews = (count: number) =>
  read(
    'classify',
    Array.from({ length: count }, (_, index) => ({
      id: `r${index}`,
      text: index % 2 === 0 ? `good thing ${index}` : `bad thing ${index}`,
      label: index % 2 === 0 ? 'positive' : 'negative',
      slices: { source: index % 3 === 0 ? 'mail' : 'chat' },
    })),
  )

const answer = (label: string): Output => ({ type: 'labels', scores: [{ label, score: 1 }] })

describe('evaluate', () => {
  test('asks every row once, in order, and reports progress from 0 to the end', async () => {
    const dataset = await reviews(30)
    const progress: number[] = []
    const run = await evaluate(dataset, classifierPredictor(wordClassifier(/good/), { model }), {
      batch: 7,
      alone: 4,
      onProgress: ({ loaded }) => progress.push(loaded),
    })
    expect(run.outcomes.map(({ id }) => id)).toEqual(dataset.rows.map(({ id }) => id))
    expect(progress).toEqual([0, 1, 2, 3, 4, 11, 18, 25, 30])
    expect(run.system.latency?.count).toBe(3)
    expect(run.system.rowsPerSecond).toBeGreaterThan(0)
    expect(run).toMatchObject({ format: 'tacet-run', version: 1, model, dataset: { name: 'sample', rows: 30 } })
  })

  test('a row that makes the model fail becomes an error row and spares its neighbours', async () => {
    const dataset = await reviews(8)
    const predictor: Predictor = {
      model,
      async predict(rows) {
        if (rows.some(({ id }) => id === 'r3')) throw new NlpError('out-of-memory', 'Too long.')
        return rows.map(({ id }) => answer(Number(id.slice(1)) % 2 === 0 ? 'positive' : 'negative'))
      },
    }
    const run = await evaluate(dataset, predictor, { alone: 0 })
    expect(run.outcomes[3]).toEqual({ id: 'r3', error: { code: 'out-of-memory', message: 'Too long.' } })
    expect(run.outcomes.filter((outcome) => 'error' in outcome)).toHaveLength(1)
    expect(run.warnings).toEqual(['1 rows made the model fail; they count as wrong', '1 rows: Too long.'])
    const score = scoreRun(dataset, run, { resamples: 50 })
    expect(score.answered).toBe(7)
    expect(score.metrics.find(({ name }) => name === 'accuracy')?.value).toBe(7 / 8)
  })

  test.each([
    ['NaN', [{ label: 'positive', score: Number.NaN }]],
    ['Infinity', [{ label: 'positive', score: Number.POSITIVE_INFINITY }]],
  ])('a score of %s is an error row', async (name, scores) => {
    const dataset = await reviews(1)
    const run = await evaluate(dataset, { model, predict: async () => [{ type: 'labels', scores }] })
    expect(run.outcomes).toEqual([
      { id: 'r0', error: { code: 'invalid-output', message: `The model gave the score ${name}.` } },
    ])
  })

  test('a run that answers no row says why and fails, and one that answers some does not', async () => {
    const dataset = await reviews(12)
    const failing = (from: number): Predictor => ({
      model,
      async predict(rows) {
        const failed = rows.find(({ id }) => Number(id.slice(1)) >= from)
        if (failed === undefined) return rows.map(() => answer('positive'))
        throw new NlpError('model-unknown', failed.id === 'r11' ? 'Of another kind.' : 'It knows only its own labels.')
      },
    })
    const none = await evaluate(dataset, failing(0))
    expect(none.warnings.slice(0, 3)).toEqual([
      '12 rows made the model fail; they count as wrong',
      '11 rows: It knows only its own labels.',
      '1 rows: Of another kind.',
    ])
    const gates = async (run: Run) => checkGates(scoreRun(dataset, run, { resamples: 0 }), {})
    expect(await gates(none)).toEqual(['the model answered no row, so no figure means anything'])
    expect(await gates(await evaluate(dataset, failing(1)))).toEqual([])
  })

  test('a model that answers too few rows fails the rows and not the run', async () => {
    const run = await evaluate(await reviews(2), { model, predict: async () => [] }, { alone: 0 })
    expect(run.outcomes.map((outcome) => 'error' in outcome && outcome.error.code)).toEqual([
      'invalid-output',
      'invalid-output',
    ])
  })

  test('names labels of the data that the model cannot give', async () => {
    const predictor = { ...classifierPredictor(wordClassifier(/x/), { model }), labels: ['negative', 'neutral'] }
    const { warnings } = await evaluate(await reviews(2), predictor)
    expect(warnings).toEqual(['the model cannot give 1 labels of the dataset (positive); it knows negative, neutral'])
  })

  test('resumes: known outcomes are kept, failures and unknown rows are asked', async () => {
    const dataset = await reviews(4)
    const predict = vi.fn(async (rows: readonly { id: string }[]) => rows.map(() => answer('positive')))
    const known: Outcome[] = [
      { id: 'r0', output: answer('kept') },
      { id: 'r1', error: { code: 'timeout', message: 'slow' } },
      { id: 'other', output: answer('x') },
    ]
    const heard: string[] = []
    const run = await evaluate(dataset, { model, predict }, { known, onOutcome: ({ id }) => heard.push(id) })
    expect(predict.mock.calls.flatMap(([rows]) => rows.map(({ id }) => id))).toEqual(['r1', 'r2', 'r3'])
    expect(heard).toEqual(['r1', 'r2', 'r3'])
    expect(run.outcomes).toHaveLength(4)
    expect(run.outcomes[0]).toEqual(known[0])
  })

  test('an abort stops the run with its reason, also inside the model', async () => {
    const dataset = await reviews(5)
    const stop = new AbortController()
    const reason = new Error('enough')
    const predictor: Predictor = {
      model,
      async predict(rows, { signal }) {
        stop.abort(reason)
        signal?.throwIfAborted()
        return rows.map(() => answer('positive'))
      },
    }
    await expect(evaluate(dataset, predictor, { signal: stop.signal })).rejects.toBe(reason)
  })

  test('the cache key changes with the data, the model and the options, and not with their order', async () => {
    const [two, three] = [await reviews(2), await reviews(3)]
    const key = (dataset: Dataset, id: string, options: Record<string, number>) =>
      runKey(dataset, { model: { id }, options })
    expect(await key(two, 'a', { x: 1, y: 2 })).toBe(await key(two, 'a', { y: 2, x: 1 }))
    const keys = [key(two, 'a', {}), key(three, 'a', {}), key(two, 'b', {}), key(two, 'a', { x: 1 })]
    expect(new Set(await Promise.all(keys)).size).toBe(4)
  })
})

describe('predictors', () => {
  test('pairs are scored by the cosine of their embeddings, and a text without content resembles nothing', async () => {
    const dataset = await read('embed', [
      { pair: ['ab', 'ba'], score: 1 },
      { pair: ['ab', 'b'], score: 0.5 },
      { pair: ['', 'a'], score: 0 },
    ])
    const embedder = {
      embed: async (texts: readonly string[]) =>
        texts.map((text) => Float32Array.of(text.split('a').length - 1, text.split('b').length - 1)),
    }
    const run = await evaluate(dataset, pairPredictor(embedder, { model }))
    const given = run.outcomes.map((o) =>
      'output' in o && o.output.type === 'similarity' ? o.output.similarity : null,
    )
    expect(given[0]).toBeCloseTo(1, 6)
    expect(given[1]).toBeCloseTo(Math.SQRT1_2, 6)
    expect(given[2]).toBe(0)
    expect(scoreRun(dataset, run, { resamples: 20 }).metrics[0]).toMatchObject({ name: 'spearman', value: 1 })
  })

  test('retrieval embeds the corpus once and ranks it for each query', async () => {
    const dataset = await read('retrieve', [
      { id: 'cats', document: 'a cat' },
      { id: 'dogs', document: 'a dog' },
      { id: 'q1', query: 'cat', relevant: { cats: 1 } },
      { id: 'q2', query: 'dog', relevant: { cats: 1 } },
    ])
    if (dataset.shape !== 'queries') throw new Error('unexpected shape')
    const embed = vi.fn(async (texts: readonly string[], _options?: { kind?: 'document' | 'query' | undefined }) =>
      texts.map((text) => Float32Array.of(Number(text.includes('cat')), Number(text.includes('dog')))),
    )
    const run = await evaluate(dataset, retrievalPredictor({ embed }, dataset, { model }))
    expect(embed.mock.calls.map(([texts, options]) => [options?.kind, texts.length])).toEqual([
      ['document', 2],
      ['query', 1],
      ['query', 1],
    ])
    const { metrics } = scoreRun(dataset, run, { resamples: 20 })
    expect(metrics.find(({ name }) => name === 'reciprocalRank@10')?.value).toBe(0.75)
  })

  test('spans, candidates and generated texts are scored', async () => {
    const spans = await read('redact', [{ text: 'mail a@b.c', spans: [{ start: 5, end: 10, type: 'EMAIL' }] }])
    const detect = async () => [{ start: 5, end: 10, type: 'EMAIL', score: 1, recognizer: 'x' }]
    const found = await evaluate(spans, redactorPredictor({ detect }, { model }))
    expect(scoreRun(spans, found, { resamples: 5 }).metrics[0]).toMatchObject({ name: 'exactF1', value: 1 })

    const candidates = [
      { id: 'a', text: 'x' },
      { id: 'b', text: 'long' },
    ]
    const ranked = await read('rerank', [{ query: 'q', candidates, relevant: { b: 1 } }])
    const rerank = async (_: string, texts: readonly string[]) =>
      texts.map(({ length }, index) => ({ index, score: length }))
    const order = await evaluate(ranked, rerankPredictor({ rerank }, { model }))
    expect(scoreRun(ranked, order, { resamples: 5 }).metrics.find(({ name }) => name === 'ndcg@10')?.value).toBe(1)

    const prompt = 'Q: {question} ({contexts})'
    const questions = await read('generate', [{ question: 'Pay $&?', answers: ['yes'], contexts: ['c'] }], { prompt })
    const generate = vi.fn(async (_prompt: string) => ({
      text: 'Yes.',
      timings: { firstTokenMs: 3, tokensPerSecond: 9 },
    }))
    const written = await evaluate(questions, generatorPredictor({ generate }, questions, { model }))
    expect(generate.mock.calls.map(([asked]) => asked)).toEqual(['Q: Pay $&? (c)'])
    expect(scoreRun(questions, written, { resamples: 5 }).metrics[0]).toMatchObject({ name: 'exactMatch', value: 1 })
    expect(written.system).toMatchObject({ tokensPerSecond: 9, firstTokenMs: { p50: 3 } })
  })

  test('summaries are compared with those of people, and with the first sentences of the text', async () => {
    const text = 'Bees are rare. Hedges bring them back. Farmers plant more of them. It costs little.'
    const dataset = await read('summarize', [{ text, references: ['Hedges bring bees back.'] }])
    const summarize = vi.fn((_text: string, _options: object) => ({
      result: Promise.resolve({ text: 'Hedges bring them back.' }),
    }))
    const predictor = await openPredictor(dataset, { summarize }, { length: 'medium' })
    expect(predictor).toMatchObject({ model: { id: 'words' }, options: { length: 'medium' } })
    const run = await evaluate(dataset, predictor)
    expect(summarize.mock.calls[0]).toMatchObject([text, { type: 'tldr', length: 'medium' }])
    const texts: Record<string, unknown> = {}
    for (const name of ['lead-1', 'lead-3', 'random'] as const) {
      const simple = await evaluate(dataset, await openPredictor(dataset, {}, { model: name }))
      texts[name] = simple.outcomes.map((outcome) => ('output' in outcome ? outcome.output : outcome))
      const [rouge1] = compareRuns(dataset, simple, run, { resamples: 50 }).metrics
      expect(rouge1).toMatchObject({ name: 'rouge1', better: 'higher' })
    }
    expect(texts).toMatchObject({
      'lead-1': [{ text: 'Bees are rare.' }],
      'lead-3': [{ text: 'Bees are rare. Hedges bring them back. Farmers plant more of them.' }],
    })
    const [chosen] = texts['random'] as [{ text: string }]
    expect(text).toContain(chosen.text)
  })

  test('rows to summarize need a summary to compare with', async () => {
    const dataset = await read('summarize', [{ text: 'a b' }, { text: 'a b', references: ['a'] }])
    expect(dataset.problems).toMatchObject([{ message: expect.stringContaining('`references`') }])
  })

  test('languages and labels are asked for in batches', async () => {
    const languages = await read('language', [
      { text: 'hallo', label: 'de' },
      { text: 'salut', label: 'fr' },
    ])
    const scores = [
      { label: 'fr', score: 0.1 },
      { label: 'de', score: 0.8 },
    ]
    const detect = async (texts: readonly string[]) => texts.map(() => ({ scores }))
    const run = await evaluate(languages, languagePredictor({ detect }, { model }), { alone: 0 })
    expect(scoreRun(languages, run, { resamples: 0 }).metrics[0]).toMatchObject({ name: 'accuracy', value: 0.5 })

    const names = await read('label', [{ text: 'Ada', spans: [{ start: 0, end: 3, type: 'PERSON' }] }])
    const label = async (texts: readonly string[]) =>
      texts.map(() => [{ start: 0, end: 3, type: 'PERSON', score: 0.7 }])
    const labelled = await evaluate(names, labelerPredictor({ label }, { model }))
    expect(scoreRun(names, labelled, { resamples: 0 }).metrics[0]).toMatchObject({ name: 'exactF1', value: 1 })
  })

  test('the wrong predictor for a dataset is named in the error rows', async () => {
    const run = await evaluate(await reviews(1), pairPredictor({ embed: async () => [] }, { model }))
    expect(run.outcomes[0]).toMatchObject({ error: { message: expect.stringContaining('needs rows with `pair`') } })
  })
})

test('a row of personal data may ask for its own countries and types, and like rows share a redactor', async () => {
  const dataset = await read('redact', [
    { id: 'a', text: 'x', spans: [], locales: ['gb'], types: ['GB_NHS'] },
    { id: 'b', text: 'x', spans: [], locales: ['gb'], types: ['GB_NHS'] },
    { id: 'c', text: 'x', spans: [] },
  ])
  const made: unknown[] = []
  const predictor = await openPredictor(
    dataset,
    {
      createRedactor: ({ locales, types }) => {
        made.push({ locales, types })
        return { detect: async () => [] }
      },
    },
    { locales: ['us'] },
  )
  await evaluate(dataset, predictor)
  expect(made).toEqual([{ locales: ['gb'], types: ['GB_NHS'] }, { locales: ['us'] }])
  await predictor.close()
})

describe('scoreRun', () => {
  test('compares groups by the figure that is asked for, and names those that there are', async () => {
    const dataset = await reviews(12)
    const run = await evaluate(dataset, classifierPredictor(wordClassifier(/good/), { model }))
    const { headline, slices } = scoreRun(dataset, run, { resamples: 0, by: 'accuracy' })
    expect(headline).toBe('accuracy')
    expect(slices.every(({ value }) => value === 1)).toBe(true)
    expect(() => scoreRun(dataset, run, { resamples: 0, by: 'beauty' })).toThrow(
      /`by` must be one of accuracy, .* got beauty/,
    )
  })

  test('gives every figure with an interval, the groups with the weakest first, and the details', async () => {
    const dataset = await reviews(60)
    const run = await evaluate(dataset, classifierPredictor(wordClassifier(/good.*[02468]$/), { model }))
    const score = scoreRun(dataset, run, { resamples: 200 })
    expect(score.metrics.map(({ name }) => name)).toEqual([
      'accuracy',
      'macroF1',
      'balancedAccuracy',
      'mcc',
      'calibrationError',
      'brier',
      'rocAuc',
      'averagePrecision',
    ])
    for (const { low, value, high } of score.metrics) expect(low <= value && value <= high).toBe(true)
    expect(score.slices.map(({ slice, group }) => `${slice} ${group}`).sort()).toEqual(['source chat', 'source mail'])
    expect(score.details.type === 'labels' && score.details.confusion.labels).toEqual(['negative', 'positive'])
  })

  test('a group in which nothing is to be found has no F1 and is not the weakest', async () => {
    const email = { start: 5, end: 10, type: 'EMAIL' }
    const kinds = ['mail', 'mail', 'plain', 'plain']
    const rows = kinds.map((kind) => ({ text: 'mail a@b.c', spans: kind === 'mail' ? [email] : [], slices: { kind } }))
    const dataset = await read('redact', rows)
    const detect = async () => [{ ...email, score: 1, recognizer: 'x' }]
    const run = await evaluate(dataset, redactorPredictor({ detect }, { model }))
    const groups = (by?: string) =>
      scoreRun(dataset, run, { resamples: 10, by }).slices.map(({ group, value }) => [group, value])
    expect(groups()).toEqual([
      ['mail', 1],
      ['plain', Number.NaN],
    ])
    expect(groups('falseAlarmRows')).toContainEqual(['plain', 1])
  })

  test('several labels a row and a language model have their own figures', async () => {
    const toxic = await read('classify', [
      { text: 'a', label: ['toxic', 'threat'] },
      { text: 'b', label: [] },
    ])
    const scores = [
      { label: 'toxic', score: 0.9 },
      { label: 'threat', score: 0.1 },
    ]
    const run = await evaluate(toxic, { model, predict: async (rows) => rows.map(() => ({ type: 'labels', scores })) })
    const figures = scoreRun(toxic, run, { resamples: 0 }).metrics
    expect(figures.map(({ name }) => name)).toEqual(expect.arrayContaining(['subsetAccuracy', 'hammingLoss', 'rocAuc']))
    expect(figures.find(({ name }) => name === 'hammingLoss')).toMatchObject({ value: 0.5, better: 'lower' })

    const texts = await read('generate', [{ text: 'abcd' }, { text: 'é' }])
    const nats = async (rows: readonly unknown[]) => rows.map(() => ({ type: 'likelihood' as const, nats: Math.LN2 }))
    const likely = await evaluate(texts, { model, predict: nats })
    expect(scoreRun(texts, likely, { resamples: 10 })).toMatchObject({
      headline: 'bitsPerByte',
      metrics: [{ name: 'bitsPerByte', value: 2 / 6, better: 'lower' }],
    })
  })

  test('refuses a run over other data', async () => {
    const run = await evaluate(await reviews(2), classifierPredictor(wordClassifier(/x/), { model }))
    const other = await reviews(3)
    expect(() => scoreRun(other, run)).toThrow('and not over sample')
  })
})

describe('compareRuns and checkGates', () => {
  const pair = async (): Promise<{ dataset: Dataset; good: Run; bad: Run }> => {
    const dataset = await reviews(80)
    const good = await evaluate(dataset, classifierPredictor(wordClassifier(/good/), { model }))
    const bad = await evaluate(dataset, classifierPredictor(wordClassifier(/good.*[0-4]$/), { model }))
    return { dataset, good, bad }
  }

  test('finds a planted regression, the rows and the groups it is in', async () => {
    const { dataset, good, bad } = await pair()
    const comparison = compareRuns(dataset, good, bad, { resamples: 500 })
    const accuracy = comparison.metrics.find(({ name }) => name === 'accuracy')!
    expect(accuracy).toMatchObject({ verdict: 'worse', better: 'higher' })
    expect(accuracy.high).toBeLessThan(0)
    expect(comparison.metrics.find(({ name }) => name === 'brier')).toMatchObject({ verdict: 'worse', better: 'lower' })
    expect(comparison.accuracy?.onlySecond).toBe(0)
    expect(comparison.changed.length).toBe(comparison.accuracy?.onlyFirst)
    expect(comparison.changed.every(({ verdict }) => verdict === 'worse')).toBe(true)
    expect(comparison.worseSlices.map(({ group }) => group)).toContain('chat')
  })

  test('a run against itself changes nothing and passes', async () => {
    const { dataset, good } = await pair()
    const comparison = compareRuns(dataset, good, good, { resamples: 100 })
    expect(comparison).toMatchObject({ changed: [], worseSlices: [] })
    expect(comparison.metrics.every(({ verdict }) => verdict === 'unclear')).toBe(true)
    expect(checkGates(scoreRun(dataset, good, { resamples: 50 }), { failOnRegression: true, comparison })).toEqual([])
  })

  test('fails with one line for each gate', async () => {
    const { dataset, good, bad } = await pair()
    const comparison = compareRuns(dataset, good, bad, { resamples: 1000 })
    const failures = checkGates(scoreRun(dataset, bad, { resamples: 50 }), {
      failBelow: { accuracy: 0.99, macroF1: 0.1, nonsense: 1 },
      failAbove: { brier: 0.001 },
      failOnRegression: true,
      comparison,
    })
    expect(failures[0]).toMatch(/^accuracy is 0\.\d{4}, below 0\.99$/)
    expect(failures[1]).toContain('nonsense is not a figure of this task; it has accuracy, macroF1')
    expect(failures[2]).toMatch(/^brier is .*, above 0\.001$/)
    expect(failures.some((line) => line.startsWith('accuracy got worse by'))).toBe(true)
    expect(() => checkGates(scoreRun(dataset, bad, { resamples: 5 }), { failOnRegression: true })).toThrow(TypeError)
  })

  test('a figure that could not be computed fails its gate', async () => {
    const dataset = await read('embed', [
      { pair: ['a', 'b'], score: 1 },
      { pair: ['c', 'd'], score: 0 },
    ])
    const constant = async (rows: readonly unknown[]) =>
      rows.map(() => ({ type: 'similarity' as const, similarity: 0.5 }))
    const run = await evaluate(dataset, { model, predict: constant })
    expect(checkGates(scoreRun(dataset, run, { resamples: 5 }), { failBelow: { spearman: -1 } })).toHaveLength(1)
  })

  test('a sure loss below the tolerance is no regression', async () => {
    const { dataset, good } = await pair()
    const nearly = (by: number): Run => ({
      ...good,
      outcomes: good.outcomes.map((outcome) =>
        'output' in outcome && outcome.output.type === 'labels'
          ? {
              ...outcome,
              output: {
                ...outcome.output,
                scores: outcome.output.scores.map((s) => ({ ...s, score: s.score + by * (s.score > 0.5 ? -1 : 1) })),
              },
            }
          : outcome,
      ),
    })
    const failures = (run: Run, tolerance?: number) => {
      const comparison = compareRuns(dataset, good, run, { resamples: 1000 })
      return checkGates(scoreRun(dataset, run, { resamples: 10 }), { failOnRegression: true, tolerance, comparison })
    }
    expect(failures(nearly(1e-5))).toEqual([])
    expect(failures(nearly(1e-5), 0)).not.toEqual([])
    expect(failures(nearly(0.05))).not.toEqual([])
  })

  test('a saved run keeps a row a line, six digits, and no label without a score', async () => {
    const { dataset, good } = await pair()
    const scores = [
      { label: 'negative', score: 0.123456789 },
      { label: 'positive', score: 1e-9 },
    ]
    const [first, ...rest] = good.outcomes
    const text = saveRun(
      { ...good, outcomes: [{ id: first!.id, output: { type: 'labels', scores } }, ...rest] },
      { note: 1 },
    )
    expect(text.split('\n').filter((line) => line.startsWith('{"id"'))).toHaveLength(dataset.rows.length)
    expect(text).toContain('"scores":[{"label":"negative","score":0.123457}]')
    expect(JSON.parse(text)).toMatchObject({ note: 1, format: 'tacet-run' })
    expect(scoreRun(dataset, parseRun(saveRun(good)), { resamples: 0 }).metrics[0]).toMatchObject({ value: 1 })
  })

  test('a run survives being saved, and what is not a run is refused', async () => {
    const { dataset, good } = await pair()
    const copy = parseRun(JSON.stringify(good))
    expect(scoreRun(dataset, copy, { resamples: 20 })).toEqual(scoreRun(dataset, good, { resamples: 20 }))
    expect(() => parseRun('{')).toThrow('not JSON')
    expect(() => parseRun('null')).toThrow('not a saved run')
    expect(() => parseRun('{"format":"tacet-run","version":9}')).toThrow('version 9')
    expect(() => parseRun('{"format":"tacet-run","version":1}')).toThrow('lacks its dataset')
  })
})
