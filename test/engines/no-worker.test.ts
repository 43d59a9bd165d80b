import { afterEach, expect, test, vi } from 'vitest'
import { type Engine, localEngine } from '../../src/engines/index.js'
import { createEmbedder, createGenerator, NlpError } from '../../src/index.js'
import { openVectorStore } from '../../src/store/index.js'
import { fakeEngine } from '../../src/testing.js'
import { connectWorker } from '../../src/wire/client.js'
import { supervise } from '../../src/wire/supervisor.js'

// A place with neither workers nor threads, such as a server at the edge of a network.
vi.mock('../../src/engines/threads.js', () => ({ openThreads: async () => undefined }))

afterEach(() => vi.unstubAllGlobals())

const usage = { inputTokens: 1, outputTokens: 1 }
const timings = { firstTokenMs: 1, tokensPerSecond: 1 }
const server = (): Engine =>
  fakeEngine(
    {
      embed: { vectors: Float32Array.of(1, 0), dimensions: 2, truncated: [] },
      generate: { text: 'from afar', finishReason: 'stop', usage, timings },
    },
    { name: 'server', place: 'server', dimensions: 2 },
  )

const failureOf = (call: Promise<unknown>) => call.then(() => undefined).catch((reason: unknown) => reason)

test.each<[string, () => Promise<unknown>]>([
  ['createEmbedder()', () => createEmbedder()],
  [
    'createEmbedder() with a folder',
    () => createEmbedder({ engines: [localEngine({ baseUrl: 'https://app.example/' })] }),
  ],
  ['createGenerator()', () => createGenerator({ engines: [localEngine()] })],
  ['models.list()', () => localEngine().models.list()],
  ['openVectorStore()', () => openVectorStore('notes', { embedder: { model: 'm', dimensions: 2 } as never })],
])('without workers and threads %s says where it works, and what works here', async (_name, call) => {
  const error = await failureOf(call())
  expect(NlpError.is(error, 'unsupported')).toBe(true)
  expect(error).toMatchObject({ retryable: false })
  expect((error as NlpError).message).toMatch(/no Web Workers.*serverEngine\(\)/)
})

test('without workers the next engine of the list answers', async () => {
  await using embedder = await createEmbedder({ engines: [localEngine(), server()] })
  expect([...(await embedder.embed('x'))]).toEqual([1, 0])
  await using generator = await createGenerator({ engines: [localEngine(), server()] })
  expect(await generator.generate('Hi')).toMatchObject({ text: 'from afar', engine: 'server' })
})

/** A browser whose `new Worker` does this. */
function browser(make: () => unknown, events = new EventTarget()) {
  vi.stubGlobal('Worker', function worker() {
    return make()
  })
  vi.stubGlobal('document', { baseURI: 'https://app.example/notes/', querySelector: () => null })
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  return events
}

/** A worker whose script never runs. */
function silent() {
  const { port1 } = new MessageChannel()
  return Object.assign(port1, { terminate: () => port1.close() })
}

test.each([
  [
    'of another origin',
    new DOMException("Script at 'https://cdn.example/w.js' cannot be accessed", 'SecurityError'),
    /origin of the page/,
  ],
  ['that a policy forbids', new DOMException('The operation is insecure.', 'SecurityError'), /policy may forbid/],
  [
    'without a trusted address',
    new TypeError("This document requires 'TrustedScriptURL' assignment."),
    /Trusted Types/,
  ],
])('a worker %s is refused with the remedy, and the next engine answers', async (_what, thrown, remedy) => {
  browser(() => {
    throw thrown
  })
  const error = await failureOf(createEmbedder({ engines: [localEngine()] }))
  expect(error).toMatchObject({ code: 'unsupported', retryable: false, cause: thrown })
  expect((error as Error).message).toMatch(remedy)
  expect((error as Error).message).toContain('`worker`')
  await using embedder = await createEmbedder({ engines: [localEngine(), server()] })
  expect(embedder.dimensions).toBe(2)
})

test("what the app's own factory throws stays what it is", async () => {
  const mine = new TypeError('files is not defined')
  const engine = localEngine({
    baseUrl: 'https://app.example/',
    worker() {
      throw mine
    },
  })
  expect(await failureOf(createEmbedder({ engines: [engine] }))).toBe(mine)
})

test.each([
  ['a wrong address', undefined, /could not be loaded.*esbuild.*tacet-workers/],
  ['a script that fails', 'Uncaught ReferenceError: nothing', /failed as it started: Uncaught ReferenceError/],
])(
  'a worker that never started because of %s says so, and a repetition would not help',
  async (_what, message, words) => {
    const worker = silent()
    const client = connectWorker<{ call(): void }>(worker as unknown as Worker)
    const call = client.call((api) => api.call())
    worker.dispatchEvent(Object.assign(new Event('error'), message === undefined ? {} : { message }))
    await expect(call).rejects.toMatchObject({
      code: 'worker-crashed',
      retryable: false,
      message: expect.stringMatching(words),
    })
  },
)

test('without a network a script that does not come is worth another try', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  const worker = silent()
  const call = connectWorker<{ call(): void }>(worker as unknown as Worker).call((api) => api.call())
  worker.dispatchEvent(new Event('error'))
  await expect(call).rejects.toMatchObject({ code: 'offline', retryable: true })
})

test('a policy that refuses the worker is named, with the line that allows it', async () => {
  const made: ReturnType<typeof silent>[] = []
  const events = browser(() => {
    made.push(silent())
    return made.at(-1)
  })
  const call = failureOf(createEmbedder({ engines: [localEngine()] }))
  await expect.poll(() => made.length).toBe(1)
  events.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective: 'img-src' }))
  events.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective: 'worker-src' }))
  made[0]?.dispatchEvent(new Event('error'))
  const error = await call
  expect(error).toMatchObject({ code: 'unsupported', retryable: false })
  expect((error as Error).message).toContain("worker-src 'self'")
})

test('the factory is told which worker to make', async () => {
  browser(() => {})
  const groups: string[] = []
  const engine = localEngine({
    baseUrl: 'https://app.example/',
    worker(group) {
      groups.push(group)
      throw new DOMException('no', 'SecurityError')
    },
  })
  await failureOf(createEmbedder({ engines: [engine] }))
  await failureOf(createGenerator({ engines: [engine] }))
  expect(new Set(groups)).toEqual(new Set(['encoder', 'generator']))
})

test('a relative folder of models without a page is told as that', async () => {
  const { spawn } = { spawn: () => silent() as unknown as Worker }
  const error = await failureOf(createEmbedder({ engines: [localEngine({ worker: spawn })] }))
  expect(error).toMatchObject({ code: 'unsupported', retryable: false })
  expect((error as Error).message).toContain('`baseUrl`')
})

test('a supervisor whose worker cannot be made tries anew with the next call', async () => {
  let made = 0
  const supervisor = supervise<{ call(): void }>({
    spawn() {
      made += 1
      throw new DOMException('no', 'SecurityError')
    },
  })
  for (const _ of [1, 2])
    await expect(supervisor.call((api) => api.call())).rejects.toMatchObject({ code: 'unsupported' })
  expect([made, supervisor.running]).toEqual([2, false])
})
