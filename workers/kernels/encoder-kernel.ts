import type { EncoderFunctions, EncoderKernel } from './encoder-functions.js'
import { KERNEL as PLAIN } from './encoder-plain-bytes.js'
import { KERNEL as RELAXED } from './encoder-relaxed-bytes.js'
import { sameProducts } from './encoder-self-test.js'
import { kernelVariants } from './variants.js'

const {
  open: openEncoderKernel,
  openShared,
  openVariant: openEncoderVariant,
} = kernelVariants<EncoderFunctions>({ plain: PLAIN, relaxed: RELAXED }, sameProducts)

export { openEncoderKernel, openEncoderVariant }

/** Like `openEncoderKernel`, with a memory in which other workers can compute, where the browser grants one. */
export async function openSharedEncoderKernel(): Promise<EncoderKernel> {
  return (await openShared()) ?? (await openEncoderKernel())
}
