import { afterEach, expect, test, vi } from 'vitest'
import type { TacetEvent } from '../../src/calls/events.js'
import { createClassifier } from '../../src/classify.js'
import { createEmbedder } from '../../src/embed.js'
import { createGenerator } from '../../src/generate.js'
import { createGuard, defaultGuardPolicy } from '../../src/guard/index.js'
import { type Observation, observe, toUserTiming } from '../../src/observe/index.js'
import { createRedactor } from '../../src/redact/index.js'
import { NlpError } from '../../src/shared/errors.js'
import { fakeEngine } from '../../src/testing.js'
import { scriptedEngine } from '../generate/scripted-engine.js'

const running: Observation[] = []
const hear = (...given: Parameters<typeof observe>) => {
  const observation = observe(...given)
  running.push(observation)
  return observation
}
afterEach(() => {
  for (const each of running.splice(0)) each.stop()
  vi.unstubAllGlobals()
})

const vectors = fakeEngine(
  {
    embed: ({ texts }) => ({ vectors: new Float32Array(texts.length * 2), dimensions: 2, truncated: [0] }),
    classify: { scores: [[{ label: 'spam', score: 0.9 }]], truncated: [] },
  },
  { dimensions: 2 },
)

const typesOf = ({ events }: Observation) => events.map(({ type }) => type)

test('a load and a run are told with counts, and the second equal text counts as spared', async () => {
  const observation = hear()
  const embedder = await createEmbedder({ engines: [vectors], model: 'small' })
  const trace = {}
  await embedder.embed(['a cat', 'a cat', 'a dog!'], { trace })
  const where = { engine: 'fake', place: 'device', model: 'small' }
  expect(observation.events).toEqual([
    expect.objectContaining({ type: 'load', task: 'embed', ...where, downloadedBytes: 0 }),
    expect.objectContaining({
      type: 'run',
      task: 'embed',
      ...where,
      texts: 3,
      repeated: 1,
      characters: 16,
      truncated: 1,
    }),
  ])
  expect(observation.events[1]?.trace).toBe(trace)
  for (const { at, durationMs } of observation.events) {
    expect(Math.abs(at - Date.now())).toBeLessThan(60_000)
    expect(durationMs).toBeGreaterThanOrEqual(0)
  }
  expect(observation.summary().hits).toMatchObject({ equalTexts: { hits: 1, of: 3 }, downloads: { hits: 1, of: 1 } })
})

test('an answer tells its route, its engine, its tokens and its guard', async () => {
  const usage = { inputTokens: 10, outputTokens: 4, cachedTokens: 6 }
  const engine = scriptedEngine('local', [{ text: 'It rains.', usage }])
  const observation = hear()
  const generator = await createGenerator({ engines: [engine] })
  await generator.stream('Will it rain?', { guard: createGuard(defaultGuardPolicy) }).result
  expect(new Set(typesOf(observation))).toEqual(new Set(['load', 'guard', 'route', 'generate']))
  expect(observation.events.find(({ type }) => type === 'generate')).toMatchObject({
    engine: 'local',
    place: 'device',
    kind: 'text',
    streamed: true,
    ...usage,
    finishReason: 'stop',
    attempts: 1,
  })
  expect(observation.summary()).toMatchObject({
    hits: { prefixTokens: { hits: 6, of: 10 } },
    models: [{ model: 'local-model', task: 'generate', calls: 1, tokensPerSecond: { p50: 100, p95: 100 } }],
  })
})

test('each engine that failed is told by its code, and the next one answers', async () => {
  const failing = scriptedEngine('first', [new NlpError('timeout', 'too late')])
  const observation = hear()
  const generator = await createGenerator({ engines: [failing, scriptedEngine('second', ['yes'])] })
  await generator.generate('Well?')
  const told = observation.events.filter(({ type }) => type === 'error' || type === 'generate')
  expect(told).toEqual([
    expect.objectContaining({ type: 'error', of: 'generate', engine: 'first', code: 'timeout', retryable: true }),
    expect.objectContaining({ type: 'generate', engine: 'second' }),
  ])
  expect(observation.summary().failed).toEqual({ timeout: 1 })
})

test.each<[string, unknown, TacetEvent & { type: 'error' } extends { code: infer Code } ? Code : never]>([
  ['an NlpError', new NlpError('queue-full', 'secret'), 'queue-full'],
  ['wrong use', new TypeError('secret'), 'wrong-use'],
  ['anything else', 'secret', 'unknown'],
])('the message of %s is not told', async (_, reason, code) => {
  const observation = hear()
  const engine = fakeEngine({
    classify: () => {
      throw reason
    },
  })
  const classifier = await createClassifier({ engines: [engine] })
  await expect(classifier.classify('secret')).rejects.toBe(reason)
  expect(observation.events.at(-1)).toMatchObject({ type: 'error', of: 'run', task: 'classify', code })
  expect(JSON.stringify(observation.events)).not.toContain('secret')
})

test('an abort is told as an abort, whatever its reason', async () => {
  const stop = new AbortController()
  const engine = scriptedEngine('local', [{ text: 'late', after: new Promise(() => {}) }])
  const generator = await createGenerator({ engines: [engine] })
  const observation = hear()
  const answer = generator.generate('Well?', { signal: stop.signal })
  await vi.waitFor(() => expect(engine.asked).toHaveLength(1))
  stop.abort(new Error('secret'))
  await expect(answer).rejects.toThrow('secret')
  // The engine ignores aborts, so its own call has no end.
  expect(JSON.stringify(observation.events)).not.toContain('secret')
})

test('a redaction tells how many entities it hid, by type', async () => {
  const observation = hear()
  await createRedactor().redact(['Mail jo@example.com', 'or li@example.com'])
  expect(observation.events).toEqual([
    expect.objectContaining({ type: 'redact', texts: 2, characters: 36, entities: { EMAIL: 2 }, problems: 0 }),
  ])
  expect(observation.summary().redacted).toEqual({ EMAIL: 2 })
})

test('a listener that throws or rejects breaks no call, and the page hears of it', async () => {
  const reported: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
  const mistake = new Error('mistake')
  const thrower = hear(() => {
    throw mistake
  })
  const rejecter = hear(() => Promise.reject(mistake))
  const embedder = await createEmbedder({ engines: [vectors] })
  await expect(embedder.embed('a cat')).resolves.toHaveLength(2)
  await vi.waitFor(() => expect(reported).toEqual([mistake, mistake, mistake, mistake]))
  expect([thrower.listenerFailures, rejecter.listenerFailures]).toEqual([2, 2])
})

test('an engine that answers in no known form breaks no listener', async () => {
  const observation = hear()
  const engine = scriptedEngine('local', [{ text: 'yes', usage: undefined as never, timings: {} as never }])
  const generator = await createGenerator({ engines: [engine] })
  expect((await generator.generate('Well?')).text).toBe('yes')
  expect(observation.events.at(-1)).toMatchObject({ type: 'generate' })
  expect(() => observation.summary()).not.toThrow()
})

test('only the last events are kept, and none after the end', async () => {
  const heard: TacetEvent[] = []
  const observation = hear((event) => heard.push(event), { keep: 3 })
  const embedder = await createEmbedder({ engines: [vectors] })
  for (let count = 0; count < 10; count += 1) await embedder.embed('a'.repeat(count + 1))
  expect(observation.events.map((event) => event.type === 'run' && event.characters)).toEqual([8, 9, 10])
  expect(heard).toHaveLength(11)
  observation.stop()
  await embedder.embed('more')
  expect(heard).toHaveLength(11)
  observation.clear()
  expect(observation.events).toEqual([])
})

test('the address of a model is told without its password and its query', async () => {
  const observation = hear()
  await createEmbedder({ engines: [vectors], model: 'https://me:pass@models.example/e5/?token=secret#x' })
  expect(observation.events[0]).toMatchObject({ model: 'https://models.example/e5/' })
})

test.each<[string, () => unknown]>([
  ['`listener` must be a function', () => observe('loud' as never)],
  ['`keep` must be a whole number from 0', () => observe(undefined, { keep: -1 })],
  ['`kep` is not an option of observe. Did you mean `keep`?', () => observe(undefined, { kep: 1 } as never)],
])('wrong use is refused: %s', (message, call) => {
  expect(call).toThrow(message)
})

test('each call is an entry of a track in the performance panel, and the list of measures stays empty', async () => {
  const measured: (PerformanceMeasure & { detail: { devtools: Record<string, unknown> } })[] = []
  const watcher = new PerformanceObserver((list) => measured.push(...(list.getEntries() as never[])))
  watcher.observe({ entryTypes: ['measure'] })
  hear(toUserTiming())
  const embedder = await createEmbedder({ engines: [vectors], model: 'small' })
  await embedder.embed('a cat')
  await vi.waitFor(() => expect(measured).toHaveLength(2))
  watcher.disconnect()
  expect(measured.map(({ name, detail }) => [name, detail.devtools['trackGroup'], detail.devtools['track']])).toEqual([
    ['load small', 'tacet', 'Loads'],
    ['embed small', 'tacet', 'Models'],
  ])
  expect(performance.getEntriesByType('measure')).toEqual([])
})
