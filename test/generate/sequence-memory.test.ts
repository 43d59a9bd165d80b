import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { memoryOfCalls } from './count-memory.js'

// The tokens do not matter here, and the tokenizer of a worker needs a worker around it.
vi.mock('../../workers/generation/folder-tokenizer.js', () => ({
  folderTokenizer: async () => ({
    tokenizer: {
      encode: (text: string) => [...text].map((_, index) => 3 + (index % 20)),
      decode: (tokens: readonly number[]) => tokens.join(' '),
      get_vocab: () => new Map(),
    },
  }),
}))

const folder = process.env['SEQUENCE_MODEL'] ?? fileURLToPath(new URL('../fixtures/sequences/t5', import.meta.url))
const calls = Number(process.env['SEQUENCE_CALLS'] ?? 20)

// SEQUENCE_MODEL and SEQUENCE_CALLS measure a larger model for longer: `SEQUENCE_CALLS=200 SEQUENCE_MODEL=t5-small npx vitest run …`.
test('no call of an encoder–decoder model leaves memory behind', { timeout: 1_200_000 }, async () => {
  const held = await memoryOfCalls(folder, calls, 12)
  const early = held[3]?.wasmBytes ?? 0
  console.info(`${calls} calls: ${early} bytes of WebAssembly after 4 calls, ${held.at(-1)?.wasmBytes} at the end`)
  expect(early).toBeGreaterThan(1e6)
  expect((held.at(-1)?.wasmBytes ?? 0) / early).toBeLessThanOrEqual(1.05)
  expect(held.map(({ tensors }) => tensors)).toEqual(held.map(() => 0))
})
