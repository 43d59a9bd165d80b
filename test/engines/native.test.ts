import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findNativeRuntime } from '../../cli/threads/native-runtime.js'
import { localEngine } from '../../src/engines/index.js'
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

test('where the add-on cannot compute, an engine of that runtime is not available', async () => {
  const engine = localEngine({ runtime: 'onnxruntime-node' })
  expect(await engine.availability('embed', 'minilm')).toBe('unavailable')
  expect(await localEngine().availability('embed', 'minilm', { runtime: 'onnxruntime-node' })).toBe('unavailable')
})

test('an add-on that is too old is named with its version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-old-'))
  const place = join(folder, 'node_modules/onnxruntime-node')
  mkdirSync(place, { recursive: true })
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: 'onnxruntime-node', version: '1.14.0', main: 'index.js' }),
  )
  writeFileSync(join(place, 'index.js'), '')
  expect(findNativeRuntime(folder)).toEqual({ reason: expect.stringContaining('1.14.0 is too old, 1.20 or later') })
  rmSync(folder, { recursive: true })
})

test('where the add-on does not load, the error says so and names the install', async () => {
  const opening = createEmbedder({ runtime: 'onnxruntime-node' })
  await expect(opening).rejects.toMatchObject({ code: 'unsupported' })
  await expect(opening).rejects.toThrow(/onnxruntime-node .*npm install onnxruntime-node/)
})
