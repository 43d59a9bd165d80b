import { expect, test } from 'vitest'
import { createEmbedder } from '../../src/embed.js'
import { fakeEngine } from '../../src/testing.js'

const called: unknown[] = []
const engine = fakeEngine(
  { embed: ({ texts }) => ({ vectors: new Float32Array(texts.length), dimensions: 1, truncated: [] }) },
  { dimensions: 1, onCall: (_, input) => called.push(input) },
)

test.each([
  [{ name: '' }, '`name` of `cache` must not be empty'],
  [{}, 'cache needs the option `name`'],
  [{ name: 'mail', maxBytes: 0 }, '`maxBytes` must be a positive integer, got 0'],
  [{ name: 'mail', key: 'secret' }, "`key` must be a CryptoKey for AES-GCM that may encrypt and decrypt, got 'secret'"],
  [{ name: 'mail', bytes: 1 }, '`bytes` is not an option of cache'],
])('the cache %o is refused by name', async (cache, message) => {
  await expect(createEmbedder({ engines: [engine], cache: cache as { name: string } })).rejects.toThrow(message)
})

test('an engine that knows no digest of its model is called as without a cache', async () => {
  const embedder = await createEmbedder({ engines: [engine], cache: { name: 'mail' } })
  expect(await embedder.embed('text')).toHaveLength(1)
  expect(called).toEqual([{ texts: ['text'], kind: 'document' }])
})
