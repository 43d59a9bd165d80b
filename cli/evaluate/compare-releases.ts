import {
  checkGates,
  compareRuns,
  type Dataset,
  type MetricChange,
  type Run,
  scoreRun,
} from '../../src/evaluate/index.js'
import { holm } from '../../src/evaluate/statistics/holm.js'
import type { GuardStage } from '../../src/guard/index.js'
import type { PinnedModel, Release, ReleaseChannel } from '../../src/release/index.js'
import { mergedChannel } from '../../src/release/release-in-force.js'
import { NlpError } from '../../src/shared/errors.js'
import type { Task } from '../../src/shared/tasks.js'
import { changedSettings, compareGuards, compareThresholds, type DecisionComparison } from './compare-decisions.js'
import { printComparison, printRun } from './print.js'

/** The parts of a release that one data set needs. */
export interface ReleaseSide {
  readonly model: PinnedModel | undefined
  readonly prompt: { readonly name: string; readonly version: string; readonly source: string } | undefined
  /** The threshold by which labels are given. */
  readonly threshold?: number | undefined
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
  /** The name of the threshold for labels; without it, thresholds are not compared. */
  readonly threshold?: string | undefined
  /** The stage at which the guards of both read the rows; without it, guards are not compared. */
  readonly guardStage?: GuardStage | undefined
}

/** A data set, and how it is run with one side. */
export interface ComparedSet {
  readonly name: string
  readonly dataset: Dataset
  run(side: ReleaseSide): Promise<Run>
}

/** The result for one data set. */
export interface SetComparison {
  readonly dataset: string
  readonly unchanged: boolean
  readonly metrics: readonly MetricChange[]
  readonly decisions: readonly DecisionComparison[]
}

/** The model of a release that answers the rows of a task, where the task is not one of a model itself. */
const MODEL_TASKS: Readonly<Record<string, Task>> = { redact: 'label', retrieve: 'embed', summarize: 'embed' }

/** Smaller losses come from the last digits of scores, which differ between machines. */
const TOLERANCE = 0.001

/**
 * Compares two releases on data sets, row by row. A figure counts as worse where its whole interval is on the bad side of zero and its p value,
 * adjusted for all figures and decisions of all sets (Holm), is below 0.05. Each reason to call the release worse is a line.
 */
export async function compareReleases(
  pair: ReleasePair,
  sets: readonly ComparedSet[],
): Promise<{ readonly sets: readonly SetComparison[]; readonly failures: readonly string[] }> {
  const compared: SetComparison[] = []
  const failures: string[] = []
  const channels = [
    mergedChannel(pair.against, pair.channels[1]),
    mergedChannel(pair.release, pair.channels[0]),
  ] as const
  for (const line of changedSettings(...channels)) console.log(`Changed: ${line}`)
  for (const { name, dataset, run } of sets) {
    const [after, before] = [sideOf(pair, 0, dataset), sideOf(pair, 1, dataset)]
    console.log(`\n${name}: ${described(before)} before, ${described(after)} now`)
    const decisions = await guardDecisions(pair, channels, dataset)
    const metrics: MetricChange[] = []
    const isSame = same(after, before)
    if (!isSame) {
      const baseline = pinnedRun(await run(before), before, pair.against)
      const candidate = sameAnswers(after, before) ? baseline : pinnedRun(await run(after), after, pair.release)
      const score = scoreRun(dataset, candidate, { resamples: pair.resamples })
      const comparison = compareRuns(dataset, baseline, candidate, { resamples: pair.resamples })
      printRun(candidate, score)
      printComparison(baseline, comparison)
      failures.push(...checkGates(score, {}).map((failure) => `${name}: ${failure}`))
      metrics.push(...comparison.metrics)
      if (pair.threshold !== undefined && before.threshold !== undefined && after.threshold !== undefined) {
        const thresholds = [before.threshold, after.threshold] as const
        decisions.push(compareThresholds(pair.threshold, dataset, [baseline, candidate], thresholds))
      }
    }
    for (const { decision, rows, rightBefore, rightNow, p } of decisions) {
      console.log(`${decision}: ${rightBefore} of ${rows} right before, ${rightNow} now (p ${p.toFixed(4)})`)
    }
    const unchanged = isSame && decisions.length === 0
    if (unchanged) console.log('No part of the release that answers these rows has changed.')
    compared.push({ dataset: name, unchanged, metrics, decisions })
  }
  return { sets: compared, failures: [...failures, ...worseFigures(compared)] }
}

async function guardDecisions(
  { guardStage }: ReleasePair,
  [{ guard: before }, { guard: now }]: readonly [ReleaseChannel, ReleaseChannel],
  dataset: Dataset,
): Promise<DecisionComparison[]> {
  if (guardStage === undefined || (before === undefined && now === undefined)) return []
  if (before === undefined || now === undefined) {
    // The app with the other release has its own guard, or none.
    console.log('The guards were not compared: only one of the releases has a guard.')
    return []
  }
  if (JSON.stringify(before) === JSON.stringify(now)) return []
  try {
    const decision = await compareGuards(dataset, [before, now], guardStage)
    return decision === undefined ? [] : [decision]
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Detectors are models and functions of the app, which a release only names.
    console.log(`The guards were not compared: ${error.message}`)
    return []
  }
}

/** A figure or a decision that may be worse, and the line that says so. */
interface Candidate {
  readonly p: number
  readonly failure: string | undefined
}

function worseFigures(sets: readonly SetComparison[]): string[] {
  const candidates = sets.flatMap(({ dataset, metrics, decisions }) => [
    ...metrics.map((metric) => figureOf(dataset, metric)),
    ...decisions.map((decision) => decisionOf(dataset, decision)),
  ])
  // Ten sets with eight figures each would look worse somewhere by chance alone.
  const adjusted = holm(candidates.map(({ p }) => p))
  return candidates.flatMap(({ failure }, index) =>
    failure === undefined || adjusted[index]! >= 0.05 ? [] : [failure],
  )
}

function figureOf(dataset: string, { name, value, low, high, p, verdict }: MetricChange): Candidate {
  if (verdict !== 'worse' || Math.abs(value) < TOLERANCE) return { p, failure: undefined }
  const interval = `95 % interval ${low.toFixed(4)} to ${high.toFixed(4)}`
  return { p, failure: `${dataset}: ${name} got worse by ${Math.abs(value).toFixed(4)} (${interval})` }
}

function decisionOf(dataset: string, { decision, rows, rightBefore, rightNow, p }: DecisionComparison): Candidate {
  const line = `${dataset}: ${decision} is right on ${rightNow} of ${rows} rows, ${rightBefore} before (p ${p.toFixed(4)})`
  return { p, failure: rightNow < rightBefore ? line : undefined }
}

function sideOf(
  { release, against, channels, prompt, threshold: wanted }: ReleasePair,
  side: 0 | 1,
  { header }: Dataset,
): ReleaseSide {
  const asked = side === 0 ? release : against
  const channel = mergedChannel(asked, channels[side])
  const task = MODEL_TASKS[header.task] ?? (header.task as Task)
  const model = channel.models?.[task]
  // Redaction and summaries work without a model.
  if (model === undefined && MODEL_TASKS[header.task] !== task) {
    throw new NlpError('invalid-data', `The release ${asked.id} pins no model for ${task}, which these rows need.`)
  }
  const threshold = header.task === 'classify' && wanted !== undefined ? channel.thresholds?.[wanted] : undefined
  if (header.task === 'classify' && wanted !== undefined && threshold === undefined) {
    throw new NlpError('invalid-data', `The release ${asked.id} has no threshold ${JSON.stringify(wanted)}.`)
  }
  if (header.task !== 'generate' || prompt === undefined) return { model, prompt: undefined, threshold }
  const pin = channel.prompts?.[prompt]
  if (pin?.source === undefined) {
    throw new NlpError('invalid-data', `The release ${asked.id} has no source of a prompt ${JSON.stringify(prompt)}.`)
  }
  return { model, prompt: { name: prompt, version: pin.version, source: pin.source } }
}

const described = ({ model, prompt, threshold }: ReleaseSide) =>
  [
    model?.id ?? 'no model',
    ...(prompt === undefined ? [] : [`with ${prompt.name} ${prompt.version}`]),
    ...(threshold === undefined ? [] : [`from ${threshold} on`]),
  ].join(' ')

const same = (one: ReleaseSide, other: ReleaseSide) => sameAnswers(one, other) && one.threshold === other.threshold

const sameAnswers = (one: ReleaseSide, other: ReleaseSide) =>
  one.model?.id === other.model?.id &&
  one.model?.digest === other.model?.digest &&
  one.prompt?.version === other.prompt?.version

/** A run with other weights would not measure the release. */
function pinnedRun(run: Run, { model }: ReleaseSide, { id }: Release): Run {
  if (model === undefined || run.model.digest === model.digest) return run
  throw new NlpError(
    'model-corrupt',
    `The release ${id} pins ${model.digest} of ${model.id}, but the installed model is ${run.model.digest ?? 'without a digest'}.`,
  )
}
