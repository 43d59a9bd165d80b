import * as tacet from 'tacet'
import { localEngine } from 'tacet/engines'
import {
  checkGates,
  compareRuns,
  evaluate,
  type ModelFactories,
  openPredictor,
  parseRun,
  readDataset,
  scoreRun,
} from 'tacet/evaluate'
import { createRedactor } from 'tacet/redact'
import { afterAll, describe, expect, test } from 'vitest'

const files = import.meta.glob<string>(['../../../golden/*.jsonl', '../../../golden/baselines/*.json'], {
  query: '?raw',
  import: 'default',
})
const file = async (name: string) => {
  const load = files[`../../../golden/${name}`]
  if (load === undefined) throw new Error(`golden/${name} is missing`)
  return load()
}

const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())

const factories: ModelFactories = {
  createEmbedder: (options) => tacet.createEmbedder({ ...options, engines: [engine] }),
  createClassifier: (options) => tacet.createClassifier({ ...options, engines: [engine] }),
  createLanguageDetector: (options) => tacet.createLanguageDetector({ ...options, engines: [engine] }),
  createNameRecognizer: (options) => tacet.createNameRecognizer({ ...options, engines: [engine] }),
  createRedactor,
}

const feelings = ['positive', 'negative', 'neutral']

describe.each<[name: string, model: string, baseline?: string, candidates?: readonly string[]]>([
  ['similarity', 'minilm'],
  ['retrieval', 'minilm'],
  ['zero-shot', 'minilm'],
  ['sentiment', 'minilm', 'sentiment-zero-shot', feelings],
  ['sentiment', 'sentiment'],
  ['spam', 'spam'],
  ['toxicity', 'toxicity'],
  ['language', 'language'],
  ['redaction', 'rules', 'redaction-rules'],
  ['redaction', 'pii-tagger'],
  ['names', 'pii-tagger'],
  ['names-at-home', 'pii-tagger'],
])('the golden set of %s', (name, model, baselineName = name, candidates = undefined) => {
  test(`answers of ${model} are no worse than the baseline beyond doubt`, { timeout: 180_000 }, async () => {
    const dataset = await readDataset(await file(`${name}.jsonl`))
    expect(dataset.problems).toEqual([])
    expect(dataset.rows.length).toBeGreaterThanOrEqual(60)
    const baseline = parseRun(await file(`baselines/${baselineName}.json`))
    const predictor = await openPredictor(
      dataset,
      factories,
      candidates === undefined ? { model } : { model, candidates },
    )
    try {
      const run = await evaluate(dataset, predictor)
      const comparison = compareRuns(dataset, baseline, run)
      expect(checkGates(scoreRun(dataset, run), { failOnRegression: true, comparison })).toEqual([])
      expect(run.outcomes.filter((outcome) => 'error' in outcome)).toEqual([])
    } finally {
      await predictor.close()
    }
  })
})
