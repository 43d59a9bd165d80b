import { expect, test } from 'vitest'
import { embedRecords } from '../../src/store/records/embed-records.js'

test('an embedder that gives too few vectors is an error, and no record gets a vector of zeros', async () => {
  const shape = { model: 'test', dimensions: 1, metric: 'cosine', language: 'en', text: ['text'] } as const
  const embedder = { model: 'test', dimensions: 1, embed: async () => [Float32Array.of(1)] }
  const records = ['a', 'b'].map((id) => ({ id, fields: { text: id } }))
  await expect(embedRecords(records, embedder, shape, undefined)).rejects.toMatchObject({ code: 'invalid-output' })
})
