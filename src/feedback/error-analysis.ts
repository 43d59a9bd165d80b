import { relativeRate, wilson } from '../evaluate/statistics/wilson.js'
import { distanceOf, type FeedbackEmbedder } from './distance.js'
import { clustersOf, type ErrorCluster, MOST_CLUSTERED } from './error-clusters.js'
import { type FeedbackEntry, isWrong, judgedLabel } from './feedback-entry.js'

/** How errors are counted and grouped. */
export interface ErrorOptions {
  /** The slices by which errors are counted: names in `slices` of entries, and 'predicted', 'model' and 'prompt'. @default all */
  by?: readonly string[] | undefined
  /** The most groups of similar errors. @default 5 */
  clusters?: number | undefined
  /** Compares texts by meaning. @default by their words */
  embedder?: FeedbackEmbedder | undefined
  /** Only entries for which this is true. @default all */
  only?: ((entry: FeedbackEntry) => boolean) | undefined
}

/** How often answers were wrong. */
export interface ErrorRate {
  /** How many answers were judged. */
  readonly judged: number
  /** How many of them were wrong. */
  readonly wrong: number
  /** The share of wrong answers. */
  readonly rate: number
  /** The lower end of the 95 % interval of the share (Wilson). */
  readonly low: number
  /** The upper end of the interval. */
  readonly high: number
}

/** How often answers of a group were wrong, compared with all other answers. */
export interface ErrorSlice extends ErrorRate {
  /** The property by which answers are grouped. */
  readonly slice: string
  /** The value of that property. */
  readonly group: string
  /** How many times as often answers of the group are wrong as all others, with its 95 % interval. */
  readonly lift: { readonly times: number; readonly low: number; readonly high: number }
}

/** A label that was given in place of another. */
export interface ConfusedLabels {
  /** The right label. */
  readonly actual: string
  /** The label that was given. */
  readonly predicted: string
  /** How often. */
  readonly count: number
}

/** The errors of a model. */
export interface ErrorAnalysis {
  /** All judged answers. People judge wrong answers more often than right ones, so the true rate is lower. */
  readonly all: ErrorRate
  /** The answers that the queue drew at random. Their rate has no such bias. `undefined` where there are none. */
  readonly random: ErrorRate | undefined
  /** The labels that are confused, the most frequent first. */
  readonly confusion: readonly ConfusedLabels[]
  /** The slices; those that are surely worse than the rest come first. With many slices, some look worse by chance. */
  readonly slices: readonly ErrorSlice[]
  /** Groups of similar errors, the largest first. They hold the last 300 errors whose texts were kept. */
  readonly clusters: readonly ErrorCluster[]
}

interface Judged {
  readonly entry: FeedbackEntry
  readonly wrong: boolean
}

/** Counts the errors of judged entries, and groups them. */
export async function analyseErrors(
  entries: readonly FeedbackEntry[],
  { by, clusters = 5, embedder }: ErrorOptions,
): Promise<ErrorAnalysis> {
  const judged = entries.flatMap((entry): Judged[] => {
    const wrong = isWrong(entry)
    return wrong === undefined ? [] : [{ entry, wrong }]
  })
  const random = judged.filter(({ entry }) => entry.review?.picked === 'random')
  const errors = judged.filter(({ wrong }) => wrong).map(({ entry }) => entry)
  const texts = errors.filter(({ text = '' }) => text !== '').slice(-MOST_CLUSTERED)
  return {
    all: rateOf(judged),
    random: random.length === 0 ? undefined : rateOf(random),
    confusion: confusionOf(errors),
    slices: slicesOf(judged, by),
    clusters: clustersOf(texts, clusters, await distanceOf(texts, embedder)),
  }
}

function rateOf(judged: readonly Judged[]): ErrorRate {
  const wrong = judged.filter((each) => each.wrong).length
  const { share, low, high } = wilson(wrong, judged.length)
  return { judged: judged.length, wrong, rate: share, low, high }
}

function confusionOf(errors: readonly FeedbackEntry[]): ConfusedLabels[] {
  const pairs = new Map<string, ConfusedLabels>()
  for (const entry of errors) {
    const [actual, predicted] = [judgedLabel(entry), entry.predicted]
    if (actual === undefined || predicted === undefined) continue
    const key = JSON.stringify([actual, predicted])
    pairs.set(key, { actual, predicted, count: (pairs.get(key)?.count ?? 0) + 1 })
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count)
}

function slicesOf(judged: readonly Judged[], by: readonly string[] | undefined): ErrorSlice[] {
  const groups = new Map<string, { readonly slice: string; readonly group: string; readonly inside: Judged[] }>()
  for (const each of judged) {
    for (const [slice, group] of propertiesOf(each.entry)) {
      if (by !== undefined && !by.includes(slice)) continue
      const key = JSON.stringify([slice, group])
      const known = groups.get(key) ?? { slice, group, inside: [] }
      known.inside.push(each)
      groups.set(key, known)
    }
  }
  const all = rateOf(judged)
  return (
    [...groups.values()]
      .map(({ slice, group, inside }): ErrorSlice => {
        const rate = rateOf(inside)
        const outside = [all.wrong - rate.wrong, all.judged - rate.judged] as const
        return { slice, group, ...rate, lift: relativeRate([rate.wrong, rate.judged], outside) }
      })
      // A group of all answers has no rest to compare it with.
      .filter((each) => each.judged < all.judged)
      .sort((a, b) => b.lift.low - a.lift.low)
  )
}

function propertiesOf({ slices, predicted, model, prompt }: FeedbackEntry): (readonly [string, string])[] {
  const own = { predicted, model: model?.id, prompt: prompt && `${prompt.name} ${prompt.version}`, ...slices }
  return Object.entries(own).flatMap(([slice, group]) => (group === undefined ? [] : [[slice, group] as const]))
}
