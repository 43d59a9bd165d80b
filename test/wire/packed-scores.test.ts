import { expect, test } from 'vitest'
import type { TaskMap } from '../../src/shared/tasks.js'
import { packScores, unpackScores } from '../../src/wire/shared/packed-scores.js'

const row = (...pairs: readonly (readonly [string, number])[]) => pairs.map(([label, score]) => ({ label, score }))

test.each<[string, TaskMap['classify']['output']]>([
  ['no text', { scores: [], truncated: [] }],
  ['a text without candidates', { scores: [[], row(['de', 1])], truncated: [0], coverage: [0, 1] }],
  ['a label named like a member of every object', { scores: [row(['__proto__', 0.75], ['', 0.25])], truncated: [] }],
  [
    'rows in different orders, and a number of 64 bits',
    {
      scores: [row(['a', 0.1], ['b', Number.MIN_VALUE]), row(['b', 1 / 3], ['c', 0], ['a', 0])],
      none: [0.2, 0.9],
      truncated: [],
    },
  ],
])('%s: an answer is the same after it was packed, cloned and unpacked', (_name, output) => {
  expect(unpackScores(structuredClone(packScores('classify', output)))).toEqual(output)
})

test('the answer of another task stays as it is', () => {
  const output = { scores: [0.5, 0.25], truncated: [] }
  expect(packScores('rerank', output)).toBe(output)
  expect(unpackScores(output)).toBe(output)
})
