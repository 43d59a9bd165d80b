import { answer, createEmbedder, createReranker } from 'tacet'
import { openDocuments } from 'tacet/documents'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, test } from 'vitest'

// The models that are made of open weights: each loads, passes its probe and does what it is for.
const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())
const here = { engines: [engine] }

const HOUSE_RULES = [
  'Bins are emptied on Tuesday mornings. Put them on the pavement the evening before.',
  'The laundry in the basement may be used from eight in the morning to eight at night.',
  'Pets are welcome as long as the neighbours do not complain about noise.',
  'Bicycles belong in the shed behind the house and not in the hallway.',
]

test('the default reranker puts the text that answers first, whatever its words', async () => {
  const reranker = await createReranker(here)
  expect(reranker.model).toBe('reranker')
  const ranked = await reranker.rerank('When does the garbage truck come?', HOUSE_RULES)
  expect(ranked[0]?.index).toBe(0)
  const [known] = await reranker.rerank('On which day are the bins emptied?', HOUSE_RULES)
  expect(known).toMatchObject({ index: 0, truncated: false })
  expect(known?.score).toBeGreaterThan(0.9)
  const [none] = await reranker.rerank('Who wrote the national anthem?', HOUSE_RULES)
  expect(none?.score).toBeLessThan(0.3)
  await reranker.close()
})

test('search and answer() take the reranker, and say that nothing answers', async () => {
  const embedder = await createEmbedder(here)
  const documents = await openDocuments(`house-${crypto.randomUUID()}`, { embedder })
  await documents.put(HOUSE_RULES.map((text, index) => ({ id: String(index), text })))
  const reranker = await createReranker(here)
  const [first] = await documents.search('Where can I leave my bike?', { reranker })
  expect(first?.document.id).toBe('3')
  const found = await answer('At what time may the laundry be used?', { documents, reranker }).result
  expect(found).toMatchObject({ found: true })
  expect(found.text).toContain('from eight in the morning')
  expect(found.citations.map(({ documentId }) => documentId)).toContain('1')
  const nothing = await answer('Who won the race last summer?', { documents, reranker }).result
  expect(nothing.found).toBe(false)
  await documents.close()
})
