import type { Kernel, KernelFunctions, KernelVariant } from './kernel-functions.js'
import { KernelMemory } from './memory.js'
import { KERNEL as PLAIN } from './plain-bytes.js'
import { KERNEL as RELAXED } from './relaxed-bytes.js'
import { sameResults } from './self-test.js'

let chosen: Promise<{ readonly module: WebAssembly.Module; readonly variant: KernelVariant }> | undefined

/**
 * Opens the kernels with a memory of their own. Relaxed SIMD is used where the browser has it and computes correctly
 * with it; one JavaScript engine is known to compute wrongly.
 */
export async function openKernel(): Promise<Kernel> {
  chosen ??= choose()
  const { module, variant } = await chosen
  return instantiate(module, variant)
}

/** Opens the kernels in the requested variant, without a test. */
export async function openVariant(variant: KernelVariant): Promise<Kernel> {
  return instantiate(await compile(variant), variant)
}

async function choose() {
  const plain = { module: await compile('plain'), variant: 'plain' } as const
  if (!WebAssembly.validate(decode(RELAXED))) return plain
  const relaxed = { module: await compile('relaxed'), variant: 'relaxed' } as const
  const same = sameResults(
    await instantiate(relaxed.module, relaxed.variant),
    await instantiate(plain.module, plain.variant),
  )
  return same ? relaxed : plain
}

async function instantiate(module: WebAssembly.Module, variant: KernelVariant): Promise<Kernel> {
  const memory = new KernelMemory()
  const instance = await WebAssembly.instantiate(module, { env: { memory: memory.memory } })
  const functions = instance.exports as unknown as KernelFunctions
  return { variant, memory, functions, activationBytes: functions.activationBytes.value as number }
}

const compile = (variant: KernelVariant) => WebAssembly.compile(decode(variant === 'plain' ? PLAIN : RELAXED))

const decode = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
