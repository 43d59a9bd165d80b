import { afterAll, expect, test } from 'vitest'
import { localEngine } from '../../src/engines/local.js'
import type { GenerateInput } from '../../src/shared/tasks.js'

const MODEL = '/test/fixtures/models/generate/'

const engines = { wasm: localEngine({ device: 'wasm' }), webgpu: localEngine({ device: 'webgpu' }) }
afterAll(() => {
  engines.wasm.stop()
  engines.webgpu.stop()
})

const opening = 'The city of Paris has many streets and houses. '.repeat(3)
const turns: readonly GenerateInput['messages'][] = [
  [{ role: 'user', content: opening }],
  // The second text continues the first, and the third differs from it in the middle.
  [
    { role: 'user', content: opening },
    { role: 'assistant', content: 'Yes.' },
    { role: 'user', content: 'And?' },
  ],
  [{ role: 'user', content: `${opening.slice(0, 60)} changed` }],
]

async function answers(device: 'wasm' | 'webgpu'): Promise<string[]> {
  await using session = await engines[device].open('generate', MODEL)
  const texts = []
  for (const messages of turns) {
    const { text } = await session.run('generate', { messages, maxTokens: 8, temperature: 0, stop: [] })
    texts.push(text)
  }
  return texts
}

// An emulated graphics card is slow.
test('a graphics device writes the same as WebAssembly, or is refused before it writes anything', {
  timeout: 180_000,
}, async () => {
  const written = await answers('webgpu').catch((error: unknown) => error)
  if (Array.isArray(written)) expect(written).toEqual(await answers('wasm'))
  else expect(written).toMatchObject({ code: 'model-corrupt', message: expect.stringContaining('wrong answers') })
})

test('where the graphics device is refused, the model runs on WebAssembly', async () => {
  const engine = localEngine()
  await using session = await engine.open('generate', MODEL)
  const { text } = await session.run('generate', { messages: turns[0] ?? [], maxTokens: 8, temperature: 0, stop: [] })
  expect(text).toBe((await answers('wasm'))[0])
  engine.stop()
})
