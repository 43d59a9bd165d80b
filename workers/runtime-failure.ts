import { type ErrorCode, NlpError } from '../src/errors.js'
import type { WorkerOptions } from '../src/wire/inference-api.js'

interface FailureContext {
  readonly device: WorkerOptions['device']
  /** What it is when the sentence says nothing else. */
  readonly code: ErrorCode
  readonly message: string
}

/** ONNX Runtime throws sentences; these are the ones that mean something else than a bad input or a bad file. */
export function describeRuntimeFailure(cause: unknown, { device, code, message }: FailureContext): NlpError {
  const text = String(cause)
  // A device that goes away in the middle of a run is as often a trap as a sentence: both leave the instance unusable.
  const trapped = cause instanceof WebAssembly.RuntimeError || /\bRuntimeError: (unreachable|Aborted)/.test(text)
  const lost = /device (is|was) lost|device lost|Device.*destroyed|BufferManager|GPUDevice/i.test(text)
  if (/out of memory|bad_alloc|failed to allocate|memory access out of bounds|buffer allocation/i.test(text)) {
    return new NlpError('out-of-memory', 'The model does not fit into memory. Choose a smaller one', { cause })
  }
  if (/does not support fp16|shader-f16/i.test(text)) {
    const sentence =
      'The model computes with numbers of 16 bits, which this graphics device does not. Choose another `dtype`'
    return new NlpError('unsupported', sentence, { cause })
  }
  if (lost || (trapped && device === 'webgpu')) {
    return new NlpError('device-lost', 'The graphics device went away', { cause })
  }
  if (trapped) return new NlpError('worker-crashed', 'The runtime broke down in the middle of a call', { cause })
  return new NlpError(code, `${message}: ${text.slice(0, 300)}`, { cause })
}
