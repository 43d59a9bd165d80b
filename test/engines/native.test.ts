import { expect, test } from 'vitest'
import { nativeOf } from '../../src/engines/native.js'
import type { Threads } from '../../src/engines/threads.js'
import { createEmbedder } from '../../src/index.js'

const native = { path: '/app/node_modules/onnxruntime-node', threads: 2 }
const program = { native: () => native } as Threads

test('onnxruntime-node computes in Node alone, and on the CPU alone', () => {
  expect(nativeOf(program, undefined)).toBe(native)
  expect(nativeOf(program, 'wasm')).toBe(native)
  const refusal = expect.objectContaining({
    code: 'unsupported',
    message: expect.stringContaining('in Node, on the CPU'),
  })
  expect(() => nativeOf(program, 'webgpu')).toThrow(refusal)
  expect(() => nativeOf(undefined, undefined)).toThrow(refusal)
})

test('where the add-on does not load, the error says so and names the install', async () => {
  const opening = createEmbedder({ runtime: 'onnxruntime-node' })
  await expect(opening).rejects.toMatchObject({ code: 'unsupported' })
  await expect(opening).rejects.toThrow(/onnxruntime-node .*npm install onnxruntime-node/)
})
