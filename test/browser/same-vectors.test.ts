import { createEmbedder } from 'tacet'
import { localEngine } from 'tacet/engines'
import { expect, test } from 'vitest'
import { digestOf, TEXTS, VECTORS } from '../fixtures/vectors/same-everywhere.js'

test('a page computes the vectors that Node computes, bit by bit', async () => {
  await using embedder = await createEmbedder({ engines: [localEngine({ baseUrl: '/' })] })
  expect(await digestOf(await embedder.embed(TEXTS))).toBe(VECTORS)
})
