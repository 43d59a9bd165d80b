import type { Device } from '../shared/compute.js'
import { NlpError } from '../shared/errors.js'
import type { Candidate } from './device.js'
import type { NativeRuntime, Threads } from './threads.js'

export const NATIVE = 'onnxruntime-node'

/** The only place of a model that the add-on computes: no other program takes over. */
export const NATIVE_PLACE: readonly Candidate[] = [{ device: 'wasm', runtime: 'onnxruntime', reason: 'asked for' }]

export function nativeOf(program: Threads | undefined, device: Device | undefined): NativeRuntime {
  if (program !== undefined && device !== 'webgpu') return program.native()
  throw new NlpError('unsupported', `\`runtime: '${NATIVE}'\` computes in Node, on the CPU. Leave it out.`)
}
