import { Document } from '@langchain/core/documents'
import { SyntheticEmbeddings } from '@langchain/core/utils/testing'
import { TacetEmbeddings, TacetRedactor, TacetReranker, TacetVectorStore } from 'tacet/langchain'
import { createRedactor, restore } from 'tacet/redact'
import { openRemoteStore, qdrantServer } from 'tacet/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordFields } from '../../src/langchain/record-fields.js'
import { type QdrantStandIn, qdrantHeaders, startQdrant } from '../store/remote/qdrant-stand-in.js'

describe('a redactor of documents', () => {
  test('hides a value that a later document reveals in earlier ones too, and keeps it for the answer', async () => {
    const redaction = new TacetRedactor(createRedactor({ deny: ['Robin Ashford'] }))
    const safe = await redaction.invoke([
      new Document({ id: '1', pageContent: 'Mail jo@example.com 👋', metadata: { page: 3, author: 'Robin Ashford' } }),
      new Document({ pageContent: 'Robin Ashford or jo@example.com' }),
    ])
    expect(safe.map(({ pageContent }) => pageContent)).toEqual([
      'Mail [EMAIL_1] 👋',
      expect.stringMatching(/or \[EMAIL_1\]$/),
    ])
    expect(safe[0]).toMatchObject({ id: '1', metadata: { page: 3 } })
    expect(JSON.stringify(safe)).not.toMatch(/Robin|jo@/)
    expect(restore('Ask [EMAIL_1].', redaction)).toBe('Ask jo@example.com.')
  })

  test('reads metadata with their names, and leaves dates and what the app keeps', async () => {
    const since = new Date(0)
    const document = new Document({ pageContent: 'a', metadata: { mail: ['jo@example.com'], since } })
    const redactor = createRedactor()
    const [hidden] = await new TacetRedactor(redactor).invoke([document])
    expect(hidden?.metadata).toEqual({ mail: ['[EMAIL_1]'], since })
    const [kept] = await new TacetRedactor(redactor, { metadata: 'keep' }).invoke([document])
    expect(kept?.metadata).toEqual({ mail: ['jo@example.com'], since })
  })

  test('refuses an option that it does not have', () => {
    expect(() => new TacetRedactor(createRedactor(), { metadatas: 'keep' } as never)).toThrow(
      'Did you mean `metadata`?',
    )
    expect(() => new TacetRedactor(createRedactor(), { metadata: 'drop' } as never)).toThrow("got 'drop'")
  })
})

describe('a reranker of documents', () => {
  const reranker = {
    rerank: async (_: string, texts: readonly string[]) =>
      texts.map((text, index) => ({ index, score: text.length / 10 })).sort((a, b) => b.score - a.score),
  }
  const documents = ['a', 'abc', 'ab'].map((pageContent, index) => new Document({ id: `${index}`, pageContent }))

  test('puts the best first, with scores', async () => {
    const best = await new TacetReranker(reranker, { limit: 2 }).compressDocuments(documents, 'x')
    expect(best).toMatchObject([
      { id: '1', pageContent: 'abc', metadata: { relevanceScore: 0.3 } },
      { id: '2', pageContent: 'ab', metadata: { relevanceScore: 0.2 } },
    ])
    expect(documents[1]?.metadata).toEqual({})
  })

  test('leaves out what fits less', async () => {
    const best = await new TacetReranker(reranker, { minScore: 0.25 }).compressDocuments(documents, 'x')
    expect(best.map(({ id }) => id)).toEqual(['1'])
    expect(() => new TacetReranker(reranker, { limit: 0 })).toThrow(
      '`limit` of TacetReranker must be at least 1, got 0',
    )
  })
})

test('embeddings tell questions from documents', async () => {
  const kinds: string[] = []
  const embeddings = new TacetEmbeddings({
    embed: async (texts, { kind }) => {
      kinds.push(kind)
      return texts.map((text) => Float32Array.of(text.length, 1))
    },
  })
  expect(await embeddings.embedDocuments(['a', 'bcd'])).toEqual([
    [1, 1],
    [3, 1],
  ])
  expect(await embeddings.embedQuery('ab')).toEqual([2, 1])
  expect(await embeddings.embedDocuments([])).toEqual([])
  expect(kinds).toEqual(['document', 'query', 'document'])
})

describe('a vector store on a server', () => {
  let qdrant: QdrantStandIn
  beforeAll(async () => {
    qdrant = await startQdrant()
  })
  afterAll(() => qdrant.close())

  /** Any embeddings of LangChain work. */
  const embeddings = new SyntheticEmbeddings({ vectorSize: 8 })
  let count = 0
  async function filled() {
    const server = qdrantServer({ url: qdrant.url, headers: qdrantHeaders })
    const store = await openRemoteStore(`notes ${++count}`, { server, embedder: { model: 'synthetic', dimensions: 8 } })
    const documents = [
      new Document({ id: 'r', pageContent: 'rain', metadata: { year: 2024, id: 7, tags: ['wet'], loc: { line: 1 } } }),
      new Document({ id: 's', pageContent: 'sun', metadata: { year: 2020, id: 8 } }),
    ]
    return { store, notes: await TacetVectorStore.fromDocuments(documents, embeddings, { store }) }
  }

  test('gives documents back as they were', async () => {
    const { notes } = await filled()
    const [[document, score] = []] = await notes.similaritySearchWithScore('rain', 1)
    expect(document).toEqual(
      new Document({ id: 'r', pageContent: 'rain', metadata: { year: 2024, id: 7, tags: ['wet'], loc: { line: 1 } } }),
    )
    expect(score).toBeCloseTo(1, 5)
  })

  test('keeps metadata that is named like the field of the text', () => {
    const { fieldsOf, documentOf } = recordFields('_text')
    const metadata = { _text: 'own', __text: 'other', text: 'third', id: 7 }
    const document = new Document({ id: 'a', pageContent: 'rain', metadata })
    expect(documentOf({ id: 'a', ...fieldsOf(document) })).toEqual(document)
  })

  test.each([
    [{ year: { lt: 2022 } }, ['s']],
    [{ id: 7 }, ['r']],
    [{ not: { or: [{ id: 7 }, { year: 1 }] } }, ['s']],
    [({ metadata }: { metadata: Record<string, unknown> }) => metadata['id'] === 7, ['r']],
  ])('filters by metadata: %j', async (filter, ids) => {
    const { notes } = await filled()
    const found = await notes.asRetriever({ k: 4, filter }).invoke('rain')
    expect(found.map(({ id }) => id)).toEqual(ids)
  })

  test('takes texts, new and known ids, and removes documents', async () => {
    const { store, notes } = await filled()
    const ids = await notes.addDocuments([
      { pageContent: 'snow', metadata: {} },
      { pageContent: 'fog', metadata: {}, id: 'f' },
    ])
    expect(ids).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), 'f'])
    await notes.addVectors([Array(8).fill(1)], [{ pageContent: 'heat', metadata: {} }], { ids: ['s'] })
    expect(await store.count()).toBe(4)
    await notes.delete({ ids: [...ids, 'unknown'] })
    expect((await store.get(['r', 's'])).map((record) => (record as { text?: string } | undefined)?.text)).toEqual([
      'rain',
      'heat',
    ])
    const texts = await TacetVectorStore.fromTexts(['one', 'two'], [{ n: 1 }, { n: 2 }], embeddings, { store })
    expect((await texts.similaritySearch('two', 1))[0]?.metadata).toEqual({ n: 2 })
  })

  test('finds documents that differ', async () => {
    const { notes } = await filled()
    await notes.addDocuments([{ pageContent: 'rain', metadata: { copy: true } }])
    const found = await notes.asRetriever({ k: 2, searchType: 'mmr', searchKwargs: { lambda: 0.1 } }).invoke('rain')
    expect(found.map(({ pageContent }) => pageContent)).toEqual(['rain', 'sun'])
  })

  test('names what is wrong', async () => {
    const { store, notes } = await filled()
    await expect(notes.addVectors([], [new Document({ pageContent: 'a' })])).rejects.toThrow('1 are needed, got 0')
    await expect(notes.delete({} as never)).rejects.toThrow('delete needs a list of `ids`')
    await expect(notes.similaritySearch('rain', 0)).rejects.toThrow('`limit` must be a positive integer')
    await expect(notes.similaritySearch('rain', 1, { year: { above: 1 } as never })).rejects.toThrow(
      'is not a condition',
    )
    await expect(notes.addVectors([[1]], [new Document({ pageContent: 'a' })])).rejects.toThrow('has 1 dimensions')
    expect(() => new TacetVectorStore(embeddings, {} as never)).toThrow('needs the option `store`')
    await store.close()
    await expect(notes.similaritySearch('rain')).rejects.toMatchObject({ code: 'closed' })
  })
})
