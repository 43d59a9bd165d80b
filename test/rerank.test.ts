import { fakeEngine } from 'tacet/testing'
import { expect, test } from 'vitest'
import { createReranker } from '../src/rerank.js'

const engines = [fakeEngine({ rerank: ({ texts }) => ({ scores: texts.map(() => 0.5), truncated: [] }) })]

test('a query without words is refused, because the model would score it like any other', async () => {
  const reranker = await createReranker({ engines })
  for (const query of ['', ' ', '\n\t', undefined as never, 7 as never]) {
    await expect(reranker.rerank(query, ['Quiet hours begin at ten.'])).rejects.toThrow(
      new TypeError('`query` must be a string that is not empty'),
    )
  }
  expect(await reranker.rerank('?', ['one', 'two'])).toHaveLength(2)
})
