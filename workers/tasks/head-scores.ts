import type { OperatingPoints } from '../../src/shared/model-manifest.js'
import type { LabelScore } from '../../src/shared/tasks.js'
import { rank, sigmoid, softmax } from './scores.js'

/** The part of every classifier head's architecture that describes its answers. */
export interface HeadLabels {
  readonly labels: readonly string[]
  /** The name of "none of the labels", for a head with one label. Its score is 1 minus the score of the label. */
  readonly otherwise?: string | undefined
  /** Whether each label has its own probability. Otherwise the probabilities of all labels add up to one. */
  readonly multiLabel: boolean
  /** Logits are divided by this number, so that the scores are calibrated. */
  readonly temperature: number
  /** For each label the least score with which it is given, at the operating points that the model's card states. */
  readonly operatingPoints: OperatingPoints
}

/** The labels that the head's answers name: its own, and then "none of the labels". */
export function allLabels({ labels, otherwise }: Pick<HeadLabels, 'labels' | 'otherwise'>): readonly string[] {
  return otherwise === undefined ? labels : [...labels, otherwise]
}

/** The calibrated scores of a text, computed from its logits, best first. */
export function scoresOf(logits: ArrayLike<number>, head: HeadLabels): LabelScore[] {
  const { labels, otherwise, multiLabel, temperature } = head
  const scaled = Array.from(logits, (logit) => logit / temperature)
  const probabilities = multiLabel || labels.length === 1 ? scaled.map(sigmoid) : softmax(scaled)
  const all = otherwise === undefined ? probabilities : [...probabilities, 1 - (probabilities[0] as number)]
  return rank(allLabels(head), all)
}
