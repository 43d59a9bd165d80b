import { canShareMemory } from '../wire/shared/shared-memory.js'
import type { WorkerGroup } from './spawn-worker.js'

export type Device = 'wasm' | 'webgpu'

export interface DeviceChoice {
  readonly device: Device
  /** Why this device was chosen, or why the other one was not. */
  readonly reason: string
}

interface Adapter {
  readonly info?: { readonly vendor?: string; readonly architecture?: string; readonly isFallbackAdapter?: boolean }
}

/**
 * The devices to try, best first. Small encoders are faster on WebAssembly on most machines, so they use only that.
 * Generators are faster on WebGPU, so they try it first. A device that the caller names is the only candidate.
 */
export async function deviceCandidates(wanted: 'auto' | Device, group: WorkerGroup): Promise<readonly DeviceChoice[]> {
  if (wanted === 'wasm') return [{ device: 'wasm', reason: 'asked for' }]
  if (wanted === 'webgpu') return [{ device: 'webgpu', reason: 'asked for' }]
  if (group === 'encoder') {
    return [{ device: 'wasm', reason: 'small encoders run faster on WebAssembly than on most graphics cards' }]
  }
  const refusal = await refuseWebGpu()
  const wasm: DeviceChoice = { device: 'wasm', reason: refusal ?? 'the graphics device was refused' }
  return refusal === undefined ? [{ device: 'webgpu', reason: 'a graphics adapter is present' }, wasm] : [wasm]
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

/** How many threads a worker gets. Threads help only on idle cores, and one core must stay free for the page. */
export function threadCount(wanted: number | undefined): number {
  if (!canShareMemory()) return 1
  return wanted ?? Math.max(1, Math.min(4, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1))
}

/** How many workers share a long list. A second worker helps where the first one cannot use a second core itself. */
export function sharingWorkers(threads: number | undefined): 1 | 2 {
  const { hardwareConcurrency = 1, deviceMemory = 4 } = (globalThis.navigator ?? {}) as Navigator & {
    deviceMemory?: number
  }
  return threadCount(threads) === 1 && hardwareConcurrency >= 2 && deviceMemory >= 4 ? 2 : 1
}
