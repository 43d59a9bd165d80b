import { describe, type OptionKinds } from '../calls/check-options.js'
import type { ComputeSettings, Device, Precision, Runtime } from '../shared/compute.js'

const DEVICES: readonly Device[] = ['wasm', 'webgpu']
const RUNTIMES: readonly (Runtime | 'onnxruntime-node')[] = ['kernels', 'onnxruntime', 'onnxruntime-node']
const PRECISIONS: readonly Precision[] = ['q8', 'int8', 'uint8', 'fp32', 'fp16', 'q4', 'q4f16', 'bnb4']

export const COMPUTE_OPTIONS: OptionKinds<ComputeSettings> = { device: 'any', runtime: 'any', dtype: 'any' }

/** The settings that the caller decided. A setting that is left to the engine is absent. */
export interface ComputeWish {
  readonly device: Device | undefined
  readonly runtime: Runtime | 'onnxruntime-node' | undefined
  readonly dtype: Precision | undefined
}

/** Checks the settings, and drops those that are 'auto'. */
export function computeWish({ device, runtime, dtype }: ComputeSettings): ComputeWish {
  return {
    device: chosen('device', device, DEVICES),
    runtime: chosen('runtime', runtime, RUNTIMES),
    dtype: chosen('dtype', dtype, PRECISIONS),
  }
}

function chosen<Value extends string>(
  name: string,
  value: 'auto' | Value | undefined,
  known: readonly Value[],
): Value | undefined {
  if (value === undefined || value === 'auto') return undefined
  if (known.includes(value)) return value
  throw new RangeError(`\`${name}\` must be one of auto, ${known.join(', ')}, got ${describe(value)}`)
}
