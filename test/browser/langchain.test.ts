import { Document } from '@langchain/core/documents'
import { createEmbedder } from 'tacet'
import { localEngine } from 'tacet/engines'
import { ChatTacet, TacetEmbeddings, TacetVectorStore } from 'tacet/langchain'
import { openVectorStore } from 'tacet/store'
import { afterAll, expect, test } from 'vitest'

const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())

test('a store in the page answers as a vector store of LangChain, and is the same after it is opened again', async () => {
  await using embedder = await createEmbedder({ model: 'static', engines: [engine] })
  const embeddings = new TacetEmbeddings(embedder)
  const name = `langchain ${crypto.randomUUID()}`
  const documents = [
    new Document({ id: 'r', pageContent: 'rain fell all day', metadata: { year: 2024, id: 7, at: new Date(0) } }),
    new Document({ id: 'w', pageContent: 'rain fell all week', metadata: { year: 2023, loc: { line: 1 } } }),
    new Document({ id: 'm', pageContent: 'the bank pays no interest', metadata: { year: 2020 } }),
  ]
  {
    await using store = await openVectorStore(name, { embedder })
    await TacetVectorStore.fromDocuments(documents, embeddings, { store })
  }
  await using store = await openVectorStore(name, { embedder })
  const notes = new TacetVectorStore(embeddings, { store })
  const [[first, score] = []] = await notes.similaritySearchWithScore('rain fell all day', 1)
  expect(first).toEqual(documents[0])
  expect(score).toBeCloseTo(1, 3)
  const ids = async (k: number, filter?: TacetVectorStore['FilterType']) =>
    (await notes.asRetriever(k, filter).invoke('rain')).map(({ id }) => id)
  expect((await ids(2)).toSorted()).toEqual(['r', 'w'])
  expect(await ids(3, { id: 7 })).toEqual(['r'])
  expect(await ids(3, { at: { lte: new Date(1) } })).toEqual(['r'])
  expect(await ids(3, ({ metadata }) => metadata['year'] < 2022)).toEqual(['m'])
  const differing = await notes.maxMarginalRelevanceSearch('rain fell all day', { k: 2, lambda: 0.1 })
  expect(differing.map(({ id }) => id)).toEqual(['r', 'm'])
  await notes.delete({ ids: ['r', 'w'] })
  expect(await ids(3)).toEqual(['m'])
  await store.clear()
})

test('a model in the page writes, streams and keeps to a schema', async () => {
  await using chat = new ChatTacet({ model: 'compose', engines: [engine], maxTokens: 12 })
  const answer = await chat.invoke('The meeting is')
  expect(answer.usage_metadata).toMatchObject({ output_tokens: expect.any(Number) })
  const pieces: string[] = []
  for await (const { text } of await chat.stream('The meeting is')) pieces.push(text)
  expect(pieces.length).toBeGreaterThan(2)
  expect(pieces.join('')).toBe(answer.text)
  const schema = { type: 'object', properties: { done: { type: 'boolean' } }, required: ['done'] }
  expect(await chat.withStructuredOutput(schema).invoke('Is it done?')).toEqual({ done: expect.any(Boolean) })
})
