import { createGenerator } from 'tacet'
import { type LocalEngineOptions, localEngine } from 'tacet/engines'
import { expect, onTestFinished, test } from 'vitest'
import { canShareMemory } from '../../src/wire/shared/shared-memory.js'

const MODEL = '/test/fixtures/gguf/qwen3-q8_0.gguf'
const PROMPT = 'The rain in Spain stays mainly in the plain. '.repeat(3)

function engineOf(options: LocalEngineOptions) {
  const engine = localEngine({ baseUrl: '/', device: 'wasm', ...options })
  onTestFinished(() => engine.stop())
  return engine
}

async function open(options: LocalEngineOptions, model = MODEL) {
  const engine = engineOf(options)
  const generator = await createGenerator({ engines: [engine], model })
  const threads = async () =>
    (await engine.diagnostics()).workers.flatMap(({ models }) => models.map((each) => each.threads))
  return { generator, threads }
}

/** A page that cannot share memory starts no helper. */
const startedOf = (count: number) => (canShareMemory() ? count : 1)
const testWithHelpers = test.skipIf(!canShareMemory())

// Other browsers run these tests a second time, in a page that is not isolated. Some of them never share memory.
test.runIf(navigator.userAgent.includes('Chrome/'))('in Chromium the page of these tests shares memory', () => {
  expect(canShareMemory()).toBe(true)
})

test.each(['llama-q4_1', 'gemma3-q8_0'])(
  '%s.gguf writes and weighs the same to the bit whether one, two or three threads are asked for',
  async (name) => {
    const results: unknown[] = []
    for (const count of [1, 2, 3]) {
      const { generator, threads } = await open({ threads: count }, `/test/fixtures/gguf/${name}.gguf`)
      expect(await threads()).toEqual([startedOf(count)])
      const { text } = await generator.generate(PROMPT, { maxTokens: 24 })
      const { scores } = await generator.choose(PROMPT, ['in Spain', 'the plain', 'a train'])
      results.push({ text, scores })
      await generator.close()
    }
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  },
)

test('an abort in the middle rejects with its reason, and the threads go on with the next call', async () => {
  const { generator, threads } = await open({ threads: 2 })
  const { text } = await generator.generate(PROMPT, { maxTokens: 12 })
  const stop = new AbortController()
  const reason = new Error('enough')
  const read: string[] = []
  const stream = generator.stream(PROMPT, { maxTokens: 200, signal: stop.signal })
  await expect(
    (async () => {
      for await (const piece of stream) {
        read.push(piece)
        stop.abort(reason)
      }
    })(),
  ).rejects.toBe(reason)
  expect(read).not.toHaveLength(0)
  expect((await generator.generate(PROMPT, { maxTokens: 12 })).text).toBe(text)
  expect(await threads()).toEqual([startedOf(2)])
})

testWithHelpers('a helper that does not start leaves one thread, and the answer is the same', async () => {
  const refusing = () => new Worker(new URL('./helpers-refused.worker.ts', import.meta.url), { type: 'module' })
  const { generator, threads } = await open({ threads: 2, worker: refusing })
  expect(await threads()).toEqual([1])
  const { generator: other } = await open({ threads: 2 })
  const settings = { maxTokens: 12 }
  expect((await generator.generate(PROMPT, settings)).text).toBe((await other.generate(PROMPT, settings)).text)
})

testWithHelpers('closing the model ends its helpers', async () => {
  const channel = new BroadcastChannel('tacet-test-helpers')
  onTestFinished(() => channel.close())
  const events: string[] = []
  channel.onmessage = ({ data }: MessageEvent<string>) => events.push(data)
  const watched = () => new Worker(new URL('./helpers-watched.worker.ts', import.meta.url), { type: 'module' })
  const { generator } = await open({ threads: 3, worker: watched })
  await expect.poll(() => events).toEqual(['started', 'started'])
  await generator.close()
  await expect.poll(() => events).toEqual(['started', 'started', 'ended', 'ended'])
})
