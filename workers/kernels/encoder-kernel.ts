import type { EncoderFunctions } from './encoder-functions.js'
import { KERNEL as PLAIN } from './encoder-plain-bytes.js'
import { KERNEL as RELAXED } from './encoder-relaxed-bytes.js'
import { sameProducts } from './encoder-self-test.js'
import { kernelVariants } from './variants.js'

export const { open: openEncoderKernel, openVariant: openEncoderVariant } = kernelVariants<EncoderFunctions>(
  { plain: PLAIN, relaxed: RELAXED },
  sameProducts,
)
