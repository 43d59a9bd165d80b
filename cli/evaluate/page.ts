/** Runs in the browser: opens the requested model, evaluates the dataset from the same server, and reports the progress to the program. */

import { type Engine, type LocalEngine, localEngine } from '../../src/engines/index.js'
import type { Outcome, Run } from '../../src/evaluate/index.js'
import { type EvaluateOptions, evaluate, openPredictor, readDataset, runKey } from '../../src/evaluate/index.js'
import * as tacet from '../../src/index.js'
import { createRedactor } from '../../src/redact/index.js'
import { definePrompt } from '../../src/release/index.js'
import type { PageRequest, ProgressMessage } from './page-request.js'

declare global {
  var tacetEvaluate: (request: PageRequest) => Promise<Run>
  /** The program provides these functions. */
  var tacetHear: (message: ProgressMessage) => Promise<void>
  var tacetKnown: (key: string) => Promise<readonly Outcome[]>
}

globalThis.tacetEvaluate = async ({
  data,
  name,
  task,
  model,
  device,
  runtime,
  locales,
  strictness,
  length,
  candidates,
  prompt,
  batch,
  seed,
  version,
  build,
}) => {
  const response = await fetch(data)
  if (response.body === null) throw new Error(`The dataset was not served: status ${response.status}`)
  const dataset = await readDataset(response.body, { task, name, format: name.includes('.csv') ? 'csv' : 'jsonl' })
  const engine = localEngine({ device, runtime, baseUrl: '/tacet/' })
  const withEngine = <Options extends object, Model>(
    create: (options: Options & { engines: readonly Engine[] }) => Model,
  ) => {
    return (options: Options) => create({ ...options, engines: [engine] })
  }
  const predictor = await openPredictor(
    dataset,
    {
      createEmbedder: withEngine(tacet.createEmbedder),
      createClassifier: withEngine(tacet.createClassifier),
      createLanguageDetector: withEngine(tacet.createLanguageDetector),
      createLabeler: withEngine(tacet.createLabeler),
      createReranker: withEngine(tacet.createReranker),
      createGenerator: withEngine(tacet.createGenerator),
      createNameRecognizer: withEngine(tacet.createNameRecognizer),
      createRedactor,
      summarize: tacet.summarize,
    },
    {
      model,
      locales,
      strictness,
      length,
      candidates,
      prompt: prompt && definePrompt(prompt.source, { name: prompt.name }),
      onProgress: (progress) => void tacetHear({ type: 'load', progress }),
    },
  )
  const environment = { tacet: version, ...(await describe(engine)), build }
  const described = { ...predictor, environment, options: { ...predictor.options, device, runtime } }
  const known = await tacetKnown(await runKey(dataset, { ...described, options: { ...described.options, build } }))
  const options: EvaluateOptions = {
    batch,
    seed,
    known,
    onOutcome: (outcome) => void tacetHear({ type: 'outcome', outcome }),
    onProgress: (progress) => void tacetHear({ type: 'rows', ...progress }),
  }
  const run = await evaluate(dataset, described, options)
  await predictor.close()
  engine.stop()
  return run
}

async function describe(engine: LocalEngine): Promise<Record<string, string>> {
  const { crossOriginIsolated, threads, workers } = await engine.diagnostics()
  return {
    browser: /Chrom\w*\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent,
    device: workers.map(({ device }) => device).join(', ') || 'none',
    runtime: workers.flatMap(({ models }) => models.map(({ runtime }) => runtime)).join(', ') || 'none',
    threads: String(threads),
    crossOriginIsolated: String(crossOriginIsolated),
  }
}
