import { expect, test } from 'vitest'
import type { Device, Runtime } from '../../../src/shared/compute.js'
import { NlpError } from '../../../src/shared/errors.js'
import {
  chooseRuntime,
  describeChoice,
  type RuntimeRequest,
  withAlternative,
} from '../../../workers/runtime/choose-runtime.js'

type Lacks = RuntimeRequest['lacks']

const CPU = { device: 'wasm', threads: 4 } as const
const GPU = { device: 'webgpu', threads: 4 } as const
const NATIVE = { ...CPU, native: true } as const

const BOTH: Lacks = {}
const GGUF: Lacks = { onnxruntime: 'the file is a GGUF file' }
const STRANGE: Lacks = { kernels: 'the graph has the operator Conv' }
const NEITHER: Lacks = { ...GGUF, ...STRANGE }

const choose = (place: RuntimeRequest['place'], wish: Runtime | undefined, lacks: Lacks) =>
  chooseRuntime({ id: 'small', place, wish, lacks })

test.each([
  ['a strange graph on the CPU', CPU, undefined, STRANGE, 'onnxruntime', 'the graph has the operator Conv', undefined],
  [
    'a GGUF file in a worker for the graphics card',
    GPU,
    undefined,
    GGUF,
    'kernels',
    'the file is a GGUF file',
    undefined,
  ],
  ['a GGUF file in a native thread', NATIVE, undefined, GGUF, 'kernels', 'the file is a GGUF file', undefined],
  ['any model on the CPU', CPU, undefined, BOTH, 'kernels', 'faster on the CPU', 'onnxruntime'],
  ['any model on the graphics card', GPU, undefined, BOTH, 'onnxruntime', 'on the graphics card', 'kernels'],
  ['any model in a native thread', NATIVE, undefined, BOTH, 'onnxruntime', 'natively', 'kernels'],
  ['the kernels, asked for in a native thread', NATIVE, 'kernels', BOTH, 'kernels', 'asked for', undefined],
  ['ONNX Runtime, asked for on the CPU', CPU, 'onnxruntime', STRANGE, 'onnxruntime', 'asked for', undefined],
] as const)('%s', (_words, place, wish, lacks, runtime, reason, alternative) => {
  expect(choose(place, wish, lacks)).toEqual({ runtime, reason: expect.stringContaining(reason), alternative })
})

test.each([
  [
    'kernels',
    STRANGE,
    /^Model small cannot run on the kernels of tacet: the graph has the operator Conv. Leave out `runtime`/,
  ],
  ['onnxruntime', GGUF, /^Model small cannot run on ONNX Runtime: the file is a GGUF file. Leave out `runtime`/],
  [undefined, NEITHER, /^Model small cannot run here: the graph has the operator Conv, and the file is a GGUF file/],
] as const)('%s is refused with the reason where it cannot run the model', (wish, lacks, message) => {
  const failure = (() => {
    try {
      return choose(CPU, wish, lacks)
    } catch (error) {
      return error
    }
  })()
  expect(failure).toMatchObject({ code: 'unsupported', retryable: false, message: expect.stringMatching(message) })
})

test.each<[Runtime, Device, number]>([
  ['kernels', 'wasm', 1],
  ['onnxruntime', 'webgpu', 4],
])('%s in a worker for the graphics card computes on %s', (runtime, device, threads) => {
  expect(describeChoice({ runtime, reason: 'r' }, GPU)).toEqual({ runtime, reason: 'r', device, threads })
})

test('a failure names the program that could compute the model too, and keeps its own facts', () => {
  const cause = new Error('trap')
  const failure = new NlpError('model-download', 'gone', { retryable: true, details: { file: 'x' }, cause })
  expect(withAlternative(failure, { alternative: 'onnxruntime' })).toMatchObject({
    code: 'model-download',
    message: 'gone',
    retryable: true,
    details: { file: 'x', alternative: 'onnxruntime' },
    cause,
  })
  expect(withAlternative(failure, { alternative: undefined })).toBe(failure)
  expect(withAlternative(cause, { alternative: 'onnxruntime' })).toBe(cause)
})
