import { NlpError } from '../../src/shared/errors.js'
import type { Proof } from '../../src/wire/shared/inference-api.js'
import type { CausalModel } from './causal-model.js'
import type { Decoder } from './decoder.js'

const TEXT =
  'The quick brown fox jumps over the lazy dog while 12 boxing wizards, 7 of them in Zürich, mix jugs of liquid: “vex, quartz, judge!” '

/** The length of one piece of a prompt, because the device will be used with pieces of this length. */
const LENGTH = 64

/** Not a divisor of the length, so that the last piece is shorter. */
const PIECE = 9

const LEAST_COSINE = 0.99

/**
 * A graphics device can be silently wrong, sometimes only for prompts of a certain length. The same text, read at once
 * and in small pieces, must give nearly the same scores. Where it does not, no answer of the device can be trusted.
 */
export async function probe(
  { tokenizer }: CausalModel,
  decoder: Decoder,
  id: string,
  signal: AbortSignal,
): Promise<Proof> {
  const tokens = tokenizer.encode(TEXT.repeat(3), { add_special_tokens: false }).slice(0, LENGTH)
  await decoder.reset()
  // The scores are copied, because the next run may use the same memory.
  const atOnce = (await decoder.advance(tokens, signal)).slice()
  await decoder.reset()
  let inPieces = new Float32Array()
  for (let start = 0; start < tokens.length; start += PIECE) {
    inPieces = new Float32Array(await decoder.advance(tokens.slice(start, start + PIECE), signal))
  }
  await decoder.reset()
  const cosine = cosineOf(atOnce, inPieces)
  // Written this way round, the check also fails for NaN.
  if (cosine >= LEAST_COSINE) return 'consistent'
  throw new NlpError(
    'model-corrupt',
    `Model ${id} gives wrong answers on this device: the same text leads to different scores (cosine ${cosine.toFixed(3)})`,
  )
}

function cosineOf(a: Float32Array, b: Float32Array): number {
  let product = 0
  let lengthA = 0
  let lengthB = 0
  for (let index = 0; index < a.length; index += 1) {
    const x = a[index] as number
    const y = b[index] as number
    product += x * y
    lengthA += x * x
    lengthB += y * y
  }
  return product / Math.sqrt(lengthA * lengthB)
}
