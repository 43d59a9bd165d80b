import type { ModelInfo } from 'tacet/engines'

type Running = Pick<ModelInfo, 'runtime' | 'device' | 'threads' | 'dtype' | 'reason' | 'proof'>

/** Describes in a few words how a model is computed: 'q8 · ONNX Runtime with 1 thread'. */
export function describeRunning({ runtime, device, threads, dtype }: Running): string {
  const program = runtime === 'kernels' ? 'kernels of tacet' : 'ONNX Runtime'
  const place = device === 'webgpu' ? 'on WebGPU' : threads === 1 ? 'with 1 thread' : `with ${threads} threads`
  return [dtype, `${program} ${place}`].filter((part) => part !== undefined).join(' · ')
}

const PROOFS: Readonly<Record<Running['proof'], string>> = {
  'known-answers': 'Checked here: it gave the answers that it must give.',
  consistent: 'It read one text alike at once and in pieces.',
  none: 'Nothing vouches for its answers here: its files list none.',
}

/** Explains why this program computes the model, and whether the answers were checked. */
export function explainRunning({ reason, proof }: Running): string {
  return `${reason[0]?.toUpperCase()}${reason.slice(1)}. ${PROOFS[proof]}`
}
