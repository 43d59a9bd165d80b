import { expect, test } from 'vitest'
import { joinWindows } from '../../../workers/tasks/join-windows.js'

const one = (windows: number, high: number) => [high, ...Array.from({ length: windows - 1 }, () => -9)]
const points = [
  [4, 1],
  [16, 2],
  [64, 5],
] as const

test.each([
  ['a single window keeps its logit', one(1, 3), 3],
  ['two windows lie halfway to the first point', one(2, 3), 2.5],
  ['the first point', one(4, 3), 2],
  ['between two points the penalty follows the logarithm', one(8, 3), 1.5],
  ['the last point', one(64, 3), -2],
  ['after the last point the penalty stays', one(2000, 3), -2],
  ['a text that is bad throughout keeps the mean of its windows', [2, 3, 2, 3, 2, 3], 2.5],
])('%s', (_, logits, joined) => {
  expect(joinWindows(logits, points)).toBeCloseTo(joined, 9)
})

test('a number as penalty is multiplied by the logarithm of the number of windows, and the mean does not matter', () => {
  expect(joinWindows([2, 2, 2], 0.5)).toBeCloseTo(2 - 0.5 * Math.log(3), 9)
})
