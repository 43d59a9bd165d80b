import { cosine, createEmbedder, type Embedder, NlpError } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, beforeAll, expect, test } from 'vitest'

const engine = localEngine({ baseUrl: '/' })
let embedder: Embedder

beforeAll(async () => {
  embedder = await createEmbedder({ engines: [engine] })
})
afterAll(async () => {
  await embedder.close()
  engine.stop()
})

test('texts of like meaning get like vectors', async () => {
  const [cat, kitten, tax] = await embedder.embed(['A cat sleeps', 'A kitten naps', 'The tax return is due in May'])
  expect(cat).toHaveLength(384)
  expect(cosine(cat!, kitten!)).toBeGreaterThan(cosine(cat!, tax!) + 0.3)
})

test('a text gets the same vector alone and beside any neighbours', async () => {
  const texts = ['a cat', 'word '.repeat(200), 'the invoice for March is still open', '🎉']
  const together = await embedder.embed(texts)
  for (const [index, text] of texts.entries()) expect(await embedder.embed(text)).toEqual(together[index])
})

test('one text gives one vector, a list gives a list, an empty list an empty list', async () => {
  expect(await embedder.embed('one')).toBeInstanceOf(Float32Array)
  expect(await embedder.embed(['one'])).toHaveLength(1)
  expect(await embedder.embed([])).toEqual([])
})

test.each([
  ['empty', '', false],
  ['a lone surrogate', 'broken \ud83d end', false],
  ['a megabyte of one character', 'x'.repeat(1_000_000), true],
  ['a megabyte of spaces', ' '.repeat(1_000_000), true],
  ['many words', 'word '.repeat(5000), true],
])('%s gives a vector that says whether it was cut', async (_name, text, truncated) => {
  const vector = await embedder.embed(text)
  expect(vector.every(Number.isFinite)).toBe(true)
  expect(vector.truncated).toBe(truncated)
})

test.each([
  [42, /`text` must be a string or an array of strings, got number/],
  [null, /got null/],
  [['fine', undefined], /`text\[1\]` must be a string, got undefined/],
])('%j is refused by name', async (value, message) => {
  await expect(embedder.embed(value as unknown as string)).rejects.toThrow(message)
})

test('an abort in the middle of a thousand texts rejects with its reason, and the next call works', async () => {
  const stop = new AbortController()
  const texts = Array.from({ length: 1000 }, (_, index) => `text number ${index} about this and that`)
  const call = embedder.embed(texts, { signal: stop.signal, priority: 'background' })
  const reason = new Error('enough')
  // An interactive text goes before the rest of the list, so its vector comes in the middle on a machine of any speed.
  void embedder.embed('somebody waits for this').then(() => stop.abort(reason))
  await expect(call).rejects.toBe(reason)
  await expect(embedder.embed('still here')).resolves.toHaveLength(384)
})

test('a closed embedder says so', async () => {
  const closed = await createEmbedder({ engines: [engine] })
  await closed.close()
  await closed.close()
  const error = await closed.embed('x').catch((reason: unknown) => reason)
  expect(NlpError.is(error, 'closed')).toBe(true)
})
