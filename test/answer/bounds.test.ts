import { expect, test } from 'vitest'
import { type AnswerBound, type AnswerJudge, leastRelevance } from '../../src/answer/bounds.js'

test.each<AnswerJudge>(['embedder', 'reranker'])(
  'with the %s, a high precision asks for more than a balance',
  (judge) => {
    expect(leastRelevance('high-precision', judge)).toBeGreaterThan(leastRelevance('balanced', judge))
  },
)

test.each<[AnswerBound, AnswerJudge | undefined]>([
  [0, 'reranker'],
  [1, 'embedder'],
  // The scores of a search by words have no upper end.
  [7.5, undefined],
])('the number %j stays as it is with the judge %j', (bound, judge) => {
  expect(leastRelevance(bound, judge)).toBe(bound)
})

test.each<[unknown, AnswerJudge | undefined, string]>([
  [1.01, 'reranker', '`minScore` must be from 0 to 1, got 1.01'],
  [-0.1, 'embedder', 'got -0.1'],
  [Number.NaN, 'reader', 'got NaN'],
  [
    'high-recall',
    'reranker',
    "`minScore` of answer must be 'balanced' or 'high-precision' or a number, got 'high-recall'",
  ],
  ['toString', undefined, "got 'toString'"],
  ['high-precision', 'reader', "must be 'balanced' or a number where a `reader` judges, got 'high-precision'"],
  [null, 'embedder', 'got null'],
])('the bound %j is refused with the judge %j', (bound, judge, message) => {
  expect(() => leastRelevance(bound as AnswerBound, judge)).toThrow(message)
})
