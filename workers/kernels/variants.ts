import { kernelCompiler } from '../../src/shared/compile-kernel.js'
import { NlpError } from '../../src/shared/errors.js'
import { KernelMemory } from './memory.js'
import { NO_WEBASSEMBLY } from './no-webassembly.js'
import { sharedModule } from './shared-module.js'

export type KernelVariant = 'relaxed' | 'plain'

/** A compiled module with its own memory. */
export interface OpenKernel<Functions> {
  readonly variant: KernelVariant
  readonly memory: KernelMemory
  readonly functions: Functions
  /** The module for other workers, where they can share the memory. */
  readonly shared?: WebAssembly.Module | undefined
}

/**
 * The two variants of a module, each as base64. `open` uses relaxed SIMD where the browser has it and `sameResults` finds
 * no difference; one JavaScript engine is known to compute wrongly. `openVariant` tests nothing.
 */
export function kernelVariants<Functions>(
  modules: Readonly<Record<KernelVariant, string>>,
  sameResults: (one: OpenKernel<Functions>, other: OpenKernel<Functions>) => boolean,
) {
  const compilers = { plain: kernelCompiler(modules.plain), relaxed: kernelCompiler(modules.relaxed) }
  let chosen: Promise<KernelVariant> | undefined

  async function openVariant(variant: KernelVariant): Promise<OpenKernel<Functions>> {
    const module = compilers[variant]()
    if (module === undefined) throw new NlpError('unsupported', refusal(variant))
    const memory = new KernelMemory()
    const instance = await WebAssembly.instantiate(module, { env: { memory: memory.memory } })
    return { variant, memory, functions: instance.exports as unknown as Functions }
  }

  async function choose(): Promise<KernelVariant> {
    if (compilers.relaxed() === undefined) return 'plain'
    return sameResults(await openVariant('relaxed'), await openVariant('plain')) ? 'relaxed' : 'plain'
  }

  /** A browser may refuse a shared memory, because the room for its largest size is reserved at once. */
  async function openShared(): Promise<OpenKernel<Functions> | undefined> {
    chosen ??= choose()
    const variant = await chosen
    try {
      const memory = new KernelMemory({ shared: true })
      const shared = sharedModule(modules[variant])
      const instance = await WebAssembly.instantiate(shared, { env: { memory: memory.memory } })
      return { variant, memory, functions: instance.exports as unknown as Functions, shared }
    } catch {
      return undefined
    }
  }

  return {
    openVariant,
    openShared,
    async open(): Promise<OpenKernel<Functions>> {
      chosen ??= choose()
      return openVariant(await chosen)
    },
  }
}

function refusal(variant: KernelVariant): string {
  if (globalThis.WebAssembly === undefined) return NO_WEBASSEMBLY
  return (
    `The ${variant} kernels do not start: the browser lacks SIMD in WebAssembly, or the policy of the page forbids ` +
    "WebAssembly. Allow 'wasm-unsafe-eval' in the policy."
  )
}
