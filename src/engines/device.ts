import type { Device, Runtime } from '../shared/compute.js'
import { canShareMemory } from '../wire/shared/shared-memory.js'
import type { WorkerGroup } from './spawn-worker.js'

/** A device on which a model may run, and the program that must compute it there. */
export interface Candidate {
  readonly device: Device
  /** @default the worker chooses */
  readonly runtime: Runtime | undefined
  /** Why this device was chosen, or why the other one was not. */
  readonly reason: string
}

interface CandidateRequest {
  readonly device: Device | undefined
  readonly runtime: Runtime | undefined
  readonly group: WorkerGroup
  /** Whether the model is a GGUF file. */
  readonly gguf: boolean
}

interface Adapter {
  readonly info?: { readonly vendor?: string; readonly architecture?: string; readonly isFallbackAdapter?: boolean }
}

/**
 * The devices to try, best first. Small encoders are faster on WebAssembly on most machines, so they use only that.
 * Generators are faster on WebGPU, so they try it first. A device that the caller names is the only device.
 */
export async function deviceCandidates({
  device,
  runtime,
  group,
  gguf,
}: CandidateRequest): Promise<readonly Candidate[]> {
  if (runtime === 'kernels' && device === 'webgpu') {
    throw new TypeError("`runtime: 'kernels'` computes on the CPU. Leave `device` out, or give it as 'wasm'")
  }
  if (gguf) return onCpu(runtime, 'GGUF runs on the CPU')
  if (device === 'wasm') return onCpu(runtime, 'asked for')
  if (device === 'webgpu') return [{ device, runtime, reason: 'asked for' }]
  if (runtime === 'kernels') return onCpu(runtime, 'the kernels compute on the CPU')
  if (group === 'encoder') {
    return onCpu(runtime, 'small encoders run faster on WebAssembly than on most graphics cards')
  }
  const refusal = await refuseWebGpu()
  if (refusal !== undefined) return onCpu(runtime, refusal)
  return [
    { device: 'webgpu', runtime, reason: 'a graphics adapter is present' },
    ...onCpu(runtime, 'the graphics device was refused'),
  ]
}

/**
 * The CPU. If the caller named no program, ONNX Runtime follows, in case the kernels compute wrong results on this
 * device.
 */
export function onCpu(runtime: Runtime | undefined, reason: string): readonly Candidate[] {
  const first: Candidate = { device: 'wasm', runtime, reason }
  if (runtime !== undefined) return [first]
  return [first, { device: 'wasm', runtime: 'onnxruntime', reason: 'the kernels were refused' }]
}

/** Why WebGPU is not usable; undefined where it is. `navigator.gpu` alone proves nothing: an adapter may be missing. */
async function refuseWebGpu(): Promise<string | undefined> {
  const gpu = (globalThis.navigator as { gpu?: { requestAdapter(): Promise<Adapter | null> } } | undefined)?.gpu
  if (gpu === undefined) return 'the browser has no WebGPU'
  if (!('Suspending' in WebAssembly)) return 'the browser cannot suspend WebAssembly, which the WebGPU runtime needs'
  const adapter = await gpu.requestAdapter().catch(() => null)
  if (adapter === null) return 'the browser offers no graphics adapter'
  if (adapter.info?.isFallbackAdapter) return 'the graphics adapter is emulated in software'
  return undefined
}

/** More copies of the weights would cost a phone its memory. */
export const MOST_WORKERS = 4

/** How many threads a worker gets. Threads help only on idle cores, and one core must stay free for the page. */
export function threadCount(wanted: number | undefined): number {
  if (!canShareMemory()) return 1
  return wanted ?? Math.max(1, Math.min(4, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1))
}

/**
 * How many workers of one thread share a long list, each with its own copy of the weights. One core stays free for the
 * page. A program has no page, and gives the number of cores.
 */
export function sharingWorkers(cores?: number | undefined): number {
  if (cores !== undefined) return Math.min(MOST_WORKERS, cores)
  const { hardwareConcurrency = 1, deviceMemory = 4 } = (globalThis.navigator ?? {}) as Navigator & {
    deviceMemory?: number
  }
  if (hardwareConcurrency < 2 || deviceMemory < 4) return 1
  return Math.max(2, Math.min(deviceMemory < 8 ? 2 : MOST_WORKERS, hardwareConcurrency - 1))
}
