import { NlpError } from '../../src/errors.js'
import type { LabelScore } from '../../src/tasks.js'

export function softmax(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits)
  // Subtracting the largest keeps exp() from overflowing.
  const largest = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

export const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit))

/** Labels with their scores, best first; equal scores keep the model's order. */
export function rank(labels: readonly string[], scores: readonly number[]): LabelScore[] {
  if (scores.some((score) => Number.isNaN(score))) {
    throw new NlpError('invalid-output', 'The model computed a score that is not a number')
  }
  return labels.map((label, index) => ({ label, score: scores[index] ?? 0 })).sort((a, b) => b.score - a.score)
}
