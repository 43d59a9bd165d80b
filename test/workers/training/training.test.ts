import { expect, test } from 'vitest'
import { headLogits } from '../../../workers/training/discriminant.js'
import { trainHead } from '../../../workers/training/train-head.js'

/** Points around a centre for each class, from a small seeded generator. */
function clusters(classCount: number, perClass: number, spread: number, dimensions = 16) {
  let state = 42
  const next = () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32 - 0.5
  }
  const centres = Array.from({ length: classCount }, () => Array.from({ length: dimensions }, next))
  const count = classCount * perClass
  const classes = Int32Array.from({ length: count }, (_, row) => row % classCount)
  const vectors = new Float32Array(count * dimensions)
  for (const [row, label] of classes.entries()) {
    for (let k = 0; k < dimensions; k += 1) vectors[row * dimensions + k] = centres[label]![k]! + spread * next()
  }
  return { vectors, classes, classCount, dimensions }
}

const quiet = { signal: new AbortController().signal, onFold: () => {} }

test('classes that lie apart are told apart, and the reported accuracy says so', async () => {
  const data = clusters(4, 10, 0.3)
  const head = await trainHead(data, quiet)
  expect(head.accuracy).toBeGreaterThan(0.95)
  const logits = headLogits(head, data.vectors.subarray(0, data.dimensions))
  expect(logits.indexOf(Math.max(...logits))).toBe(0)
})

test('classes that cannot be told apart are reported as such', async () => {
  const data = clusters(2, 40, 0.5)
  data.vectors.fill(0.1)
  const { accuracy } = await trainHead(data, quiet)
  expect(accuracy).toBeLessThan(0.7)
})

test.each([1, 2, 4])('%i examples a class, however clear, leave some doubt in the scores', async (perClass) => {
  const { vectors, classes, classCount, dimensions } = clusters(3, perClass + 1, 0.05, 384)
  const seen = 3 * perClass
  const head = await trainHead({ vectors, classes: classes.subarray(0, seen), classCount, dimensions }, quiet)
  const unseen = vectors.subarray(seen * dimensions, (seen + 1) * dimensions)
  const logits = headLogits(head, unseen).map((logit) => logit / head.temperature)
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - Math.max(...logits)), 0)
  expect(1 / total).toBeGreaterThan(0.5)
  expect(1 / total).toBeLessThan(0.99)
})

test('the same examples give the same head', async () => {
  expect(await trainHead(clusters(3, 5, 1), quiet)).toEqual(await trainHead(clusters(3, 5, 1), quiet))
})

test('one example a class is enough for a head, though not for a figure of its accuracy', async () => {
  const data = clusters(2, 1, 0)
  const head = await trainHead(data, quiet)
  expect(head.accuracy).toBe(0)
  expect(head.weights.every(Number.isFinite)).toBe(true)
})

test('an abort ends the training with its reason', async () => {
  const stop = AbortSignal.abort('enough')
  await expect(trainHead(clusters(2, 5, 1), { signal: stop, onFold: () => {} })).rejects.toBe('enough')
})
