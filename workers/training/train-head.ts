import type { HeadExamples, TrainedHead } from '../../src/wire/inference-api.js'
import { nextMacrotask } from '../yield.js'
import { discriminantHead, headLogits, moments } from './discriminant.js'

const SHRINKAGES = [0.1, 0.3, 0.6, 0.9]
const TEMPERATURES = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32]
const FOLDS = 5

/**
 * Finds the head that classifies examples best which it has not seen: every fifth example of a class is kept out in
 * turn, and what is best over the five turns is made from all examples.
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
  const hits = logits.map((of) => correct(of, data.classes))
  const best = hits.indexOf(Math.max(...hits))
  const outOfFold = logits[best] ?? new Map<number, Float64Array>()
  const { weights, biases } = discriminantHead(
    moments(data, () => true),
    data,
    SHRINKAGES[best] ?? 0.3,
  )
  onFold(FOLDS, FOLDS)
  return {
    weights,
    biases,
    temperature: calibrate(outOfFold, data.classes),
    accuracy: outOfFold.size === 0 ? 0 : (hits[best] ?? 0) / outOfFold.size,
  }
}

/** Within each class in turn, so that each fold has some of every class. A single example is always seen. */
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

/** The temperature under which the scores of unseen examples are as often right as they say. */
function calibrate(logits: ReadonlyMap<number, Float64Array>, classes: Int32Array): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY }
  for (const temperature of TEMPERATURES) {
    let loss = 0
    for (const [row, values] of logits) {
      const largest = Math.max(...values)
      const sum = values.reduce((total, value) => total + Math.exp((value - largest) / temperature), 0)
      loss += Math.log(sum) - (values[classes[row]!]! - largest) / temperature
    }
    if (loss < best.loss) best = { temperature, loss }
  }
  return best.temperature
}
