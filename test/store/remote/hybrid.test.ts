import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromaServer, elasticsearchServer, openRemoteStore, type RemoteServer } from '../../../src/store/index.js'
import type { SearchRequest } from '../../../src/store/shared/worker-api.js'
import { createStoreService } from '../../../workers/store/service.js'
import { type ChromaStandIn, startChroma } from './chroma-stand-in.js'
import { type SearchEngineStandIn, startSearchEngine } from './search-engine-stand-in.js'

let chroma: ChromaStandIn
let engine: SearchEngineStandIn

beforeAll(async () => {
  chroma = await startChroma()
  engine = await startSearchEngine('elasticsearch')
})
afterAll(() => Promise.all([chroma.close(), engine.close()]))

const shape = { model: 'test', dimensions: 3, metric: 'cosine', language: 'en', text: ['text'] } as const
const nothing = { put: [], remove: [] }
let names = 0

// Texts of one length, because a server that ranks in the page knows the average length of what it ranks alone.
const word = fc.constantFrom('rain', 'snow', 'sun', 'wind', 'cloud')
const text = fc.array(word, { minLength: 4, maxLength: 4 }).map((words) => words.join(' '))
const record = fc.record({
  vector: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }).filter((all) => all.some(Boolean)),
  text,
  year: fc.integer({ min: 2019, max: 2022 }),
})
const query = fc.record({
  vector: fc.constantFrom([1, 2, 3], [-3, 1, 0.5]),
  words: word,
  weight: fc.constantFrom(0, 0.3, 0.5, 1),
  filter: fc.constantFrom(undefined, { year: { gte: 2021 } }, { not: { year: 2020 } }),
})

/** Two stores add the same numbers in another order, so their scores may differ by so much. */
const ROUNDING = 1e-4

interface Hit {
  readonly id: string
  readonly score: number
}

/** The scores by id, because the order of records with one score is free. */
const scoresOf = (hits: readonly Hit[]) =>
  Object.fromEntries(hits.map(({ id, score }) => [id, score] as const).sort(([one], [other]) => (one < other ? -1 : 1)))

test.each<[string, () => RemoteServer]>([
  ['Chroma', () => chromaServer({ url: chroma.url })],
  ['Elasticsearch', () => elasticsearchServer({ url: engine.url })],
])('a search by meaning and words gives on %s what it gives in the browser', async (_name, server) => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), query, async (rows, asked) => {
      const records = rows.map(({ vector, ...fields }, index) => ({
        id: `r${index}`,
        vector: Float32Array.from(vector),
        fields,
      }))
      const local = createStoreService()
      await local.open({ name: `hybrid ${names++}`, shape, persist: false, exact: true })
      const vectors = Float32Array.from(records.flatMap(({ vector }) => [...vector]))
      const put = { records, vectors, remove: [], objects: nothing }
      await local.put(put, () => {}, new AbortController().signal)
      const { filter, weight, words } = asked
      const vector = Float32Array.from(asked.vector)
      const request: SearchRequest = {
        vector,
        words,
        weight,
        filter,
        limit: 100,
        fusion: 'weighted',
        diversity: 0,
        prefix: false,
      }
      const expected = scoresOf(await local.search(request))
      await local.close()
      const remote = await openRemoteStore(`hybrid${names++}`, {
        server: server(),
        embedder: { model: 'test', dimensions: 3 },
      })
      await remote.put(records.map(({ id, vector: own, fields }) => ({ id, vector: own, ...fields })))
      const hits = await remote.search(vector, { words, weight, filter, limit: 100 })
      const found = scoresOf(hits.map(({ record: own, score }) => ({ id: own.id, score })))
      expect(Object.keys(found)).toEqual(Object.keys(expected))
      const differences = Object.entries(found).map(([id, score]) => Math.abs(score - (expected[id] ?? Number.NaN)))
      expect(Math.max(...differences, 0)).toBeLessThan(ROUNDING)
      const scores = hits.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((one, other) => other - one))
    }),
    { numRuns: 60 },
  )
})
