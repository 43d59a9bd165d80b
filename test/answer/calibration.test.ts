import { expect, test } from 'vitest'
import { relevanceOf } from '../../src/answer/calibration.js'

const CALIBRATION = { unrelated: 0, lead: 1, even: 1, steepness: 5 }
const relevance = (scores: Readonly<Record<string, number>>) =>
  relevanceOf(Object.values(scores), Object.keys(scores), CALIBRATION)

test('a sentence that stands out is surer than one among many like it', () => {
  const [alone] = relevance({ a: 0.7, b: 0.1, c: 0.1, d: 0.1 })
  const [among] = relevance({ a: 0.7, b: 0.68, c: 0.66, d: 0.66 })
  expect(alone).toBeGreaterThan(0.75)
  expect(among).toBeLessThan(0.25)
})

test('two sentences that say the same take nothing from each other', () => {
  const [first, second] = relevance({ a: 0.7, b: 0.7, c: 0.1 })
  expect(first).toBe(relevance({ a: 0.7, b: 0.2, c: 0.1 })[0])
  expect(second).toBe(first)
})

test('a sentence that stands in several passages counts once among the others', () => {
  const scores = [0.7, 0.7, 0.7, 0.1, 0.1]
  expect(relevanceOf(scores, ['a', 'a', 'a', 'b', 'c'], CALIBRATION)[0]).toBe(relevance({ a: 0.7, b: 0.1, c: 0.1 })[0])
})

test('a page of one sentence is compared with a text that has nothing to do with the question', () => {
  expect(relevance({ a: 0.5 })).toEqual([0.5])
  expect(relevance({ a: 0.5, b: -1, c: -1 })[0]).toBe(0.5)
  expect(relevance({})).toEqual([])
})

test('the order of the scores is kept', () => {
  const found = relevance({ a: 0.2, b: 0.9, c: 0.4, d: -0.3 })
  expect([...found.keys()].sort((a, b) => (found[b] ?? 0) - (found[a] ?? 0))).toEqual([1, 2, 0, 3])
})
