import type { HeadExamples } from '../../src/wire/shared/inference-api.js'
import { cholesky, solveCholesky } from './linear-algebra.js'

/** One row of weights and one bias per class. */
export interface LinearHead {
  readonly weights: Float32Array
  readonly biases: Float32Array
}

/** The statistics of the examples, from which a head can be made for every amount of shrinkage. */
export interface Moments {
  readonly means: Float64Array
  /** The scatter of vectors around the mean of their class, over all classes. */
  readonly scatter: Float64Array
}

/** The means and the scatter of the rows that `use` admits. */
export function moments(
  { vectors, dimensions, classes, classCount }: HeadExamples,
  use: (row: number) => boolean,
): Moments {
  const means = new Float64Array(classCount * dimensions)
  const counts = new Float64Array(classCount)
  for (const [row, label] of classes.entries()) {
    if (!use(row)) continue
    counts[label]! += 1
    for (let k = 0; k < dimensions; k += 1) means[label * dimensions + k]! += vectors[row * dimensions + k]!
  }
  for (let label = 0; label < classCount; label += 1) {
    for (let k = 0; k < dimensions; k += 1) means[label * dimensions + k]! /= Math.max(1, counts[label]!)
  }
  const scatter = new Float64Array(dimensions * dimensions)
  const offset = new Float64Array(dimensions)
  let total = 0
  for (const [row, label] of classes.entries()) {
    if (!use(row)) continue
    total += 1
    for (let k = 0; k < dimensions; k += 1) {
      offset[k] = vectors[row * dimensions + k]! - means[label * dimensions + k]!
    }
    for (let a = 0; a < dimensions; a += 1) {
      const value = offset[a]!
      for (let b = 0; b <= a; b += 1) scatter[a * dimensions + b]! += value * offset[b]!
    }
  }
  for (let a = 0; a < dimensions; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      scatter[a * dimensions + b]! /= Math.max(1, total)
      scatter[b * dimensions + a] = scatter[a * dimensions + b]!
    }
  }
  return { means, scatter }
}

/**
 * Linear discriminant analysis: the class with the nearest mean wins, measured by the real scatter of the vectors. A
 * few examples cannot show the scatter in all directions, so the scatter is drawn towards the same amount everywhere.
 * The head is solved and not searched for: the same examples always give the same head, in a fraction of a second.
 */
export function discriminantHead(
  { means, scatter }: Moments,
  { dimensions, classCount }: Pick<HeadExamples, 'dimensions' | 'classCount'>,
  shrinkage: number,
): LinearHead {
  let trace = 0
  for (let k = 0; k < dimensions; k += 1) trace += scatter[k * dimensions + k]!
  const spread = trace / dimensions || 1e-3
  const shrunk = scatter.map((value) => value * (1 - shrinkage))
  for (let k = 0; k < dimensions; k += 1) shrunk[k * dimensions + k]! += spread * shrinkage
  const lower = cholesky(shrunk, dimensions)
  const weights = new Float32Array(classCount * dimensions)
  const biases = new Float32Array(classCount)
  for (let label = 0; label < classCount; label += 1) {
    const mean = means.subarray(label * dimensions, (label + 1) * dimensions)
    const row = solveCholesky(lower, dimensions, mean)
    weights.set(row, label * dimensions)
    biases[label] = -0.5 * row.reduce((sum, value, k) => sum + value * mean[k]!, 0)
  }
  const unit = 1 / separation(weights, means, classCount)
  return { weights: weights.map((value) => value * unit), biases: biases.map((value) => value * unit) }
}

/**
 * The distance between the classes, as the head measures it. Heads from other parts of the examples, divided by this
 * distance, give scores of the same size, so a temperature found with one head is valid for the next.
 */
function separation(weights: Float32Array, means: Float64Array, classCount: number): number {
  const dimensions = means.length / classCount
  const centre = new Float64Array(dimensions)
  for (const [at, value] of means.entries()) centre[at % dimensions]! += value / classCount
  let sum = 0
  for (const [at, value] of means.entries()) sum += weights[at]! * (value - centre[at % dimensions]!)
  return sum > 0 ? sum / classCount : 1
}

export function headLogits({ weights, biases }: LinearHead, vector: Float32Array): Float64Array {
  const { length: dimensions } = vector
  return Float64Array.from(biases, (bias, label) => {
    let sum = bias
    for (let k = 0; k < dimensions; k += 1) sum += weights[label * dimensions + k]! * vector[k]!
    return sum
  })
}
