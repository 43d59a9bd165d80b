import { NlpError } from '../../shared/errors.js'
import type { Dataset, DatasetRow } from '../dataset/dataset.js'
import { sha256 } from '../dataset/lines.js'
import { summarizeTimings } from '../metrics/timing.js'
import type { Outcome, Output, RecordedOptions, Run, RunModel, RunSystem } from './run.js'

/** The subject of an evaluation: it answers rows. `predictors.ts` has a predictor for each kind of model. */
export interface Predictor {
  /** The model that answers. */
  readonly model: RunModel
  /** Device, number format and versions, by name. */
  readonly environment?: Readonly<Record<string, string>> | undefined
  /** The options of the model that can change answers. */
  readonly options?: RecordedOptions | undefined
  /** The time that loading the model took. */
  readonly loadMs?: number | undefined
  /** The bytes that were downloaded for the model. */
  readonly bytesLoaded?: number | undefined
  /** Every label that the model can give, where it has a fixed set. */
  readonly labels?: readonly string[] | undefined
  /** Answers rows. The answers have the order of the rows. */
  predict(
    rows: readonly DatasetRow[],
    options: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly Output[]>
}

/** Options for an evaluation. */
export interface EvaluateOptions {
  /** Rows per call of the model. @default 32 */
  readonly batch?: number | undefined
  /** The number of rows that are asked one by one at the start, to measure latency. @default 20 */
  readonly alone?: number | undefined
  /** Outcomes of the same model on the same data, from a run that was stopped. @default none */
  readonly known?: Iterable<Outcome> | undefined
  /** The seed of the intervals, recorded with the run. The same seed gives the same intervals. @default 1 */
  readonly seed?: number | undefined
  /** Is called with each new outcome. Keep the outcomes to resume a run. */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined
  /** Is called with the progress of the run. */
  readonly onProgress?: ((progress: EvaluateProgress) => void) | undefined
  /** Stops the run. `onOutcome` has received all outcomes so far. */
  readonly signal?: AbortSignal | undefined
}

/** The progress of an evaluation. */
export interface EvaluateProgress {
  /** How many rows are done. */
  readonly loaded: number
  /** How many rows there are. */
  readonly total: number
  /** The number of rows on which the model failed. */
  readonly failed: number
}

/**
 * Asks a model about every row of a dataset. A row on which the model fails becomes an error row, and the run goes on.
 *
 * @example
 * const run = await evaluate(dataset, predictor, { onProgress: show })
 * console.log(scoreRun(dataset, run).metrics)
 */
export async function evaluate(
  dataset: Dataset,
  predictor: Predictor,
  { batch = 32, alone = 20, known = [], seed = 1, onOutcome, onProgress, signal }: EvaluateOptions = {},
): Promise<Run> {
  signal?.throwIfAborted()
  if (!Number.isInteger(batch) || batch < 1) throw new RangeError(`\`batch\` must be a positive integer, got ${batch}`)
  const startedAt = new Date().toISOString()
  const outcomes = new Map<string, Outcome>()
  const rows: readonly DatasetRow[] = dataset.rows
  const ids = new Set(rows.map(({ id }) => id))
  // Failed rows are asked again: the reason may have been a full disk and not the row.
  for (const outcome of known) if (ids.has(outcome.id) && 'output' in outcome) outcomes.set(outcome.id, outcome)
  const waiting = rows.filter(({ id }) => !outcomes.has(id))
  const timings = { alone: [] as number[], batchedRows: 0, batchedMs: 0 }
  let failed = 0
  const report = () => onProgress?.({ loaded: outcomes.size, total: rows.length, failed })
  report()
  for (let start = 0; start < waiting.length; ) {
    signal?.throwIfAborted()
    const size = start < alone ? 1 : batch
    const chunk = waiting.slice(start, start + size)
    const began = performance.now()
    const answers = await askAll(predictor, chunk, signal)
    const ms = performance.now() - began
    for (const outcome of answers) {
      if ('error' in outcome) failed += 1
      outcomes.set(outcome.id, outcome)
      onOutcome?.(outcome)
    }
    // The first call warms up caches, and a failed call does not measure speed.
    const clean = start > 0 && !answers.some((outcome) => 'error' in outcome)
    if (clean && size === 1) timings.alone.push(ms)
    else if (clean) {
      timings.batchedRows += chunk.length
      timings.batchedMs += ms
    }
    start += size
    report()
  }
  const ordered = rows.map(({ id }) => outcomes.get(id)!)
  return {
    format: 'tacet-run',
    version: 1,
    dataset: {
      name: dataset.header.dataset,
      task: dataset.header.task,
      digest: dataset.digest,
      rows: rows.length,
      problems: dataset.problems,
    },
    model: predictor.model,
    environment: predictor.environment ?? {},
    options: predictor.options ?? {},
    seed,
    startedAt,
    system: system(predictor, timings, ordered),
    warnings: warningsOf(dataset, predictor, ordered),
    outcomes: ordered,
  }
}

/**
 * The name of a cache entry. It is equal only for the same rows, the same bytes of the model and the same options.
 *
 * @example
 * const key = await runKey(dataset, predictor)
 */
export function runKey(dataset: Dataset, predictor: Pick<Predictor, 'model' | 'options'>): Promise<string> {
  const options = Object.entries(predictor.options ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const identity = JSON.stringify([dataset.digest, dataset.header.task, predictor.model, options])
  return sha256([new TextEncoder().encode(identity)])
}

async function askAll(
  predictor: Predictor,
  rows: readonly DatasetRow[],
  signal: AbortSignal | undefined,
): Promise<Outcome[]> {
  try {
    const outputs = await predictor.predict(rows, { signal })
    if (outputs.length !== rows.length) {
      throw new NlpError('invalid-output', `The model answered ${outputs.length} of ${rows.length} rows.`)
    }
    // A score that is not a finite number makes its own row fail, and not the other rows.
    return rows.map(({ id }, index) => checked(id, outputs[index]!))
  } catch (error) {
    signal?.throwIfAborted()
    if (rows.length === 1) return [failure(rows[0]!.id, error)]
    // One of the rows makes the model fail. Asking each row alone shows which.
    const outcomes: Outcome[] = []
    for (const row of rows) outcomes.push(...(await askAll(predictor, [row], signal)))
    return outcomes
  }
}

function checked(id: string, output: Output): Outcome {
  const bad = numbersOf(output).find((value) => !Number.isFinite(value))
  if (bad === undefined) return { id, output }
  return { id, error: { code: 'invalid-output', message: `The model gave the score ${bad}.` } }
}

function numbersOf(output: Output): readonly number[] {
  switch (output.type) {
    case 'labels':
      return output.scores.map(({ score }) => score)
    case 'spans':
      return output.spans.flatMap(({ start, end, score }) => [start, end, score])
    case 'similarity':
      return [output.similarity]
    case 'ranking':
      return output.ranking.map(({ score }) => score)
    case 'likelihood':
      return [output.nats]
    case 'text':
      return []
  }
}

function failure(id: string, error: unknown): Outcome {
  if (NlpError.is(error)) return { id, error: { code: error.code, message: error.message } }
  const { name, message } = error instanceof Error ? error : { name: 'error', message: 'The model failed.' }
  return { id, error: { code: name, message } }
}

function system(
  predictor: Predictor,
  timings: { readonly alone: readonly number[]; readonly batchedRows: number; readonly batchedMs: number },
  outcomes: readonly Outcome[],
): RunSystem {
  const texts = outcomes.flatMap((outcome) =>
    'output' in outcome && outcome.output.type === 'text' ? [outcome.output] : [],
  )
  const speeds = texts.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? [])
  return {
    latency: summarizeTimings(timings.alone),
    rowsPerSecond: timings.batchedMs > 0 ? (1000 * timings.batchedRows) / timings.batchedMs : undefined,
    firstTokenMs: summarizeTimings(texts.flatMap(({ firstTokenMs }) => firstTokenMs ?? [])),
    tokensPerSecond: speeds.length > 0 ? speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length : undefined,
    loadMs: predictor.loadMs,
    bytesLoaded: predictor.bytesLoaded,
  }
}

/** The number of failed rows and the reasons, the most common reasons first. */
function failuresOf(outcomes: readonly Outcome[]): string[] {
  const reasons = new Map<string, number>()
  for (const outcome of outcomes) {
    if ('error' in outcome) reasons.set(outcome.error.message, (reasons.get(outcome.error.message) ?? 0) + 1)
  }
  if (reasons.size === 0) return []
  const failed = [...reasons.values()].reduce((sum, count) => sum + count, 0)
  const listed = [...reasons].sort(([, a], [, b]) => b - a).slice(0, MOST_REASONS)
  return [
    `${failed} rows made the model fail; they count as wrong`,
    ...listed.map(([reason, count]) => `${count} rows: ${reason}`),
  ]
}

/** The number of reasons that are listed. If every row fails for another reason, a longer list would not help. */
const MOST_REASONS = 5

function warningsOf(dataset: Dataset, predictor: Predictor, outcomes: readonly Outcome[]): string[] {
  const warnings: string[] = []
  if (dataset.problems.length > 0) {
    const [{ line, message } = { line: 0, message: '' }] = dataset.problems
    warnings.push(`${dataset.problems.length} lines of the dataset were left out; the first: line ${line}, ${message}`)
  }
  warnings.push(...failuresOf(outcomes))
  if (dataset.shape === 'labels' && predictor.labels !== undefined) {
    const known = new Set(predictor.labels)
    const unknown = new Set(dataset.rows.flatMap(({ label }) => label).filter((label) => !known.has(label)))
    if (unknown.size > 0) {
      const wanted = [...unknown].sort().slice(0, 10).join(', ')
      const offered = predictor.labels.slice(0, 10).join(', ')
      warnings.push(`the model cannot give ${unknown.size} labels of the dataset (${wanted}); it knows ${offered}`)
    }
  }
  return warnings
}
