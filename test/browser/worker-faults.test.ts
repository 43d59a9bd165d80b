import { createClassifier, createEmbedder, NlpError } from 'tacet'
import { type LocalEngine, localEngine } from 'tacet/engines'
import { afterEach, expect, test } from 'vitest'

const workers: Worker[] = []
const engines: LocalEngine[] = []

function start(): LocalEngine {
  const engine = localEngine({
    baseUrl: '/',
    workers: 1,
    worker() {
      const worker = new Worker(new URL('../../workers/inference.worker.js', import.meta.url), { type: 'module' })
      workers.push(worker)
      return worker
    },
  })
  engines.push(engine)
  return engine
}

afterEach(() => {
  for (const engine of engines.splice(0)) engine.stop()
  workers.length = 0
})

const texts = Array.from({ length: 500 }, (_, index) => `sentence number ${index} of a long list`)

test('when the worker is killed in the middle of a call, the call hears of it and the next one works', async () => {
  const embedder = await createEmbedder({ engines: [start()] })
  const before = await embedder.embed('the same text')
  const calls = [embedder.embed(texts), embedder.embed(texts.map((text) => `${text}, again`))]
  setTimeout(() => workers[0]?.terminate(), 100)
  for (const call of calls) {
    const error = await call.catch((reason: unknown) => reason)
    expect(NlpError.is(error, 'worker-crashed')).toBe(true)
    expect((error as NlpError).retryable).toBe(true)
  }
  expect(await embedder.embed('the same text')).toEqual(before)
  expect(workers).toHaveLength(2)
})

test('a worker that does not exist is named as the reason, with what to do about it', async () => {
  const engine = localEngine({ baseUrl: '/', worker: () => new Worker('/no-such-worker.js', { type: 'module' }) })
  const error = await createEmbedder({ engines: [engine] }).catch((reason: unknown) => reason)
  expect(NlpError.is(error, 'worker-crashed')).toBe(true)
  expect((error as NlpError).message).toContain('network panel')
})

test('two aborted calls leave the others alone', async () => {
  const embedder = await createEmbedder({ engines: [start()] })
  const stop = new AbortController()
  const aborted = [embedder.embed(texts, { signal: stop.signal }), embedder.embed(['x', 'y'], { signal: stop.signal })]
  const kept = embedder.embed(['one', 'two'])
  stop.abort('no longer needed')
  for (const call of aborted) await expect(call).rejects.toBe('no longer needed')
  expect(await kept).toHaveLength(2)
  expect(workers).toHaveLength(1)
})

test('interactive work overtakes background work', async () => {
  const embedder = await createEmbedder({ engines: [start()] })
  const order: string[] = []
  const background = embedder.embed(texts, { priority: 'background' }).then(() => order.push('background'))
  await embedder.embed('now').then(() => order.push('interactive'))
  await background
  expect(order).toEqual(['interactive', 'background'])
})

test('an abort while the model loads rejects, and loading again works', async () => {
  const engine = start()
  const stop = new AbortController()
  const first = createEmbedder({ engines: [engine], signal: stop.signal })
  stop.abort('changed my mind')
  await expect(first).rejects.toBe('changed my mind')
  const embedder = await createEmbedder({ engines: [engine] })
  expect(embedder.dimensions).toBe(384)
})

test('a classifier with labels of its own sorts by meaning, also when several labels hold', async () => {
  const engine = start()
  const one = await createClassifier({ engines: [engine], labels: ['cooking', 'football', 'politics'] })
  expect((await one.classify('The striker scored in the last minute')).label).toBe('football')
  const several = await createClassifier({ engines: [engine], labels: ['cooking', 'football'], multiLabel: true })
  const { scores } = await several.classify('The striker scored in the last minute')
  expect(scores[0]?.label).toBe('football')
  expect((scores[0]?.score ?? 0) + (scores[1]?.score ?? 0)).not.toBeCloseTo(1, 3)
})

test.each([
  [{ labels: [] }, /`labels` must be a list of at least one label/],
  [{ labels: ['a', 'a'] }, /`labels` must differ/],
  [{ labels: ['a', ' '] }, /each a string with a word in it/],
  [{ labels: ['a'], hypothesis: 'no slot' }, /`hypothesis` must be a string with \{\}/],
  [{ model: 'no-such-model' }, /Model no-such-model is not known/],
])('%j is refused with what is wrong', async (options, message) => {
  await expect(createClassifier({ engines: [start()], ...options })).rejects.toThrow(message)
})
