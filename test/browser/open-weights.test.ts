import { answer, cosine, createEmbedder, createReranker } from 'tacet'
import { openDocuments } from 'tacet/documents'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, test } from 'vitest'

// The models that are made of open weights: each loads, passes its probe and does its task.
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

test('the small reranker reads the same question and says that nothing answers', async () => {
  const reranker = await createReranker({ ...here, model: 'reranker-small' })
  const [known] = await reranker.rerank('On which day are the bins emptied?', HOUSE_RULES)
  expect(known?.index).toBe(0)
  expect(known?.score).toBeGreaterThan(0.6)
  const [other] = await reranker.rerank('Where do the bicycles go?', HOUSE_RULES)
  expect(other?.index).toBe(3)
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

const ASKED = [
  ['de', 'Wann darf ich die Waschküche im Keller benutzen?', 1],
  ['es', '¿A qué hora puedo usar la lavandería?', 1],
  ['fr', 'Les animaux domestiques sont-ils autorisés ?', 2],
  ['ru', 'Где хранить велосипеды?', 3],
  ['zh', '宠物可以住在这里吗？', 2],
  ['ja', '自転車はどこに置きますか', 3],
] as const

test('e5-small finds a text by a question in another language', async () => {
  const embedder = await createEmbedder({ ...here, model: 'e5-small' })
  const texts = await embedder.embed(HOUSE_RULES)
  for (const [language, question, place] of ASKED) {
    const asked = await embedder.embed(question, { kind: 'query' })
    const cosines = texts.map((text) => cosine(asked, text))
    expect([language, cosines.indexOf(Math.max(...cosines))]).toEqual([language, place])
  }
  await embedder.close()
})

test('static-multilingual finds a text by the same sentence in another language', async () => {
  const embedder = await createEmbedder({ ...here, model: 'static-multilingual' })
  const texts = await embedder.embed(HOUSE_RULES)
  for (const sentence of [
    'Haustiere sind willkommen, solange sich die Nachbarn nicht über Lärm beschweren.',
    'Las mascotas son bienvenidas siempre que los vecinos no se quejen del ruido.',
    'Домашние животные разрешены, если соседи не жалуются на шум.',
  ]) {
    const asked = await embedder.embed(sentence)
    const cosines = texts.map((text) => cosine(asked, text))
    expect([sentence, cosines.indexOf(Math.max(...cosines))]).toEqual([sentence, 2])
  }
  await embedder.close()
})

test('the vectors of e5-small are far apart where texts have nothing in common, and near where only the language differs', async () => {
  const embedder = await createEmbedder({ ...here, model: 'e5-small' })
  const [cat, katze, tax] = await embedder.embed([
    'The cat is sleeping on the sofa.',
    'Die Katze schläft auf dem Sofa.',
    'Our taxes are due at the end of May.',
  ])
  expect(cosine(cat!, katze!)).toBeGreaterThan(0.6)
  expect(cosine(cat!, tax!)).toBeLessThan(0.25)
  const asked = await embedder.embed('The cat is sleeping on the sofa.', { kind: 'query' })
  expect(cosine(cat!, asked)).toBeLessThan(0.999)
  const [hindi, emoji] = await embedder.embed(['बिल्ली सो रही है।', '🎉🎉'])
  expect(hindi?.coverage).toBeLessThan(0.5)
  expect(cat?.coverage).toBe(1)
  expect(emoji?.coverage).toBeGreaterThanOrEqual(0)
  await embedder.close()
})

test('answer() finds the sentence of an English page for a German question', async () => {
  const embedder = await createEmbedder({ ...here, model: 'e5-small' })
  const documents = await openDocuments(`haus-${crypto.randomUUID()}`, { embedder })
  await documents.put(HOUSE_RULES.map((text, index) => ({ id: String(index), text })))
  // A sentence in another language than the question scores lower.
  const minScore = 0.15
  const found = await answer('Wann darf die Wäscherei im Keller benutzt werden?', { documents, minScore }).result
  expect(found.found).toBe(true)
  expect(found.citations[0]?.documentId).toBe('1')
  const nothing = await answer('Wer hat das Rennen im letzten Sommer gewonnen?', { documents, minScore }).result
  expect(nothing.found).toBe(false)
  await documents.close()
})
