import { expect, test, vi } from 'vitest'
import { computeWish } from '../../src/engines/compute-options.js'
import { deviceCandidates } from '../../src/engines/device.js'
import { localEngine } from '../../src/engines/index.js'
import { createEmbedder, createGenerator } from '../../src/index.js'

/** No worker is made, because each call fails before. */
const worker = () => {
  throw new Error('a worker was made')
}

const nothing = { device: undefined, runtime: undefined, dtype: undefined }

test("'auto' is the same as a setting that is left out", () => {
  expect(computeWish({})).toEqual(nothing)
  expect(computeWish({ device: 'auto', runtime: 'auto', dtype: 'auto' })).toEqual(nothing)
  expect(computeWish({ device: 'webgpu', runtime: 'onnxruntime', dtype: 'q4f16' })).toEqual({
    device: 'webgpu',
    runtime: 'onnxruntime',
    dtype: 'q4f16',
  })
})

test.each([
  ['device', 'gpu', /`device` must be one of auto, wasm, webgpu, got 'gpu'/],
  ['device', null, /`device` must be one of .* got null/],
  ['runtime', 'onnx', /`runtime` must be one of auto, kernels, onnxruntime, onnxruntime-node, got 'onnx'/],
  ['dtype', 'int4', /`dtype` must be one of auto, q8, int8, .* got 'int4'/],
  ['dtype', 8, /`dtype` must be one of .* got 8/],
] as const)(
  '%s: %j is refused by every creator and by the engine, with all possible values',
  async (name, value, message) => {
    const options: object = { [name]: value }
    await expect(createEmbedder(options)).rejects.toThrow(message)
    await expect(createGenerator(options)).rejects.toThrow(message)
    await expect(
      localEngine({ worker, baseUrl: 'https://models.example/' }).open('embed', 'minilm', options),
    ).rejects.toThrow(message)
    if (name !== 'dtype') expect(() => localEngine(options)).toThrow(message)
  },
)

const kinds = (candidates: readonly { device: string; runtime: string | undefined }[]) =>
  candidates.map(({ device, runtime = 'any' }) => `${device} ${runtime}`)

test.each([
  ['an encoder', { group: 'encoder' }, ['wasm any', 'wasm onnxruntime']],
  ['an encoder on the graphics card', { group: 'encoder', device: 'webgpu' }, ['webgpu any']],
  ['a generator', {}, ['webgpu any', 'wasm any', 'wasm onnxruntime']],
  ['a generator on the CPU', { device: 'wasm' }, ['wasm any', 'wasm onnxruntime']],
  ['a generator by ONNX Runtime', { runtime: 'onnxruntime' }, ['webgpu onnxruntime', 'wasm onnxruntime']],
  ['a generator by the kernels', { runtime: 'kernels' }, ['wasm kernels']],
  ['a GGUF file, whatever the device', { gguf: true, device: 'webgpu' }, ['wasm any', 'wasm onnxruntime']],
] as const)('the candidates of %s', async (_words, request, expected) => {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => ({}) } })
  vi.stubGlobal('WebAssembly', { Suspending: class {} })
  const common = { device: undefined, runtime: undefined, group: 'generator', gguf: false } as const
  expect(kinds(await deviceCandidates({ ...common, ...request }))).toEqual(expected)
  vi.unstubAllGlobals()
})

test('kernels on the graphics card are a contradiction, wherever each of them was asked for', async () => {
  const engine = localEngine({ worker, device: 'webgpu', baseUrl: 'https://models.example/' })
  await expect(createEmbedder({ engines: [engine], runtime: 'kernels' })).rejects.toThrow(
    /`runtime: 'kernels'` computes on the CPU. Leave `device` out/,
  )
})
