import type { HeadExamples, TrainedHead } from '../../src/wire/shared/inference-api.js'
import { nextMacrotask } from '../schedule/yield.js'
import { discriminantHead, headLogits, moments } from './discriminant.js'

const SHRINKAGES = [0.1, 0.3, 0.6, 0.9]
// From a thousandth to thirty, each 1.4 times its predecessor.
const TEMPERATURES = Array.from({ length: 31 }, (_, step) => 0.001 * 2 ** (step / 2))
const FOLDS = 5

/**
 * Finds the head that best classifies examples which it has not seen. Every fifth example of a class is left out in
 * turn. The setting that is best over the five turns then makes a head from all examples.
 */
export async function trainHead(
  data: HeadExamples,
  { signal, onFold }: { signal: AbortSignal; onFold: (done: number, total: number) => void },
): Promise<TrainedHead> {
  const folds = assignFolds(data)
  const logits = SHRINKAGES.map(() => new Map<number, Float64Array>())
  for (let fold = 0; fold < FOLDS; fold += 1) {
    onFold(fold, FOLDS)
    await nextMacrotask()
    signal.throwIfAborted()
    const seen = moments(data, (row) => folds[row] !== fold)
    for (const [index, shrinkage] of SHRINKAGES.entries()) {
      const head = discriminantHead(seen, data, shrinkage)
      for (const [row, its] of folds.entries()) {
        if (its === fold) logits[index]?.set(row, headLogits(head, vectorAt(data, row)))
      }
      await nextMacrotask()
      signal.throwIfAborted()
    }
  }
  const tested = folds.filter((fold) => fold >= 0).length
  // With one example per label, no example can be left out. Even then the scores must not claim certainty.
  if (tested === 0) {
    const seen = moments(data, () => true)
    for (const [index, shrinkage] of SHRINKAGES.entries()) {
      const head = discriminantHead(seen, data, shrinkage)
      for (const row of folds.keys()) logits[index]?.set(row, headLogits(head, vectorAt(data, row)))
    }
  }
  const tried = SHRINKAGES.map((shrinkage, index) => {
    const outOfFold = logits[index] ?? new Map<number, Float64Array>()
    return {
      shrinkage,
      hits: correct(outOfFold, data.classes),
      ...calibrate(outOfFold, data.classes),
    }
  })
  // With few examples many settings are right equally often. Among them, the setting with the lowest loss wins.
  const best = tried.reduce((a, b) => (b.hits > a.hits || (b.hits === a.hits && b.loss < a.loss) ? b : a))
  const { weights, biases } = discriminantHead(
    moments(data, () => true),
    data,
    best.shrinkage,
  )
  onFold(FOLDS, FOLDS)
  return {
    weights,
    biases,
    temperature: best.temperature,
    accuracy: tested === 0 ? 0 : best.hits / tested,
  }
}

/**
 * Assigns the examples of each class to the folds in turn, so that each fold has some of every class. A single example
 * is never left out.
 */
function assignFolds({ classes, classCount }: HeadExamples): Int32Array {
  const sizes = new Int32Array(classCount)
  for (const label of classes) sizes[label]! += 1
  const next = new Int32Array(classCount)
  return classes.map((label) => {
    if (sizes[label] === 1) return -1
    const fold = next[label]! % FOLDS
    next[label]! += 1
    return fold
  })
}

function vectorAt({ vectors, dimensions }: HeadExamples, row: number): Float32Array {
  return vectors.subarray(row * dimensions, (row + 1) * dimensions)
}

function correct(logits: ReadonlyMap<number, Float64Array>, classes: Int32Array): number {
  let count = 0
  for (const [row, values] of logits) if (values.indexOf(Math.max(...values)) === classes[row]) count += 1
  return count
}

/**
 * Finds the temperature with which the scores of unseen examples are right as often as they state. One more example
 * with an unknown label is mixed in: ten right answers out of ten do not prove that the eleventh is certain.
 */
function calibrate(logits: ReadonlyMap<number, Float64Array>, classes: Int32Array) {
  const unknown = 1 / (logits.size + 1)
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY }
  for (const temperature of TEMPERATURES) {
    let loss = 0
    for (const [row, values] of logits) {
      const largest = Math.max(...values)
      const sum = values.reduce((total, value) => total + Math.exp((value - largest) / temperature), 0)
      const mean = values.reduce((total, value) => total + value, 0) / values.length
      const expected = (1 - unknown) * values[classes[row]!]! + unknown * mean
      loss += Math.log(sum) - (expected - largest) / temperature
    }
    if (loss < best.loss) best = { temperature, loss }
  }
  return best
}
