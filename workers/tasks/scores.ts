import { NlpError } from '../../src/shared/errors.js'
import { type LabelScore, LEAST_COVERAGE } from '../../src/shared/tasks.js'

export function softmax(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits)
  // The largest value is subtracted so that exp() cannot overflow.
  const largest = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

export const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit))

/**
 * Whether the model could read enough of a text to answer. A model that does not report its coverage counts as reading
 * everything.
 */
export function isReadable(coverage: number | undefined): boolean {
  return (coverage ?? 1) >= LEAST_COVERAGE
}

/**
 * The scores of a text that the model cannot read. They must not look certain, so all labels get the same score.
 */
export function withheld(
  labels: readonly string[],
  { multiLabel, otherwise }: { multiLabel: boolean; otherwise?: string | undefined },
): LabelScore[] {
  const all = otherwise === undefined ? labels : [otherwise, ...labels]
  const score = multiLabel ? 0 : 1 / all.length
  return all.map((label) => ({ label, score }))
}

/** The error for labels of the caller where the model was trained on fixed labels. */
export function foreignLabels(own: readonly string[]): NlpError {
  return new NlpError(
    'model-unknown',
    `The model knows only its own labels: ${own.join(', ')}. Leave out \`labels\`, or choose a model that judges entailment, or one that embeds.`,
  )
}

/** Labels with their scores, best first; equal scores keep the model's order. */
export function rank(labels: readonly string[], scores: readonly number[]): LabelScore[] {
  if (scores.some((score) => Number.isNaN(score))) {
    throw new NlpError('invalid-output', 'The model computed a score that is not a number')
  }
  return labels.map((label, index) => ({ label, score: scores[index] ?? 0 })).sort((a, b) => b.score - a.score)
}
