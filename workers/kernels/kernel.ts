import { kernelCompiler } from '../../src/shared/compile-kernel.js'
import { NlpError } from '../../src/shared/errors.js'
import type { Kernel, KernelFunctions, KernelVariant } from './kernel-functions.js'
import { KernelMemory } from './memory.js'
import { KERNEL as PLAIN } from './plain-bytes.js'
import { KERNEL as RELAXED } from './relaxed-bytes.js'
import { sameResults } from './self-test.js'

const compilers = { plain: kernelCompiler(PLAIN), relaxed: kernelCompiler(RELAXED) }

let chosen: Promise<KernelVariant> | undefined

/**
 * Opens the kernels with a memory of their own. Relaxed SIMD is used where the browser has it and computes correctly
 * with it; one JavaScript engine is known to compute wrongly.
 */
export async function openKernel(): Promise<Kernel> {
  chosen ??= choose()
  return openVariant(await chosen)
}

/** Opens the kernels in the requested variant, without a test. */
export async function openVariant(variant: KernelVariant): Promise<Kernel> {
  const module = compilers[variant]()
  if (module === undefined) {
    throw new NlpError(
      'unsupported',
      `The ${variant} kernels do not start: the browser lacks SIMD in WebAssembly, or the policy of the page forbids ` +
        "WebAssembly. Allow 'wasm-unsafe-eval' in the policy.",
    )
  }
  const memory = new KernelMemory()
  const instance = await WebAssembly.instantiate(module, { env: { memory: memory.memory } })
  const functions = instance.exports as unknown as KernelFunctions
  functions.spreadAt(memory.allocate(functions.spreadBytes()))
  return { variant, memory, functions, activationBytes: functions.activationBytes.value as number }
}

async function choose(): Promise<KernelVariant> {
  if (compilers.relaxed() === undefined) return 'plain'
  return sameResults(await openVariant('relaxed'), await openVariant('plain')) ? 'relaxed' : 'plain'
}
