import { type ErrorCode, NlpError } from '../../src/shared/errors.js'
import type { WorkerOptions } from '../../src/wire/shared/inference-api.js'
import { NO_WEBASSEMBLY } from '../kernels/no-webassembly.js'

interface FailureContext {
  readonly device: WorkerOptions['device']
  /** The code of the error if the message does not show another cause. */
  readonly code: ErrorCode
  readonly message: string
}

/**
 * ONNX Runtime throws messages without codes. This function finds the messages whose cause is neither a bad input nor a
 * bad file.
 */
export function describeRuntimeFailure(cause: unknown, { device, code, message }: FailureContext): NlpError {
  const text = String(cause)
  const refusal = refusalOf(text)
  if (refusal !== undefined) return new NlpError('unsupported', refusal, { cause })
  const [, row, last] =
    /indices element out of data bounds, idx=(-?\d+) must be within the inclusive range \[-?\d+,(\d+)\]/.exec(text) ??
    []
  if (row !== undefined) {
    const sentence =
      `The model has a table of ${Number(last) + 1} rows, and a text leads to row ${row}: tokenizer.json or config.json is of another ` +
      'model. Take all files from the same model.'
    return new NlpError('model-corrupt', sentence, { cause, details: { file: 'tokenizer.json' } })
  }
  // A device that is lost during a run appears as a trap as often as in a sentence. Both leave the instance unusable.
  const trapped = cause instanceof WebAssembly.RuntimeError || /\bRuntimeError: (unreachable|Aborted)/.test(text)
  const lost = /device (is|was) lost|device lost|Device.*destroyed|BufferManager|GPUDevice/i.test(text)
  if (/out of memory|bad_alloc|failed to allocate|memory access out of bounds|buffer allocation/i.test(text)) {
    return new NlpError('out-of-memory', 'The model does not fit into memory. Choose a smaller one', { cause })
  }
  if (lost || (trapped && device === 'webgpu')) {
    return new NlpError('device-lost', 'The graphics device went away', { cause })
  }
  if (trapped) return new NlpError('worker-crashed', 'The runtime broke down in the middle of a call', { cause })
  return new NlpError(code, `${message}: ${text.slice(0, 300)}`, { cause })
}

/** Names the part that the browser or the page lacks, and the remedy. Another attempt would fail in the same way. */
function refusalOf(text: string): string | undefined {
  if (globalThis.WebAssembly === undefined) return NO_WEBASSEMBLY
  if (/content.security.policy|unsafe-eval|blocked by CSP/i.test(text)) {
    return (
      "A Content-Security-Policy refuses WebAssembly. Allow 'wasm-unsafe-eval' in script-src of the policy that is sent with " +
      'the page and with the file of the worker'
    )
  }
  if (/does not support fp16|shader-f16|\bf16\b.*(?:extension|not (?:allowed|supported|enabled))/i.test(text)) {
    return 'The model needs numbers of 16 bits, which this graphics device does not have. Choose another `dtype`'
  }
  const [, operator] = /Could not find an implementation for (\S+)/.exec(text) ?? []
  if (operator !== undefined) {
    return `The model needs the operator ${operator}, which the runtime does not have here. Choose another \`dtype\` or another model`
  }
  return undefined
}
