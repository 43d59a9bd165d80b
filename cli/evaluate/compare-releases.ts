import {
  checkGates,
  compareRuns,
  type Dataset,
  type MetricChange,
  type Run,
  scoreRun,
} from '../../src/evaluate/index.js'
import { holm } from '../../src/evaluate/statistics/holm.js'
import type { PinnedModel, Release } from '../../src/release/index.js'
import { mergedChannel } from '../../src/release/release-in-force.js'
import { NlpError } from '../../src/shared/errors.js'
import type { Task } from '../../src/shared/tasks.js'
import { printComparison, printRun } from './print.js'

/** What a release asks for one data set. */
export interface ReleaseSide {
  readonly model: PinnedModel | undefined
  readonly prompt: { readonly name: string; readonly version: string; readonly source: string } | undefined
}

/** Two releases that are compared. */
export interface ReleasePair {
  readonly release: Release
  readonly against: Release
  /** The channel of each. */
  readonly channels: readonly [string, string]
  /** The prompt for questions and texts; without it the prompt of the data set is used. */
  readonly prompt: string | undefined
  readonly resamples: number | undefined
}

/** A data set, and how it is run with one side. */
export interface ComparedSet {
  readonly name: string
  readonly dataset: Dataset
  run(side: ReleaseSide): Promise<Run>
}

/** What came out for one data set. */
export interface SetComparison {
  readonly dataset: string
  readonly unchanged: boolean
  readonly metrics: readonly MetricChange[]
}

/** The model of a release that answers the rows of a task, where the task is not one of a model itself. */
const MODEL_TASKS: Readonly<Record<string, Task>> = { redact: 'label', retrieve: 'embed', summarize: 'embed' }

/** Smaller losses come from the last digits of scores, which differ between machines. */
const TOLERANCE = 0.001

/**
 * Compares two releases on data sets, row by row. A figure counts as worse where its whole interval is on the bad side of zero and its p value,
 * adjusted for all figures of all sets (Holm), is below 0.05. Each reason to call the release worse is a line.
 */
export async function compareReleases(
  pair: ReleasePair,
  sets: readonly ComparedSet[],
): Promise<{ readonly sets: readonly SetComparison[]; readonly failures: readonly string[] }> {
  const compared: SetComparison[] = []
  const failures: string[] = []
  for (const { name, dataset, run } of sets) {
    const [after, before] = [sideOf(pair, 0, dataset), sideOf(pair, 1, dataset)]
    console.log(`\n${name}: ${described(before)} before, ${described(after)} now`)
    if (same(after, before)) {
      console.log('Nothing that answers these rows has changed.')
      compared.push({ dataset: name, unchanged: true, metrics: [] })
      continue
    }
    const baseline = pinnedRun(await run(before), before, pair.against)
    const candidate = pinnedRun(await run(after), after, pair.release)
    const score = scoreRun(dataset, candidate, { resamples: pair.resamples })
    const comparison = compareRuns(dataset, baseline, candidate, { resamples: pair.resamples })
    printRun(candidate, score)
    printComparison(baseline, comparison)
    failures.push(...checkGates(score, {}).map((failure) => `${name}: ${failure}`))
    compared.push({ dataset: name, unchanged: false, metrics: comparison.metrics })
  }
  return { sets: compared, failures: [...failures, ...worseFigures(compared)] }
}

function worseFigures(sets: readonly SetComparison[]): string[] {
  const figures = sets.flatMap(({ dataset, metrics }) => metrics.map((metric) => ({ dataset, metric })))
  // Ten sets with eight figures each would look worse somewhere by chance alone.
  const adjusted = holm(figures.map(({ metric }) => metric.p))
  return figures.flatMap(({ dataset, metric: { name, value, low, high, verdict } }, index) => {
    if (verdict !== 'worse' || adjusted[index]! >= 0.05 || Math.abs(value) < TOLERANCE) return []
    const interval = `95 % interval ${low.toFixed(4)} to ${high.toFixed(4)}`
    return [`${dataset}: ${name} got worse by ${Math.abs(value).toFixed(4)} (${interval})`]
  })
}

function sideOf({ release, against, channels, prompt }: ReleasePair, side: 0 | 1, { header }: Dataset): ReleaseSide {
  const asked = side === 0 ? release : against
  const channel = mergedChannel(asked, channels[side])
  const task = MODEL_TASKS[header.task] ?? (header.task as Task)
  const model = channel.models?.[task]
  // Redaction and summaries work without a model.
  if (model === undefined && MODEL_TASKS[header.task] !== task) {
    throw new NlpError('invalid-data', `The release ${asked.id} pins no model for ${task}, which these rows need.`)
  }
  if (header.task !== 'generate' || prompt === undefined) return { model, prompt: undefined }
  const pin = channel.prompts?.[prompt]
  if (pin?.source === undefined) {
    throw new NlpError('invalid-data', `The release ${asked.id} has no source of a prompt ${JSON.stringify(prompt)}.`)
  }
  return { model, prompt: { name: prompt, version: pin.version, source: pin.source } }
}

const described = ({ model, prompt }: ReleaseSide) =>
  `${model?.id ?? 'no model'}${prompt === undefined ? '' : ` with ${prompt.name} ${prompt.version}`}`

const same = (one: ReleaseSide, other: ReleaseSide) =>
  one.model?.id === other.model?.id &&
  one.model?.digest === other.model?.digest &&
  one.prompt?.version === other.prompt?.version

/** A run of other weights would say nothing about the release. */
function pinnedRun(run: Run, { model }: ReleaseSide, { id }: Release): Run {
  if (model === undefined || run.model.digest === model.digest) return run
  throw new NlpError(
    'model-corrupt',
    `The release ${id} pins ${model.digest} of ${model.id}, and the installed model is ${run.model.digest ?? 'without a digest'}.`,
  )
}
