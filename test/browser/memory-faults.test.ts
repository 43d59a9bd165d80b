import { createEmbedder, createGenerator } from 'tacet'
import { localEngine } from 'tacet/engines'
import { expect, onTestFinished, test } from 'vitest'

const PROMPT = 'The rain in Spain stays mainly in the plain. '

function limited() {
  const channel = new BroadcastChannel('tacet-test-memory')
  const engine = localEngine({
    baseUrl: '/',
    device: 'wasm',
    threads: 1,
    workers: 1,
    worker: (group) =>
      group === 'encoder'
        ? new Worker(new URL('./memory-limited-encoder.worker.ts', import.meta.url), { type: 'module' })
        : new Worker(new URL('./memory-limited-generator.worker.ts', import.meta.url), { type: 'module' }),
  })
  onTestFinished(() => {
    engine.stop()
    channel.close()
  })
  const refuse = (isRefused: boolean) =>
    new Promise((resolve) => {
      channel.onmessage = resolve
      channel.postMessage(isRefused)
    })
  return { engine, refuse }
}

test('a generator whose memory runs out in a text names the file, and answers as before afterwards', async () => {
  const { engine, refuse } = limited()
  const generator = await createGenerator({ engines: [engine], model: '/test/fixtures/gguf/gemma3-q8_0.gguf' })
  const settings = { maxTokens: 12 }
  const { text } = await generator.generate(PROMPT.repeat(2), settings)
  await refuse(true)
  // Another text begins a second conversation, whose keys and values need memory of their own.
  const call = generator.generate('1 2 3 4 5 6 7 8 9', settings)
  await expect(call).rejects.toMatchObject({ code: 'out-of-memory', details: { file: 'gemma3-q8_0.gguf' } })
  await expect(call).rejects.toThrow(/no memory for so long a text with gemma3-q8_0\.gguf/)
  // The first conversation gave up its memory, which is enough for one.
  expect((await generator.generate(PROMPT.repeat(2), settings)).text).toBe(text)
  await refuse(false)
  expect((await generator.generate(PROMPT.repeat(2), settings)).text).toBe(text)
})

test('an encoder whose memory runs out in a text names the file, and embeds as before afterwards', async () => {
  const { engine, refuse } = limited()
  const embedder = await createEmbedder({ engines: [engine], model: 'minilm' })
  const vector = await embedder.embed('short')
  await refuse(true)
  const call = embedder.embed(PROMPT.repeat(100))
  await expect(call).rejects.toMatchObject({ code: 'out-of-memory', details: { file: 'onnx/model_quantized.onnx' } })
  expect(await embedder.embed('short')).toEqual(vector)
  await refuse(false)
  expect((await embedder.embed(PROMPT.repeat(100))).length).toBe(vector.length)
})
