import type { LabelScore, OperatingPoints } from '../../src/shared/tasks.js'
import { rank, sigmoid, softmax } from './scores.js'

/** What every classifier head's architecture says of its answers. */
export interface HeadLabels {
  readonly labels: readonly string[]
  /** The name of "none of the labels" where there is one label: its score is what the label's lacks. */
  readonly otherwise?: string | undefined
  /** Each label has its own probability; without it, those of all labels add up to one. */
  readonly multiLabel: boolean
  /** Logits are divided by it: calibrated scores. */
  readonly temperature: number
  /** The scores from which each label is given, at the operating points that the model's card states. */
  readonly operatingPoints: OperatingPoints
}

/** Calibrated scores of a text's logits, best first. */
export function scoresOf(logits: ArrayLike<number>, head: HeadLabels): LabelScore[] {
  const { labels, otherwise, multiLabel, temperature } = head
  const scaled = Array.from(logits, (logit) => logit / temperature)
  const probabilities = multiLabel || labels.length === 1 ? scaled.map(sigmoid) : softmax(scaled)
  if (otherwise === undefined) return rank(labels, probabilities)
  return rank([...labels, otherwise], [...probabilities, 1 - (probabilities[0] as number)])
}
