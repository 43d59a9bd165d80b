import type { EncoderFunctions, EncoderKernel } from './encoder-functions.js'
import { KERNEL as PLAIN } from './encoder-plain-bytes.js'
import { KERNEL as RELAXED } from './encoder-relaxed-bytes.js'
import { sameProducts, sampledProduct } from './encoder-self-test.js'
import { kernelVariants, type OpenKernel } from './variants.js'

const {
  open,
  openShared,
  openVariant: openEncoderVariant,
} = kernelVariants<EncoderFunctions>({ plain: PLAIN, relaxed: RELAXED }, (one, other) =>
  sameProducts(withProduct(one), withProduct(other)),
)

export { openEncoderVariant }

export async function openEncoderKernel(): Promise<EncoderKernel> {
  return withProduct(await open())
}

/** Like `openEncoderKernel`, with a memory in which other workers can compute, where the browser grants one. */
export async function openSharedEncoderKernel(): Promise<EncoderKernel> {
  const shared = await openShared()
  return shared === undefined ? openEncoderKernel() : withProduct(shared)
}

function withProduct(kernel: OpenKernel<EncoderFunctions>): EncoderKernel {
  return kernel.variant === 'plain' ? kernel : { ...kernel, product: sampledProduct(kernel) }
}
