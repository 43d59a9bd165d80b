import { expect, test } from 'vitest'
import { type Manifest, withCheck } from '../../src/store/shared/manifest.js'
import { Collection } from '../../workers/store/collection.js'
import { MemoryStorage } from '../../workers/store/memory.js'
import { search } from '../../workers/store/searcher.js'
import { Writer } from '../../workers/store/writer.js'

const plain = { limit: 10, weight: 0.5, fusion: 'weighted', diversity: 0, prefix: false } as const
const shape = { model: 'test', dimensions: 2, metric: 'cosine', language: 'xx', text: ['text'] } as const
const problems: unknown[] = []
const opening = { name: 'stems', segmentRows: 4, exact: true, onProblem: (problem: unknown) => problems.push(problem) }

test('words that were stored before a language had a stemmer are made again, and no damage is reported', async () => {
  const storage = new MemoryStorage()
  // A language without a stemmer stores the words as French words were stored before.
  const { collection } = await Collection.open({ ...opening, storage, shape })
  const texts = ['un journal', 'des journaux', 'un cheval', 'la mer', 'le port']
  const records = texts.map((text, index) => ({ id: `${index}`, fields: { text } }))
  const request = { records, vectors: new Float32Array(10).fill(1), remove: [], objects: { put: [], remove: [] } }
  await new Writer(collection, () => {}).put(request, () => {}, new AbortController().signal)
  expect(collection.sealed.size).toBe(1)
  const manifest = (await storage.read(['meta'], (reader) => reader.get('meta', 'manifest'))) as Manifest
  const value = withCheck({ ...manifest, language: 'fr' })
  await storage.commit([{ type: 'put', area: 'meta', key: 'manifest', value }])

  const french = await Collection.open({ ...opening, storage, shape: { ...shape, language: 'fr' } })
  const found = await search(french.collection, { ...plain, words: 'journaux' })
  expect(found).toHaveLength(2)
  expect(problems).toEqual([])
})
