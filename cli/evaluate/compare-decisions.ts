import type { Dataset, Run } from '../../src/evaluate/index.js'
import { mcnemar } from '../../src/evaluate/statistics/mcnemar.js'
import { createGuard, type GuardPolicy, type GuardStage } from '../../src/guard/index.js'
import type { ReleaseChannel } from '../../src/release/index.js'

/** How many decisions are right before and now, over the same rows. */
export interface DecisionComparison {
  /** The source of the decisions: a threshold by its name, or the guard at a stage. */
  readonly decision: string
  readonly rows: number
  readonly rightBefore: number
  readonly rightNow: number
  /** The exact test of McNemar on the rows that only one of the two gets right. */
  readonly p: number
}

/** A value before and now. */
type BeforeAndNow<Value> = readonly [before: Value, now: Value]

/** The thresholds and rules that two channels have differently, one a line. */
export function changedSettings(before: ReleaseChannel, now: ReleaseChannel): string[] {
  return [
    ...changes(before.thresholds ?? {}, now.thresholds ?? {}).map((line) => `threshold ${line}`),
    ...changes(rulesOf(before.guard), rulesOf(now.guard)).map((line) => `rule of the guard ${line}`),
  ]
}

const rulesOf = (policy: GuardPolicy | undefined): Readonly<Record<string, unknown>> =>
  Object.fromEntries((policy?.rules ?? []).map((rule) => [rule.id, rule]))

function changes(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name) => {
    const [was, is] = [before[name], now[name]].map((value) => (value === undefined ? 'none' : JSON.stringify(value)))
    return was === is ? [] : [`${name}: ${was} before, ${is} now`]
  })
}

/**
 * Compares the decisions of two thresholds. In a set with a positive label a row counts as positive from the threshold
 * on; in any other set a row gets its best label from the threshold on, and else none.
 */
export function compareThresholds(
  name: string,
  dataset: Dataset,
  runs: BeforeAndNow<Run>,
  thresholds: BeforeAndNow<number>,
): DecisionComparison {
  const [before, now] = runs.map((run, side) => rightsOf(dataset, run, thresholds[side]!)) as [boolean[], boolean[]]
  return compared(`threshold ${name}`, before, now)
}

function rightsOf(dataset: Dataset, { outcomes }: Run, threshold: number): boolean[] {
  if (dataset.shape !== 'labels') return []
  const { positive } = dataset.header
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  return dataset.rows.map(({ id, label }) => {
    const outcome = byId.get(id)
    if (outcome === undefined || !('output' in outcome) || outcome.output.type !== 'labels') return false
    const { scores } = outcome.output
    const right = [label].flat()
    if (positive !== undefined) {
      const score = scores.find((each) => each.label === positive)?.score ?? 0
      return score >= threshold === right.includes(positive)
    }
    const [best] = scores
    const isGiven = best !== undefined && best.score >= threshold
    return isGiven ? right.includes(best.label) : right.length === 0
  })
}

/**
 * Compares the texts that two policies stop. Rows with the positive label of their set should be stopped, and no
 * others. Throws where a policy needs detectors of the app.
 */
export async function compareGuards(
  dataset: Dataset,
  policies: BeforeAndNow<GuardPolicy>,
  stage: GuardStage,
): Promise<DecisionComparison | undefined> {
  const rows = guardedRows(dataset)
  if (rows.length === 0) return undefined
  const rights: boolean[][] = []
  for (const policy of policies) {
    const guard = createGuard(policy)
    const right: boolean[] = []
    for (const { text, isHostile } of rows) {
      const { action } = await guard.check(text, { stage })
      right.push((action === 'refuse' || action === 'block') === isHostile)
    }
    rights.push(right)
  }
  return compared(`guard at ${stage}`, rights[0]!, rights[1]!)
}

function guardedRows(dataset: Dataset): readonly { readonly text: string; readonly isHostile: boolean }[] {
  const { positive } = dataset.header
  switch (dataset.shape) {
    case 'labels':
      return dataset.rows.map(({ text, label }) => ({
        text,
        isHostile: positive !== undefined && [label].flat().includes(positive),
      }))
    case 'texts':
      return dataset.rows.map(({ text }) => ({ text, isHostile: false }))
    case 'questions':
      return dataset.rows.map(({ question }) => ({ text: question, isHostile: false }))
    default:
      return []
  }
}

function compared(decision: string, before: readonly boolean[], now: readonly boolean[]): DecisionComparison {
  const { p } = mcnemar(before, now)
  const count = (rights: readonly boolean[]) => rights.filter(Boolean).length
  return { decision, rows: before.length, rightBefore: count(before), rightNow: count(now), p }
}
