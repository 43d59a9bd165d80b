import { afterEach, expect, test, vi } from 'vitest'
import { describeRuntimeFailure } from '../../../workers/runtime/runtime-failure.js'

afterEach(() => vi.unstubAllGlobals())

const describeOn = (device: 'wasm' | 'webgpu', text: string) =>
  describeRuntimeFailure(new Error(text), { device, code: 'model-corrupt', message: 'Model small could not be run' })

test.each([
  ['webgpu', 'The device (webgpu) does not support fp16.', 'unsupported', /16 bits/],
  ['webgpu', "error: 'f16' type used without 'f16' extension enabled", 'unsupported', /16 bits/],
  ['webgpu', 'Device does not have the feature shader-f16', 'unsupported', /16 bits/],
  ['wasm', 'Could not find an implementation for MatMulNBits(1) node with name x', 'unsupported', /MatMulNBits\(1\)/],
  [
    'wasm',
    "RuntimeError: Aborted(CompileError: WebAssembly.Module(): violates the following Content Security policy directive because 'unsafe-eval' is not an allowed source)",
    'unsupported',
    /'wasm-unsafe-eval'/,
  ],
  [
    'wasm',
    'no available backend found. ERR: [wasm] CompileError: call to WebAssembly.instantiate() blocked by CSP',
    'unsupported',
    /'wasm-unsafe-eval'/,
  ],
  [
    'wasm',
    "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script",
    'unsupported',
    /'wasm-unsafe-eval'/,
  ],
  ['wasm', 'RuntimeError: Aborted(). Build with -sASSERTIONS for more info.', 'worker-crashed', /broke down/],
  ['webgpu', 'RuntimeError: unreachable', 'device-lost', /went away/],
  ['webgpu', 'A valid external Instance reference no longer exists: the device was lost', 'device-lost', /went away/],
  ['wasm', 'std::bad_alloc', 'out-of-memory', /does not fit/],
  [
    'wasm',
    "Non-zero status code returned while running Gather node. Name:'n' Status Message: indices element out of data bounds, idx=50128 must be within the inclusive range [-227,226]",
    'model-corrupt',
    /table of 227 rows, and a text leads to row 50128: tokenizer\.json/,
  ],
  ['wasm', 'protobuf parsing failed', 'model-corrupt', /could not be run/],
] as const)('on %s "%s" is %s', (device, text, code, words) => {
  const error = describeOn(device, text)
  expect(error).toMatchObject({ code, retryable: code === 'worker-crashed' || code === 'device-lost' })
  expect(error.message).toMatch(words)
})

test('without WebAssembly the browser is named, whatever the runtime says of it', () => {
  vi.stubGlobal('WebAssembly', undefined)
  expect(describeOn('wasm', 'ReferenceError: WebAssembly is not defined')).toMatchObject({
    code: 'unsupported',
    retryable: false,
    message: expect.stringContaining('no WebAssembly'),
  })
})
