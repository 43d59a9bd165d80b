import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { parseArgs } from 'node:util'
import { TASKS } from '../../src/evaluate/dataset/dataset.js'
import {
  checkGates,
  compareRuns,
  type Dataset,
  evaluate,
  parseRun,
  type Run,
  reportData,
  reportHtml,
  saveRun,
  scoreRun,
  summaryBaseline,
} from '../../src/evaluate/index.js'
import { runCommand } from '../usage/run-command.js'
import { WrongUse } from '../usage/wrong-use.js'
import { evaluateInBrowser } from './browser-run.js'
import { DEVICES, oneOf, wholeNumber } from './option-values.js'
import { printComparison, printRun } from './print.js'
import { ProgressLine } from './progress-line.js'
import { readDatasetFile } from './read-dataset-file.js'

const USAGE = `Usage: tacet evaluate --data FILE [options]
       tacet evaluate convert --from FORMAT FILE   makes a dataset of a public set; see tacet evaluate convert --help
       tacet evaluate --release NEW.json --against OLD.json --data FILE   compares two releases; see tacet evaluate --release --help

  --data FILE              rows as JSONL or CSV, gzipped or not
  --task TASK              embed, classify, redact, label, rerank, language, generate, summarize or retrieve; default: the file's own
  --model ID               an installed model, a folder, a hub id, rules (redaction without a model),
                           or words, lead-1, lead-3, random (summaries without a model)
  --device auto|wasm|webgpu
  --runtime auto|kernels|onnxruntime   the program that computes
  --batch N                rows asked together (32)
  --seed N                 of the intervals (1)
  --by FIGURE              what groups are compared by; default: the task's headline
  --resamples N            for the intervals (10000, fewer for large sets)
  --candidates a,b,c       classification: labels offered to a zero-shot model
  --locales us,de|auto|all  redaction: countries whose identifiers are looked for
  --strictness LEVEL       redaction: relaxed, balanced or strict
  --length short|medium|long   summaries: how long they are
  --run FILE               score a saved run instead of asking a model
  --json OUT               write the run and its figures
  --report OUT.html        write a report to look through, one file
  --baseline RUN           compare with a saved run over the same data
  --fail-below M=VALUE     exit with 1 if the figure M is lower; may be repeated
  --fail-above M=VALUE     exit with 1 if the figure M is higher; may be repeated
  --fail-on-regression     exit with 1 if a figure is worse than the baseline beyond doubt
  --no-cache               do not keep outcomes for resuming a run that is stopped
`

const CONFIG = {
  options: {
    data: { type: 'string' },
    task: { type: 'string' },
    model: { type: 'string' },
    device: { type: 'string' },
    runtime: { type: 'string' },
    batch: { type: 'string' },
    seed: { type: 'string' },
    resamples: { type: 'string' },
    by: { type: 'string' },
    candidates: { type: 'string' },
    locales: { type: 'string' },
    strictness: { type: 'string' },
    length: { type: 'string' },
    run: { type: 'string' },
    json: { type: 'string' },
    report: { type: 'string' },
    baseline: { type: 'string' },
    'fail-below': { type: 'string', multiple: true },
    'fail-above': { type: 'string', multiple: true },
    'fail-on-regression': { type: 'boolean' },
    'no-cache': { type: 'boolean' },
  },
} as const

const RUNTIMES = ['auto', 'kernels', 'onnxruntime'] as const
const LENGTHS = ['short', 'medium', 'long'] as const
const LEVELS = ['relaxed', 'balanced', 'strict'] as const

/** `tacet evaluate`: exits with 0 if every gate holds, 1 if a gate or the run fails, 2 for wrong use. */
export async function run(args: string[]): Promise<number> {
  if (args.some((each) => /^--(?:release|against)(?:=|$)/.test(each)))
    return (await import('./release-command.js')).run(args)
  if (args[0] === 'convert') return (await import('./convert/command.js')).run(args.slice(1))
  return runCommand(USAGE, CONFIG, args, ({ values }) => evaluateCommand(readOptions(values)))
}

type EvaluateCommand = ReturnType<typeof readOptions>

function readOptions(values: ReturnType<typeof parseArgs<typeof CONFIG>>['values']) {
  const { data, baseline } = values
  if (data === undefined) throw new WrongUse('--data is missing')
  for (const file of [data, baseline, values.run]) {
    if (file !== undefined && !existsSync(file)) throw new WrongUse(`there is no file ${file}`)
  }
  if (values['fail-on-regression'] && baseline === undefined) {
    throw new WrongUse('--fail-on-regression needs --baseline with an earlier run')
  }
  return {
    data,
    baseline,
    savedRun: values.run,
    model: values.model,
    json: values.json,
    by: values.by,
    report: values.report,
    task: oneOf('task', TASKS, values.task),
    device: oneOf('device', DEVICES, values.device),
    runtime: oneOf('runtime', RUNTIMES, values.runtime),
    strictness: oneOf('strictness', LEVELS, values.strictness),
    length: oneOf('length', LENGTHS, values.length),
    candidates: values.candidates?.split(',').map((label) => label.trim()),
    locales: values.locales === 'all' ? ('all' as const) : values.locales?.split(','),
    batch: wholeNumber('batch', values.batch, 1),
    seed: wholeNumber('seed', values.seed, 0),
    resamples: wholeNumber('resamples', values.resamples, 1),
    failBelow: limits('fail-below', values['fail-below']),
    failAbove: limits('fail-above', values['fail-above']),
    failOnRegression: values['fail-on-regression'] ?? false,
    cache: values['no-cache'] ? undefined : join('.cache', 'tacet-evaluate'),
  }
}

async function evaluateCommand(options: EvaluateCommand): Promise<number> {
  const dataset = await readDatasetFile(options.data, options.task)
  for (const { line, message } of dataset.problems.slice(0, 20)) console.error(`line ${line}: ${message}`)
  const more = dataset.problems.length - 20
  if (more > 0) console.error(`… and ${more} more lines that are not rows`)
  const before = options.baseline === undefined ? undefined : parseRun(readFileSync(options.baseline, 'utf8'))

  const progress = new ProgressLine(process.stderr)
  const finished: Run =
    options.savedRun === undefined
      ? await evaluateInBrowser({ ...options, onProgress: (message) => progress.show(message) }).finally(() =>
          progress.end(),
        )
      : parseRun(readFileSync(options.savedRun, 'utf8'))

  const score = scoreRun(dataset, finished, { resamples: options.resamples, by: options.by })
  const comparison =
    before === undefined ? undefined : compareRuns(dataset, before, finished, { resamples: options.resamples })
  printRun(finished, score)
  if (comparison !== undefined && before !== undefined) printComparison(before, comparison)
  for (const simple of await baselineRuns(dataset, finished)) {
    printComparison(simple, compareRuns(dataset, simple, finished, { resamples: options.resamples }))
  }
  if (options.json !== undefined) {
    writeFileSync(options.json, saveRun(finished, { score, comparison }))
  }
  if (options.report !== undefined) {
    writeFileSync(options.report, reportHtml(reportData(dataset, finished, { score, baseline: before, comparison })))
  }
  const failures = checkGates(score, { ...options, comparison })
  for (const failure of failures) console.error(`FAILED: ${failure}`)
  return failures.length > 0 ? 1 : 0
}

/** The figures of a summary mean little without those of trivial ones: the first sentences, and a random sentence. */
async function baselineRuns(dataset: Dataset, finished: Run): Promise<Run[]> {
  if (dataset.header.task !== 'summarize') return []
  const names = (['lead-1', 'lead-3', 'random'] as const).filter((name) => name !== finished.model.id)
  return Promise.all(names.map((name) => evaluate(dataset, summaryBaseline(name, finished), { seed: finished.seed })))
}

function limits(name: string, values: readonly string[] = []): Record<string, number> {
  return Object.fromEntries(
    values.map((value) => {
      const [, metric, limit] = /^([\w@]+)=(-?\d*\.?\d+)$/.exec(value) ?? []
      if (metric === undefined) throw new WrongUse(`--${name} must look like accuracy=0.8, got ${value}`)
      return [metric, Number(limit)]
    }),
  )
}
