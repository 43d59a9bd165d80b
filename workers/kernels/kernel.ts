import type { Kernel, KernelFunctions } from './kernel-functions.js'
import { KERNEL as PLAIN } from './plain-bytes.js'
import { KERNEL as RELAXED } from './relaxed-bytes.js'
import { sameResults } from './self-test.js'
import type { Part } from './shared-calls.js'
import { type KernelVariant, kernelVariants, type OpenKernel } from './variants.js'

const variants = kernelVariants<KernelFunctions>({ plain: PLAIN, relaxed: RELAXED }, (one, other) =>
  sameResults(prepared(one), prepared(other)),
)

/** Opens the kernels with their own memory, in the faster variant that computes correctly here. */
export async function openKernel(): Promise<Kernel> {
  return prepared(await variants.open())
}

/** Like `openKernel`, with a memory in which other workers can compute, where the browser grants one. */
export async function openSharedKernel(): Promise<Kernel> {
  return prepared((await variants.openShared()) ?? (await variants.open()))
}

/** Opens the kernels in the requested variant, without a test. */
export async function openVariant(variant: KernelVariant): Promise<Kernel> {
  return prepared(await variants.openVariant(variant))
}

/** The call that gives a helper its own memory for spread activations. */
export function firstCallOfHelper({ memory, functions }: Kernel): Part<KernelFunctions> {
  return { name: 'spreadAt', args: [memory.allocate(functions.spreadBytes())] }
}

function prepared(kernel: OpenKernel<KernelFunctions>): Kernel {
  const { memory, functions } = kernel
  functions.spreadAt(memory.allocate(functions.spreadBytes()))
  return { ...kernel, activationBytes: functions.activationBytes.value as number }
}
